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

/**
 * What another process's sighting means here, in order. `knownSince` is when this process last knew better, in elapsed ms: its last
 * answer or the last decision of the store. What was seen before that is no news; failures count only where nothing answered since.
 */
export function eventsOfSighting(sighting: Sighting, now: number, knownSince: number): readonly ConnectionEvent[] {
  const { heardMsAgo, answer, failures } = sighting;
  const events: ConnectionEvent[] = heardMsAgo === null ? [] : ['heard'];
  if (answer !== null && now - answer.msAgo >= knownSince) events.push(answer.event);
  if (failures !== null && now - failures.firstMsAgo >= knownSince) {
    events.push(...Array.from({ length: failures.count }, () => 'failed' as const));
  }
  return events;
}

function msBetween(from: number, to: number): number {
  return Math.round(to - from);
}
