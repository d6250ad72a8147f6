import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { EventBus, HubEvent } from '@busbar/core';
import { eventBusesUnderTest, type EventBusPlace } from '../support/event-buses.js';
import { eventually } from '../support/eventually.js';

/** May join processes to the bus, publish and hear. */
describe.each(eventBusesUnderTest())('the event bus: $name', ({ make }) => {
  let place: EventBusPlace;

  beforeAll(async () => {
    place = await make();
  });
  afterEach(() => place.leaveAll());
  afterAll(() => place.close());

  const changed = (revision: number): HubEvent => ({ kind: 'registry-changed', revision });

  function hearing(bus: EventBus): HubEvent[] {
    const heard: HubEvent[] = [];
    bus.subscribe((event) => heard.push(event));
    return heard;
  }

  it('brings an event to every process once, the one that publishes included', async () => {
    const [one, other] = [await place.join(), await place.join()];
    const heard = [hearing(one), hearing(other)];

    one.publish(changed(1));
    one.publish(changed(2));

    await eventually('everybody to hear the last event', () =>
      heard.every((events) => events.at(-1)?.kind && events.length > 1),
    );
    expect(heard).toEqual([
      [changed(1), changed(2)],
      [changed(1), changed(2)],
    ]);
  });

  it('brings an event to every subscriber of a process', async () => {
    const [one, other] = [await place.join(), await place.join()];
    const heard = [hearing(other), hearing(other)];

    one.publish(changed(7));

    await eventually('both subscribers to hear it', () => heard.every((events) => events.length === 1));
    expect(heard).toEqual([[changed(7)], [changed(7)]]);
  });

  it('says whether an event is of the process that hears it', async () => {
    const bus = await place.join();
    const heard: boolean[] = [];
    bus.subscribe((_event, isOurs) => heard.push(isOurs));
    bus.publish(changed(1));
    await eventually('it to be heard', () => heard.length === 1);
    expect(heard).toEqual([true]);
  });

  it('calls nobody within the call that publishes', async () => {
    const bus = await place.join();
    const heard = hearing(bus);
    bus.publish(changed(1));
    expect(heard).toEqual([]);
    await eventually('the event to be heard', () => heard.length === 1);
  });

  it('carries each kind of event as it was given', async () => {
    const [one, other] = [await place.join(), await place.join()];
    const heard = hearing(other);
    const events: readonly HubEvent[] = [
      {
        kind: 'platforms-seen',
        sightings: [
          {
            platformId: 'cpo',
            heardMsAgo: 12,
            answer: { event: 'accepted', msAgo: 30 },
            failures: { count: 2, firstMsAgo: 5 },
          },
          { platformId: 'emsp', heardMsAgo: null, answer: null, failures: null },
        ],
      },
      { kind: 'process-alive', process: { id: 'w1', kind: 'worker' }, knowsOthers: true },
      { kind: 'process-left', processId: 'w1' },
    ];

    for (const event of events) one.publish(event);

    await eventually('all of them to be heard', () => heard.length === events.length);
    expect(heard).toEqual(events);
  });

  it('is connected', async () => {
    const bus = await place.join();
    bus.publish(changed(1));
    expect(bus.isConnected()).toBe(true);
  });
});
