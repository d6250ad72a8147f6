import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { aDelivery } from '../../../../test/support/lane-builders.js';
import type { Delivery } from './delivery.js';
import { chooseFromLane } from './supersede.js';

/** `put LOC1 @20`: a write in the order given, with its `last_updated` where one is named. */
function lane(...writes: readonly string[]): Delivery[] {
  return writes.map((text, index) => {
    const [write = '', lastUpdated] = text.split(' @');
    return aDelivery(index + 1, {
      writes: write,
      lastUpdatedMs: lastUpdated === undefined ? null : Number(lastUpdated),
    });
  });
}

/** `d3 d5, not d1 (d3)`: what goes now, and what never does for the sake of another one. */
function outcome(pending: readonly Delivery[], underWay: readonly string[] = []): string {
  const { heads, superseded } = chooseFromLane(pending, new Set(underWay));
  const goes = heads.map(({ id }) => id).join(' ') || 'nothing';
  return [goes, ...superseded.map(({ delivery, by }) => `not ${delivery.id} (${by.id})`)].join(', ');
}

describe('what of a lane may go', () => {
  test.each<[string, readonly string[], string]>([
    ['different objects go side by side', ['put LOC1', 'put LOC2'], 'd1 d2'],
    ['a newer PUT replaces an older one', ['put LOC1 @10', 'put LOC1 @20'], 'd2, not d1 (d2)'],
    ['of equal times the one that arrived later counts', ['put LOC1 @10', 'put LOC1 @10'], 'd2, not d1 (d2)'],
    ['a PUT without a time counts by its arrival', ['put LOC1 @10', 'put LOC1'], 'd2, not d1 (d2)'],
    ['a PUT that is older than one before it is replaced', ['put LOC1 @20', 'put LOC1 @10'], 'd1, not d2 (d1)'],
    ['a PUT replaces what is below it', ['put LOC1/E1', 'patch LOC1/E1/1', 'put LOC1'], 'd3, not d1 (d3), not d2 (d3)'],
    ['a PUT does not replace what is above or beside it', ['put LOC1', 'put LOC1/E1', 'put LOC1/E2'], 'd1'],
    ['an EVSE that is older than its Location is replaced', ['put LOC1 @20', 'put LOC1/E1 @10'], 'd1, not d2 (d1)'],
    ['a PATCH is not replaced by a PATCH', ['patch LOC1 @10', 'patch LOC1 @20'], 'd1'],
    ['a PATCH is replaced by a newer PUT', ['patch LOC1 @10', 'put LOC1 @20'], 'd2, not d1 (d2)'],
    ['a PATCH is not replaced by an older PUT', ['patch LOC1 @20', 'put LOC1 @10'], 'd1'],
    ['a PATCH above an EVSE is not replaced by its PUT', ['patch LOC1', 'put LOC1/E1'], 'd1'],
    [
      'a PATCH between two PUTs goes with the first',
      ['put LOC1', 'patch LOC1', 'put LOC1'],
      'd3, not d1 (d3), not d2 (d3)',
    ],
    ['a DELETE waits behind a PUT', ['put LOC1', 'delete LOC1'], 'd1'],
    ['a PUT replaces a DELETE', ['delete LOC1', 'put LOC1'], 'd2, not d1 (d2)'],
    ['a status is a write like any other', ['patch LOC1/E1', 'patch LOC1/E1'], 'd1'],
    ['a POST is never replaced', ['post LOC1', 'put LOC1'], 'd1'],
  ])('%s: %j', (_, writes, expected) => {
    expect(outcome(lane(...writes))).toBe(expected);
  });

  test('parties of one platform get their own copies', () => {
    const pending = [aDelivery(1, { to: 'NL/ONE' }), aDelivery(2, { to: 'NL/TWO' }), aDelivery(3, { to: 'nl/one' })];
    expect(outcome(pending)).toBe('d2 d3, not d1 (d3)');
  });

  test('what is under way is not replaced, and nothing of its object goes beside it', () => {
    expect(outcome(lane('put LOC1', 'put LOC1', 'put LOC1'), ['d1'])).toBe('nothing, not d2 (d3)');
  });

  test('what is under way replaces a PUT that is older', () => {
    expect(outcome(lane('put LOC1 @20', 'put LOC1 @10'), ['d1'])).toBe('nothing, not d2 (d1)');
  });

  test('a lane of very many PATCHes is chosen from at once', () => {
    const pending = Array.from({ length: 50_000 }, (_, index) => aDelivery(index + 1, { writes: 'patch LOC1' }));
    expect(outcome(pending)).toBe('d1');
  });
});

