import { streamOf } from './delivery.js';
import type { DeliveryEnding, DeliveryRetry, LoadedDelivery } from './delivery-store.js';
import { ended } from './lane-judgement.js';
import { goesAlone } from './lane-suspects.js';
import { chooseFromLane } from './supersede.js';

/** What a look at the store makes of deliveries without sending any. */
export interface Sorted {
  readonly endings: readonly DeliveryEnding[];
  readonly retries: readonly DeliveryRetry[];
}

/** What became of deliveries that the store may not have known yet when it was asked, by id. */
export interface SaidSince {
  readonly ended: Set<string>;
  /** These wait: nothing of their streams is taken in before the store knows for how long. */
  readonly retried: Set<string>;
}

/** The deliveries of one object of one party, oldest first; the first one alone may be under way. */
interface Stream {
  readonly key: string;
  isUnderWay: boolean;
  readonly rows: LoadedDelivery[];
}

/** The part of a lane that is in memory: which delivery may go next, in order per object and side by side otherwise. */
export class LaneQueue {
  private readonly streams = new Map<string, Stream>();
  private readonly underWay = new Map<LoadedDelivery, Stream>();
  private ready: Stream[] = [];

  /** Whether nothing can begin before the next look or the end of what is under way. */
  get isEmpty(): boolean {
    return this.ready.length === 0;
  }

  /** How many could begin now, if each had a place. */
  get readyCount(): number {
    return this.ready.length;
  }

  /** Takes in what the store knew of some streams, in order of arrival; says what has ended or must wait. */
  load(known: readonly LoadedDelivery[], nowMs: number, since: SaidSince = NOTHING_SAID): Sorted {
    const loaded = withoutSaid(known, since);
    const underWay = new Set(Array.from(this.underWay.keys(), ({ delivery }) => delivery.id));
    const isExpired = ({ delivery }: LoadedDelivery): boolean =>
      delivery.expiresAtMs <= nowMs && !underWay.has(delivery.id);
    const alive = loaded.filter((each) => !isExpired(each));
    const { superseded } = chooseFromLane(
      alive.map(({ delivery }) => delivery),
      underWay,
    );
    const gone = new Set(superseded.map(({ delivery }) => delivery.id));
    this.arrange(
      loaded,
      alive.filter(({ delivery }) => !gone.has(delivery.id)),
    );
    const endings = loaded.filter(isExpired).map(({ delivery }) => expired(delivery, nowMs));
    for (const { delivery, by } of superseded) {
      const reason = 'a newer write of the same object replaces it';
      endings.push({ ...ended(delivery, { state: 'superseded', reason, atMs: nowMs }), supersededBy: by.id });
    }
    return { endings, retries: this.findReady(nowMs) };
  }

  /** What would be sent next, so many at most. */
  next(count: number): readonly LoadedDelivery[] {
    return this.ready.slice(0, count).map(headOf);
  }

  /** The next delivery to send, under way from now on; null where there is none. */
  take(): LoadedDelivery | null {
    const stream = this.ready.shift();
    if (stream === undefined) return null;
    const next = headOf(stream);
    stream.isUnderWay = true;
    this.underWay.set(next, stream);
    return next;
  }

  /** A delivery is no longer under way: what is due behind it follows if it is at its end, else its stream rests until the next look. */
  conclude(concluded: LoadedDelivery, isAtItsEnd: boolean, nowMs: number): void {
    const stream = this.underWay.get(concluded);
    if (stream === undefined) return;
    this.underWay.delete(concluded);
    stream.isUnderWay = false;
    stream.rows.shift();
    const [next] = stream.rows;
    if (isAtItsEnd && next !== undefined && next.delivery.nextAttemptAtMs <= nowMs) this.ready.push(stream);
    else this.streams.delete(stream.key);
  }

  private arrange(loaded: readonly LoadedDelivery[], counted: readonly LoadedDelivery[]): void {
    const seen = new Set(loaded.map(({ delivery }) => streamOf(delivery)));
    for (const [key, stream] of this.streams) {
      if (stream.isUnderWay) stream.rows.length = seen.has(key) ? 1 : stream.rows.length;
      else if (seen.has(key)) this.streams.delete(key);
    }
    for (const each of counted) {
      const key = streamOf(each.delivery);
      const stream = this.streams.get(key) ?? { key, isUnderWay: false, rows: [] };
      if (stream.isUnderWay && stream.rows[0]?.delivery.id === each.delivery.id) continue;
      stream.rows.push(each);
      this.streams.set(key, stream);
    }
  }

  /** Heads that are due become ready, those that failed least first and those that go alone last; one that waits holds back what is due behind it. */
  private findReady(nowMs: number): DeliveryRetry[] {
    const held: DeliveryRetry[] = [];
    const ready: Stream[] = [];
    for (const stream of this.streams.values()) {
      const [head, ...behind] = stream.rows;
      if (stream.isUnderWay || !head) continue;
      if (head.delivery.nextAttemptAtMs <= nowMs) ready.push(stream);
      else this.streams.delete(stream.key);
      const isHeldBack = ({ delivery }: LoadedDelivery): boolean => delivery.nextAttemptAtMs <= nowMs;
      if (head.delivery.nextAttemptAtMs > nowMs && behind.some(isHeldBack)) held.push(saidAgain(head));
    }
    this.ready = ready.sort(inTurn);
    return held;
  }
}

const NOTHING_SAID: SaidSince = { ended: new Set(), retried: new Set() };

/** What is left of what the store said, which is older than what has happened since. */
function withoutSaid(known: readonly LoadedDelivery[], { ended, retried }: SaidSince): readonly LoadedDelivery[] {
  if (ended.size + retried.size === 0) return known;
  const waiting = new Set(
    known.filter(({ delivery }) => retried.has(delivery.id)).map(({ delivery }) => streamOf(delivery)),
  );
  return known.filter(({ delivery }) => !ended.has(delivery.id) && !waiting.has(streamOf(delivery)));
}

/** The delivery was not sent in the time it is kept. */
export function expired(delivery: LoadedDelivery['delivery'], atMs: number): DeliveryEnding {
  return ended(delivery, { state: 'expired', reason: 'it could not be delivered in the time it is kept', atMs });
}

function headOf({ rows: [head] }: Stream): LoadedDelivery {
  if (head === undefined) throw new Error('a stream without deliveries is not in line');
  return head;
}

function inTurn(one: Stream, other: Stream): number {
  const [{ delivery: a }, { delivery: b }] = [headOf(one), headOf(other)];
  return Number(goesAlone(a)) - Number(goesAlone(b)) || a.attempts - b.attempts || a.sequence - b.sequence;
}

function saidAgain({ delivery }: LoadedDelivery): DeliveryRetry {
  const { id, firstFailedAtMs, completedAttempts, nextAttemptAtMs } = delivery;
  return { id, reason: null, firstFailedAtMs, completedAttempts, nextAttemptAtMs };
}
