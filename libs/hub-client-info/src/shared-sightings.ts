import { Observations, type Clock, type ConnectionEvent, type EventBus, type Sighting } from '@busbar/core';

/** What is seen of a platform is told at most so often, however many messages it sends, in ms. */
const TELL_EVERY_MS = 1_000;

/** Tells the other processes of the hub what this one sees of platforms, so that all of them believe the same. */
export class SharedSightings {
  private readonly seen = new Map<string, Observations>();
  private toldAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly events: EventBus,
    private readonly clock: Pick<Clock, 'elapsed'>,
  ) {}

  /** From now on `learn` is called with what other processes have seen. */
  subscribe(learn: (sightings: readonly Sighting[]) => void): void {
    this.events.subscribe((event, isOurs) => {
      if (event.kind === 'platforms-seen' && !isOurs) learn(event.sightings);
    });
  }

  /** Something was seen in this process. Costs a look-up and a few comparisons. */
  note(platformId: string, event: ConnectionEvent): void {
    let seen = this.seen.get(platformId);
    if (seen === undefined) {
      seen = new Observations();
      this.seen.set(platformId, seen);
    }
    seen.note(event, this.clock.elapsed());
  }

  /** Tells what was seen since the last time, when it is time to. */
  tellIfDue(): void {
    const now = this.clock.elapsed();
    if (now - this.toldAt < TELL_EVERY_MS) return;
    this.toldAt = now;
    const sightings = [...this.seen].map(([id, seen]) => seen.take(id, now)).filter((sighting) => sighting !== null);
    if (sightings.length > 0) this.events.publish({ kind: 'platforms-seen', sightings });
  }

  /** The platform is gone. */
  forget(platformId: string): void {
    this.seen.delete(platformId);
  }
}
