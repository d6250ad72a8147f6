import { describe, expect, it } from '@jest/globals';
import { Clock } from '@busbar/core';
import { SteadyClock } from './steady-clock.js';

const NOON = Date.UTC(2026, 0, 31, 12);
const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** A machine whose wall clock is wrong by `shiftMs`, and a database that is asked for the time. */
class World extends Clock {
  databaseMs = 0;
  isAway = false;
  answersInMs = 0;
  private elapsedMs = 5_000;

  constructor(public shiftMs = 0) {
    super();
  }

  override now(): number {
    return NOON + Math.floor(this.elapsedMs) + this.shiftMs;
  }

  override elapsed(): number {
    return this.elapsedMs;
  }

  /** By the database's clock. */
  right(): number {
    return NOON + Math.floor(this.elapsedMs) + this.databaseMs;
  }

  pass(ms: number): void {
    this.elapsedMs += ms;
  }

  async clock(): Promise<SteadyClock> {
    const ask = (): Promise<number> => {
      if (this.isAway) return Promise.reject(new Error('away'));
      const told = this.right();
      this.pass(this.answersInMs);
      return Promise.resolve(told);
    };
    const clock = new SteadyClock({ ask, machine: this });
    await clock.look();
    return clock;
  }
}

describe("the hub's clock", () => {
  it.each([5 * MINUTE, -5 * MINUTE])('goes by the database where the machine is wrong by %d ms', async (shiftMs) => {
    const world = new World(shiftMs);
    const clock = await world.clock();
    world.pass(20 * SECOND);
    expect([clock.now(), clock.skewMs()]).toEqual([world.right(), shiftMs]);
  });

  it('does not notice that the machine is set back, where the database is not', async () => {
    const world = new World();
    const clock = await world.clock();
    world.shiftMs = -10 * MINUTE;
    world.pass(SECOND);
    expect([clock.now(), clock.skewMs()]).toEqual([world.right(), -10 * MINUTE]);
  });

  it('takes on at once that it is later', async () => {
    const world = new World();
    const clock = await world.clock();
    world.databaseMs = 10 * MINUTE;
    await clock.look();
    expect(clock.now()).toBe(world.right());
  });

  it('never goes back: where it is earlier, it goes half as fast until it is right', async () => {
    const world = new World();
    const clock = await world.clock();
    const before = clock.now();
    world.databaseMs = -MINUTE;
    await clock.look();
    expect(clock.now()).toBe(before);
    world.pass(20 * SECOND);
    expect(clock.now()).toBe(before + 10 * SECOND);
    // Another look finds what is known, and begins nothing anew.
    await clock.look();
    world.pass(MINUTE);
    expect(clock.now() - world.right()).toBe(MINUTE - 40 * SECOND);
    world.pass(MINUTE);
    expect(clock.now()).toBe(world.right());
  });

  it('is not moved by an answer that took long', async () => {
    const world = new World();
    const clock = await world.clock();
    world.answersInMs = 3 * SECOND;
    await clock.look();
    expect(clock.now()).toBe(world.right());
  });

  it('goes by the machine until the database can be asked, and then by the database at once', async () => {
    const world = new World(5 * MINUTE);
    world.isAway = true;
    const clock = await world.clock();
    expect(clock.now()).toBe(world.now());
    world.isAway = false;
    await clock.look();
    expect(clock.now()).toBe(world.right());
  });
});