/** The states that receivers end in when they are told these writes in order: field by field, by the number of the write. */
function stateAfter(writes: readonly Delivery[]): ReadonlyMap<string, string> {
  const state = new Map<string, string>();
  for (const { id, object } of writes) {
    const place = [object.key, ...object.path].join('/');
    if (object.write !== 'patch') {
      for (const below of [...state.keys()]) if (`${below}/`.startsWith(`${place}/`)) state.delete(below);
    }
    state.set(place, object.write === 'patch' ? `${state.get(place) ?? ''}+${id}` : id);
  }
  return state;
}

describe('over any sequence of writes', () => {
  const write = fc.record({
    writes: fc.constantFrom(
      ...['put', 'patch', 'delete'].flatMap((kind) => [
        `${kind} A`,
        `${kind} A/1`,
        `${kind} A/1/1`,
        `${kind} A/2`,
        `${kind} B`,
      ]),
    ),
    lastUpdatedMs: fc.option(fc.integer({ min: 1, max: 6 })),
  });
  const sequence = fc
    .array(write, { maxLength: 14 })
    .map((sketches) => sketches.map((each, index) => aDelivery(index, each)));
  const inOrder = fc
    .array(write, { maxLength: 14 })
    .map((sketches) => sketches.map((each, index) => aDelivery(index, { ...each, lastUpdatedMs: index })));

  test('a sender whose times grow has everybody end in the state that all of its writes lead to', () => {
    const property = fc.property(inOrder, (pending) => {
      const { superseded } = chooseFromLane(pending);
      const gone = new Set(superseded.map(({ delivery }) => delivery.id));
      const told = pending.filter(({ id }) => !gone.has(id));
      expect(stateAfter(told)).toEqual(stateAfter(pending));
    });
    fc.assert(property, { numRuns: 10_000 });
  });

  test('a PATCH goes only for a PUT at or above it that arrived later and is not older', () => {
    const property = fc.property(sequence, (pending) => {
      for (const { delivery, by } of chooseFromLane(pending).superseded) {
        expect(by.object.write).toBe('put');
        expect(delivery.object.write).not.toBe('post');
        if (delivery.object.write !== 'patch') continue;
        expect(by.sequence).toBeGreaterThan(delivery.sequence);
        expect(by.object.path.join('/')).toBe(delivery.object.path.slice(0, by.object.path.length).join('/'));
        const [patchMs, putMs] = [delivery.object.lastUpdatedMs, by.object.lastUpdatedMs];
        if (patchMs !== null && putMs !== null) expect(putMs).toBeGreaterThanOrEqual(patchMs);
      }
    });
    fc.assert(property, { numRuns: 10_000 });
  });

  test('no PUT of an object follows one that is newer, whatever was under way', () => {
    const property = fc.property(sequence, fc.boolean(), (pending, isFirstUnderWay) => {
      const underWay = new Set(isFirstUnderWay ? pending.slice(0, 1).map(({ id }) => id) : []);
      const gone = new Set(chooseFromLane(pending, underWay).superseded.map(({ delivery }) => delivery.id));
      const puts = pending.filter(({ id, object }) => object.write === 'put' && !gone.has(id));
      for (const later of puts) {
        const same = puts.filter(
          ({ sequence, object }) => sequence < later.sequence && placeOf(object) === placeOf(later.object),
        );
        for (const earlier of same) {
          const [laterMs, earlierMs] = [later.object.lastUpdatedMs, earlier.object.lastUpdatedMs];
          if (laterMs !== null && earlierMs !== null) expect(laterMs).toBeGreaterThanOrEqual(earlierMs);
        }
      }
    });
    fc.assert(property, { numRuns: 10_000 });
  });

  test('every object that has something pending has one head, or something under way', () => {
    const property = fc.property(sequence, (pending) => {
      const { heads, superseded } = chooseFromLane(pending);
      const keys = new Set(pending.map(({ object }) => object.key));
      expect(new Set(heads.map(({ object }) => object.key))).toEqual(keys);
      expect(heads).toHaveLength(keys.size);
      expect(new Set(superseded.map(({ delivery }) => delivery.id)).size).toBe(superseded.length);
    });
    fc.assert(property, { numRuns: 5000 });
  });
});

function placeOf({ key, path }: Delivery['object']): string {
  return [key, ...path].join('/');
}
