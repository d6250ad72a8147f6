import type { Database } from '@busbar/database';
import { HealthParts, type Degradation } from './operator/health/readiness.js';

const LOOK_EVERY_MS = 2_000;

/** Asks the database now and then whether it is there, so that readiness can answer at once. */
export class WatchedDatabase extends HealthParts {
  private isReachable = true;
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly database: Database) {
    super();
    this.timer = setInterval(() => void this.look(), LOOK_EVERY_MS).unref();
  }

  degraded(): readonly Degradation[] {
    return this.isReachable
      ? []
      : [{ part: 'database', detail: 'registrations, commands and the journal wait for it; direct routing goes on' }];
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private async look(): Promise<void> {
    this.isReachable = await this.database.isReachable().catch(() => false);
  }
}
