import type { EventBus, LaneScheduler } from '@busbar/core';
import type { Database } from '@busbar/database';
import { HealthParts, type Degradation } from './readiness.js';

const LOOK_EVERY_MS = 2_000;

/** Asks the database now and then whether it is there, so that readiness can answer at once; Redis is known by the event bus. */
export class WatchedParts extends HealthParts {
  private isDatabaseReachable = true;
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly database: Database,
    private readonly events: EventBus,
    /** Asked for when it is needed: lanes may be made after this. */
    private readonly lanes: () => Pick<LaneScheduler, 'isPrompt'>,
  ) {
    super();
    this.timer = setInterval(() => void this.look(), LOOK_EVERY_MS).unref();
  }

  degraded(): readonly Degradation[] {
    const degraded: Degradation[] = [];
    if (!this.isDatabaseReachable) {
      const detail = 'registrations, commands and the journal wait for it; direct routing goes on';
      degraded.push({ part: 'database', detail });
    }
    if (!this.events.isConnected()) {
      const detail =
        'processes look for changes once a second instead of hearing of them; deliveries are looked for every 5 s';
      degraded.push({ part: 'redis', detail });
    } else if (!this.lanes().isPrompt()) {
      degraded.push({ part: 'redis', detail: 'it takes no writes: deliveries are looked for every 5 s' });
    }
    return degraded;
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private async look(): Promise<void> {
    this.isDatabaseReachable = await this.database.isReachable().catch(() => false);
  }
}
