import { streamOf, type Delivery } from './delivery.js';

/** A delivery that need not be sent any more, and the one that made it so. */
export interface Superseded {
  readonly delivery: Delivery;
  readonly by: Delivery;
}

/** What a lane may send now, and what it never needs to. */
export interface LaneChoice {
  /** The oldest of each object that still counts, in order of arrival. */
  readonly heads: readonly Delivery[];
  readonly superseded: readonly Superseded[];
}

/**
 * Chooses among the pending deliveries of one lane, given in order of arrival. Writes to one object keep their order, so only the
 * oldest of each is a head. A full PUT replaces what waits at and below its own level; a PUT that is older by `last_updated` than one
 * that waits before it is itself replaced; a PATCH goes only for a PUT that is not older. A delivery under way is named in `underWay`
 * and is never replaced.
 */
export function chooseFromLane(pending: readonly Delivery[], underWay: ReadonlySet<string> = new Set()): LaneChoice {
  const heads: Delivery[] = [];
  const superseded: Superseded[] = [];
  for (const stream of byStream(pending).values()) {
    const [alive, gone] = sortOut(stream, underWay);
    superseded.push(...gone);
    const [head] = alive;
    if (head !== undefined && !underWay.has(head.id)) heads.push(head);
  }
  return { heads: heads.sort((a, b) => a.sequence - b.sequence), superseded };
}

function byStream(pending: readonly Delivery[]): Map<string, Delivery[]> {
  const streams = new Map<string, Delivery[]>();
  for (const delivery of pending) {
    const key = streamOf(delivery);
    const stream = streams.get(key);
    if (stream) stream.push(delivery);
    else streams.set(key, [delivery]);
  }
  return streams;
}

/** Those of one stream that count, and those that are gone. */
function sortOut(stream: readonly Delivery[], underWay: ReadonlySet<string>): [readonly Delivery[], Superseded[]] {
  let alive: Delivery[] = [];
  const gone: Superseded[] = [];
  for (const later of stream) {
    if (later.object.write === 'put') {
      const newer = underWay.has(later.id) ? undefined : alive.find((earlier) => isOlderPut(later, earlier));
      if (newer !== undefined) {
        gone.push({ delivery: later, by: newer });
        continue;
      }
      const isReplaced = (earlier: Delivery): boolean => !underWay.has(earlier.id) && replaces(later, earlier);
      gone.push(...alive.filter(isReplaced).map((delivery) => ({ delivery, by: later })));
      alive = alive.filter((earlier) => !isReplaced(earlier));
    }
    alive.push(later);
  }
  return [alive, gone];
}

/**
 * Whether a PUT makes an earlier write needless. What a POST says is never said again by another write. A DELETE replaces nothing: a
 * receiver that never saw the object would refuse it.
 */
function replaces(put: Delivery, earlier: Delivery): boolean {
  const { write } = earlier.object;
  if (write === 'post' || !isAtOrAbove(put.object.path, earlier.object.path)) return false;
  return write !== 'patch' || !isOlder(put, earlier);
}

/** A PUT that arrived later, but says of itself that it is older than one that covers it. */
function isOlderPut(later: Delivery, earlier: Delivery): boolean {
  return (
    earlier.object.write === 'put' && isOlder(later, earlier) && isAtOrAbove(earlier.object.path, later.object.path)
  );
}

/** By what the two say of themselves; where one says nothing, the order of arrival holds. */
export function isOlder(a: Pick<Delivery, 'object'>, b: Pick<Delivery, 'object'>): boolean {
  const [aMs, bMs] = [a.object.lastUpdatedMs, b.object.lastUpdatedMs];
  return aMs !== null && bMs !== null && aMs < bMs;
}

/** Whether what is written at the path includes what lies at the other one. */
export function isAtOrAbove(path: readonly string[], other: readonly string[]): boolean {
  return path.length <= other.length && path.every((segment, level) => segment === other[level]);
}
