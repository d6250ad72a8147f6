import { EventBus, type Hearer, type HubEvent } from '@busbar/core';

/** The bus of a hub that is one process. */
export class InProcessEventBus extends EventBus {
  private readonly hearers = new Hearers();

  override publish(event: HubEvent): void {
    this.hearers.tell(event, true);
  }

  override subscribe(hear: Hearer): void {
    this.hearers.add(hear);
  }

  /** There is nobody else to hear. */
  override isConnected(): boolean {
    return true;
  }
}

/** Who hears in this process. */
export class Hearers {
  private readonly all: Hearer[] = [];

  add(hear: Hearer): void {
    this.all.push(hear);
  }

  /** Soon, not within the call: whoever publishes is in the middle of something. */
  tell(event: HubEvent, isOurs: boolean): void {
    for (const hear of this.all) queueMicrotask(() => hear(event, isOurs));
  }
}
