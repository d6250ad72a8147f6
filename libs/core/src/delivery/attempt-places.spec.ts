import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { VirtualClock } from '../../../../test/doubles/virtual-clock.js';
import { AttemptPlaces, type LanePlaces, type Place } from './attempt-places.js';

const BOUNDS = { quick: 4, unwritten: 5, all: 8, ofLane: 6, quickForMs: 150 };

function placesOf(clock: VirtualClock, bounds = BOUNDS): AttemptPlaces {
  return new AttemptPlaces(bounds, { clock, pause: clock.pause });
}

function takeAll(lane: LanePlaces): Place[] {
  const taken: Place[] = [];
  for (let place = lane.take(); place !== null; place = lane.take()) taken.push(place);
  return taken;
}

describe('the attempts that a process may have open', () => {
  test('are as many as its quick places, for whoever asks first', () => {
    const places = placesOf(new VirtualClock());

    expect(takeAll(places.ofLane(() => undefined))).toHaveLength(4);
    expect(places.open).toBe(4);
    expect(places.ofLane(() => undefined).take()).toBeNull();
  });

  test('hand a place that is given back to whoever waits, a lane without any first', () => {
    const places = placesOf(new VirtualClock());
    const told: string[] = [];
    const greedy = places.ofLane(() => told.push('greedy'));
    const [first, second] = takeAll(greedy);
    const late = places.ofLane(() => told.push('late'));
    expect(late.take()).toBeNull();

    first?.giveBack();
    second?.giveBack();

    expect(told).toEqual(['late', 'greedy']);
    expect(late.take()).not.toBeNull();
    expect(places.open).toBe(4);
  });

  test('let the next request out when one is answered, but keep what is not written down in the count', () => {
    const places = placesOf(new VirtualClock());
    const lane = places.ofLane(() => undefined);
    takeAll(lane).forEach((place) => place.answered());
    expect(takeAll(lane)).toHaveLength(2);
    expect(places.open).toBe(6);
  });

  test('begin nothing more while too much is not written down', () => {
    const places = placesOf(new VirtualClock());
    const one = takeAll(places.ofLane(() => undefined));
    one.forEach((place) => place.answered());
    const two = takeAll(places.ofLane(() => undefined));
    two.forEach((place) => place.answered());
    const third = places.ofLane(() => undefined);
    expect(third.take()).toBeNull();
    one.forEach((place) => place.giveBack());
    expect(third.take()).not.toBeNull();
  });

  test('count a place once, however often it is given back', () => {
    const places = placesOf(new VirtualClock());
    const [place] = takeAll(places.ofLane(() => undefined));
    place?.giveBack();
    place?.giveBack();
    expect(places.open).toBe(4);
  });

  test('pass on what a lane was handed and needs no more', () => {
    const places = placesOf(new VirtualClock());
    const [place] = takeAll(places.ofLane(() => undefined));
    const sated = places.ofLane(() => undefined);
    sated.take();
    const waiting = places.ofLane(() => undefined);
    waiting.take();
    place?.giveBack();

    sated.rest();

    expect(waiting.held).toBe(1);
  });

  test('let others begin beside those that wait for a slow party, but keep a part for lanes that have none', async () => {
    const clock = new VirtualClock();
    const places = placesOf(clock);
    const slow = places.ofLane(() => undefined);
    expect(takeAll(slow)).toHaveLength(4);
    await clock.run(150);
    expect(takeAll(slow)).toHaveLength(2);
    expect(slow.held).toBe(6);

    const other = places.ofLane(() => undefined);
    expect(other.take()).not.toBeNull();
    expect(other.take()).toBeNull();
    expect(places.ofLane(() => undefined).take()).not.toBeNull();
    expect(places.ofLane(() => undefined).take()).toBeNull();
  });

  test('stay within their bounds and let no lane starve, whatever lanes do', async () => {
    const anySteps = fc.array(fc.record({ lane: fc.nat(11), waitMs: fc.nat(60), gives: fc.boolean() }), {
      minLength: 20,
      maxLength: 200,
    });
    await fc.assert(
      fc.asyncProperty(anySteps, async (steps) => {
        const clock = new VirtualClock();
        const places = placesOf(clock, { quick: 3, unwritten: 3, all: 6, ofLane: 3, quickForMs: 50 });
        const begun: { readonly place: Place; readonly atMs: number }[] = [];
        const handedAt = new Map<number, number>();
        const lanes = Array.from({ length: 12 }, (_, lane) => places.ofLane(() => handedAt.set(lane, clock.elapsed())));
        for (const { lane, waitMs, gives } of steps) {
          await clock.run(waitMs);
          if (gives) begun.shift()?.place.giveBack();
          const place = lanes[lane]?.take() ?? null;
          if (place !== null) begun.push({ place, atMs: handedAt.get(lane) ?? clock.elapsed() });
          if (place !== null) handedAt.delete(lane);
          expect(places.open).toBeLessThanOrEqual(6);
          expect(begun.filter(({ atMs }) => atMs > clock.elapsed() - 50).length).toBeLessThanOrEqual(3);
        }
        for (const lane of lanes) lane.rest();
        for (const { place } of begun) place.giveBack();
        expect(places.open).toBe(0);
        for (const lane of lanes) {
          const place = lane.take();
          expect(place).not.toBeNull();
          place?.giveBack();
          lane.rest();
        }
        expect(places.open).toBe(0);
      }),
    );
  });
});
