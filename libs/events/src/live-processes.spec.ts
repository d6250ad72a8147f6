import { describe, expect, it } from '@jest/globals';
import type { HubProcessKind } from '@busbar/core';
import { LiveProcesses } from '@busbar/events';
import { LinkedEventBuses, type LinkedEventBus } from '../../../test/doubles/linked-event-buses.js';
import { ManualClock } from '../../../test/doubles/manual-clock.js';

/** Processes of one hub that hear one another at once, with time in the test's hand. */
class Hub {
  readonly clock = new ManualClock();
  readonly buses = new LinkedEventBuses();
  private readonly processes = new Map<string, { readonly process: LiveProcesses; readonly bus: LinkedEventBus }>();

  async joins(id: string, kind: HubProcessKind): Promise<LiveProcesses> {
    const bus = this.buses.join();
    const process = new LiveProcesses({ id, kind }, { bus, clock: this.clock });
    this.processes.set(id, { process, bus });
    process.start();
    await settle();
    return process;
  }

  async leaves(id: string): Promise<void> {
    this.processes.get(id)?.process.stop();
    this.processes.delete(id);
    await settle();
  }

  crashes(id: string): void {
    this.processes.get(id)?.bus.cut();
    this.processes.delete(id);
  }

  /** Lets seconds pass, with a beat of each process in each. */
  async pass(seconds: number): Promise<void> {
    for (let passed = 0; passed < seconds; passed += 1) {
      this.clock.advance(1_000);
      for (const { process } of this.processes.values()) process.beat();
      await settle();
    }
  }
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

const PLATFORMS = Array.from({ length: 200 }, (_, index) => `platform-${index}`);

function caredForBy(process: LiveProcesses): readonly string[] {
  return PLATFORMS.filter((id) => process.looksAfter(id));
}

describe('the processes of a hub', () => {
  it('leave everything to a process that is alone', async () => {
    const one = await new Hub().joins('h1', 'hub');
    expect([caredForBy(one).length, one.shareOf(10)]).toEqual([PLATFORMS.length, 10]);
  });

  it('know one another as soon as one more has come', async () => {
    const hub = new Hub();
    const [one, two] = [await hub.joins('h1', 'hub'), await hub.joins('h2', 'hub')];
    expect([one.shareOf(10), two.shareOf(10)]).toEqual([5, 5]);
  });

  it('divide a limit without rest: a part for each gateway, and one for all workers together', async () => {
    const hub = new Hub();
    const gateways = [await hub.joins('h1', 'hub'), await hub.joins('h2', 'hub'), await hub.joins('h3', 'hub')];
    const workers = [await hub.joins('w1', 'worker'), await hub.joins('w2', 'worker')];
    expect(gateways.map((process) => process.shareOf(10))).toEqual([3, 3, 2]);
    expect(workers.map((process) => process.shareOf(10))).toEqual([2, 2]);
  });

  it('have one each of a limit that is smaller than they are many', async () => {
    const hub = new Hub();
    const all = [await hub.joins('h1', 'hub'), await hub.joins('h2', 'hub'), await hub.joins('w1', 'worker')];
    expect(all.map((process) => process.shareOf(2))).toEqual([1, 1, 1]);
  });

  it('look after each platform in exactly one worker, about as many in each', async () => {
    const hub = new Hub();
    const gateway = await hub.joins('h1', 'hub');
    const workers = [await hub.joins('w1', 'worker'), await hub.joins('w2', 'worker')];
    const [ofOne = [], ofTwo = []] = workers.map(caredForBy);
    expect(caredForBy(gateway)).toEqual([]);
    expect([...ofOne, ...ofTwo].sort()).toEqual([...PLATFORMS].sort());
    expect(Math.min(ofOne.length, ofTwo.length)).toBeGreaterThan(PLATFORMS.length / 3);
  });

  it('leave it to the gateways where there is no worker', async () => {
    const hub = new Hub();
    const gateways = [await hub.joins('h1', 'hub'), await hub.joins('h2', 'hub')];
    expect(gateways.flatMap(caredForBy).sort()).toEqual([...PLATFORMS].sort());
  });

  it('take over at once from a process that ends in order', async () => {
    const hub = new Hub();
    const one = await hub.joins('h1', 'hub');
    await hub.joins('h2', 'hub');
    await hub.leaves('h2');
    expect([caredForBy(one).length, one.shareOf(10)]).toEqual([PLATFORMS.length, 10]);
  });

  it('take over from a crashed process after five seconds', async () => {
    const hub = new Hub();
    const one = await hub.joins('h1', 'hub');
    await hub.joins('h2', 'hub');
    hub.crashes('h2');
    await hub.pass(5);
    expect(one.shareOf(10)).toBe(5);
    await hub.pass(1);
    expect([caredForBy(one).length, one.shareOf(10)]).toEqual([PLATFORMS.length, 10]);
  });

  it('keep the last count while nobody can be heard, and each looks after everything', async () => {
    const hub = new Hub();
    const [one, two] = [await hub.joins('h1', 'hub'), await hub.joins('h2', 'hub')];
    hub.buses.isAway = true;
    await hub.pass(60);
    expect([one.shareOf(10), two.shareOf(10)]).toEqual([5, 5]);
    expect([caredForBy(one).length, caredForBy(two).length]).toEqual([PLATFORMS.length, PLATFORMS.length]);
  });

  it('wait for a sign of one another when they can be heard again', async () => {
    const hub = new Hub();
    const one = await hub.joins('h1', 'hub');
    await hub.joins('h2', 'hub');
    hub.buses.isAway = true;
    await hub.pass(60);
    hub.crashes('h2');
    hub.buses.isAway = false;
    await hub.pass(5);
    expect(one.shareOf(10)).toBe(5);
    await hub.pass(1);
    expect(one.shareOf(10)).toBe(10);
  });

  it('are not taken for gone by a process that stood still itself', async () => {
    const hub = new Hub();
    const one = await hub.joins('h1', 'hub');
    await hub.joins('h2', 'hub');
    hub.clock.advance(60_000);
    one.beat();
    expect(one.shareOf(10)).toBe(5);
  });
});
