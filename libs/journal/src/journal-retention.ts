import type { Clock } from '@busbar/core';
import { Retention, type RetentionParts } from '@busbar/database';
import { messageStore } from './message-store.js';
import type { Store } from './typeorm-message-store.js';

const DAY_MS = 86_400_000;
const EVERY_MS = 3_600_000;
const ROWS_PER_PORTION = 200;

/** How long messages and what they said are kept. */
export interface JournalLifetimes {
  readonly days: number;
  /** At most `days`: a payload goes no later than its message. */
  readonly payloadDays: number;
}

/** What retention works with. */
export interface JournalRetentionParts extends RetentionParts {
  readonly clock: Clock;
  readonly lifetimes: JournalLifetimes;
}

/** Deletes old messages and payloads, at the start and then hourly. */
export class JournalRetention extends Retention {
  private readonly store: Store;

  constructor(private readonly parts: JournalRetentionParts) {
    super(parts, { name: 'journal retention', everyMs: EVERY_MS });
    this.store = parts.database.writer(messageStore);
  }

  /** Deletes everything that is too old. */
  override async sweep(): Promise<void> {
    const { days, payloadDays } = this.parts.lifetimes;
    const nowMs = this.parts.clock.now();
    const messagesBeforeMs = nowMs - days * DAY_MS;
    const payloadsBeforeMs = nowMs - Math.min(payloadDays, days) * DAY_MS;
    await this.repeat(() => this.store.deletePayloads(payloadsBeforeMs, ROWS_PER_PORTION));
    await this.repeat(() => this.store.deleteMessages(messagesBeforeMs, ROWS_PER_PORTION));
  }
}
