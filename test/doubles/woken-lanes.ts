import { LaneScheduler } from '@busbar/core';

/** Notes which lanes are woken, in order; nothing drains them. */
export class WokenLanes extends LaneScheduler {
  readonly woken: string[] = [];

  override wake(platformId: string): void {
    this.woken.push(platformId);
  }

  override start(): Promise<void> {
    return Promise.resolve();
  }

  override stop(): Promise<void> {
    return Promise.resolve();
  }
}
