import { EventBus, type HubEvent } from '@busbar/core';

/** The bus of a hub that is one process. */
export class InProcessEventBus extends EventBus {
  private readonly hearers: ((event: HubEvent) => void)[] = [];

  override publish(event: HubEvent): void {
    for (const hear of this.hearers) queueMicrotask(() => hear(event));
  }

  override subscribe(hear: (event: HubEvent) => void): void {
    this.hearers.push(hear);
  }

  /** There is nobody else to hear. */
  override isConnected(): boolean {
    return true;
  }
}
