import type { Sighting } from '../hub-events.js';
import type { ConnectionEvent, SignOfLife } from './connection-status.js';
import { isSignOfLife } from './exchange-event.js';

/** What this process saw of one platform since it last told the others; moments in elapsed ms. Noting costs a few comparisons. */
export class Observations {
  private heardAt: number | null = null;
  private answer: { event: SignOfLife; at: number } | null = null;
  private failures = 0;
  private firstFailedAt = 0;
  private isNews = false;

  /** Takes an event of this process's own exchanges. */
  note(event: ConnectionEvent, at: number): void {
    if (event === 'heard') {
      this.heardAt = at;
    } else if (event === 'failed') {
      if (this.failures === 0) this.firstFailedAt = at;
      this.failures += 1;
    } else if (isSignOfLife(event)) {
      this.answer = { event, at };
      this.failures = 0;
    } else {
      return;
    }
    this.isNews = true;
  }

  /** What to tell at `now`; null where nothing was seen. Afterwards it is told. */
  take(platformId: string, now: number): Sighting | null {
    if (!this.isNews) return null;
    const { heardAt, answer, failures } = this;
    const sighting = {
      platformId,
      heardMsAgo: heardAt === null ? null : msBetween(heardAt, now),
      answer: answer === null ? null : { event: answer.event, msAgo: msBetween(answer.at, now) },
      failures: failures === 0 ? null : { count: failures, firstMsAgo: msBetween(this.firstFailedAt, now) },
    };
    this.heardAt = null;
    this.answer = null;
    this.failures = 0;
    this.isNews = false;
    return sighting;
  }
}

/** What this process knows of a platform itself, in elapsed ms. */
export interface KnownHere {
  /** When it last knew better: its last answer, or the last decision of the store. */
  readonly since: number;
  /** When the failures in a row that it counts began; minus infinity where there are none. */
  readonly failingSince: number;
}

/**
 * What another process's sighting means here, in order. What was seen before this process knew better is no news; failures count only
 * where nothing answered since, and an answer from before the failures that are counted here does not undo them.
 */
export function eventsOfSighting(sighting: Sighting, now: number, known: KnownHere): readonly ConnectionEvent[] {
  const { heardMsAgo, answer, failures } = sighting;
  const events: ConnectionEvent[] = heardMsAgo === null ? [] : ['heard'];
  const answeredAt = answer === null ? Number.NEGATIVE_INFINITY : now - answer.msAgo;
  if (answer !== null && answeredAt >= Math.max(known.since, known.failingSince)) events.push(answer.event);
  if (failures !== null && now - failures.firstMsAgo >= known.since) {
    events.push(...Array.from({ length: failures.count }, () => 'failed' as const));
  }
  return events;
}

function msBetween(from: number, to: number): number {
  return Math.round(to - from);
}
