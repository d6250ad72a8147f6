import { setTimeout as delay } from 'node:timers/promises';
import type { Clock, HubProcesses } from '@busbar/core';
import type { Database } from '@busbar/database';
import { messageStore } from './message-store.js';
import type { Store } from './typeorm-message-store.js';

const DAY_MS = 86_400_000;
const EVERY_MS = 3_600_000;
/** Small portions with pauses: nobody waits behind a deletion for more than some milliseconds. */
const ROWS_PER_PORTION = 200;
const PAUSE_MS = 20;

/** How long messages and what they said are kept. */
export interface JournalLifetimes {
  readonly days: number;
  /** At most `days`: a payload goes no later than its message. */
  readonly payloadDays: number;
}

/** What retention works with. */
export interface JournalRetentionParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly lifetimes: JournalLifetimes;
  /** One process of the hub deletes. */
  readonly processes: Pick<HubProcesses, 'looksAfter'>;
  /** Told in one sentence when a sweep failed; the next one goes on from there. */
  readonly report: (trouble: string) => void;
}

/** Deletes old messages and payloads, at the start and then hourly. */
export class JournalRetention {
  private readonly store: Store;
  private timer: NodeJS.Timeout | null = null;
  private isStopped = false;
  private sweeping: Promise<void> | null = null;

  constructor(private readonly parts: JournalRetentionParts) {
    this.store = parts.database.writer(messageStore);
  }

  start(): void {
    this.timer = setInterval(() => this.sweepOnce(), EVERY_MS).unref();
    this.sweepOnce();
  }

  /** Ends after the portion under way. */
  async stop(): Promise<void> {
    this.isStopped = true;
    if (this.timer) clearInterval(this.timer);
    await this.sweeping;
  }

  /** Deletes everything that is too old. */
  async sweep(): Promise<void> {
    const { days, payloadDays } = this.parts.lifetimes;
    const nowMs = this.parts.clock.now();
    const messagesBeforeMs = nowMs - days * DAY_MS;
    const payloadsBeforeMs = nowMs - Math.min(payloadDays, days) * DAY_MS;
    await this.repeat(() => this.store.deletePayloads(payloadsBeforeMs, ROWS_PER_PORTION));
    await this.repeat(() => this.store.deleteMessages(messagesBeforeMs, ROWS_PER_PORTION));
  }

  private sweepOnce(): void {
    if (!this.parts.processes.looksAfter('journal retention')) return;
    this.sweeping ??= this.sweep()
      .catch((error: unknown) => this.parts.report(`journal retention: ${String(error)}`))
      .finally(() => (this.sweeping = null));
  }

  private async repeat(deletePortion: () => Promise<number>): Promise<void> {
    while (!this.isStopped && (await deletePortion()) > 0) {
      await this.parts.database.giveBackSpace();
      await delay(PAUSE_MS, undefined, { ref: false });
    }
  }
}
