/**
 * R2, R7 and R20 of a hub of several processes: a gateway is killed, MariaDB is killed, gateways restart behind a balancer. It may observe
 * what senders and askers are told, what reaches receivers, and how processes end.
 */
import { beforeAll, beforeEach, expect, it } from '@jest/globals';
import { DrainingBalancer } from '../support/draining-balancer.js';
import { eventually } from '../support/eventually.js';
import { askDirectly } from './rig/direct.js';
import { printFigures } from './rig/figures.js';
import { paced, passed, sideBySide } from './rig/paced.js';
import { receivingParties } from './rig/receivers.js';
import { FAULT_TIMEOUT_MS, scaled } from './rig/scale.js';
import { Sender, type Broadcast, type Told } from './rig/sender.js';
import { describeOnOwnServers, SeveralProcesses } from './rig/several-processes.js';

const RECEIVERS = 10;

describeOnOwnServers('two gateways', () => {
  let world: SeveralProcesses;
  let rounds = 0;

  beforeAll(async () => {
    world = await SeveralProcesses.start({ receivers: [receivingParties(RECEIVERS)], gateways: 2, workers: 1 });
  }, FAULT_TIMEOUT_MS);

  beforeEach(() => {
    rounds += 1;
    world.forget();
  });

  const broadcasts = (count: number): readonly Broadcast[] =>
    Array.from({ length: count }, (_, nth) => world.sender.next(`G${rounds}-${nth}`));

  it(
    'R2: a killed gateway keeps what it has accepted, and takes everything else on wholly or not at all',
    async () => {
      const all = broadcasts(scaled(100, 1_000));
      const victim = all[all.length >> 1];
      const told = new Map<Broadcast, Told>();
      await sideBySide(10, all, async (each) => {
        const kill = (): void => void process.kill(world.gateways[0]?.pid ?? 0, 'SIGKILL');
        told.set(each, await world.sender.push(each, each === victim ? { onSent: kill } : {}));
      });
      await world.startGatewayAgain(0);
      await world.settled();

      const accepted = all.filter((each) => told.get(each)?.kind === 'accepted');
      const { lost, dup } = await world.verdict(accepted);
      const torn = all.filter((each) => ![0, RECEIVERS].includes(takers(each)));
      const trials = `${all.length} trials, ${accepted.length} accepted`;
      printFigures('R2', `a gateway of 2 killed: ${trials}, lost ${lost.length}, torn ${torn.length}, dup ${dup}`);
      expect({ lost, torn }).toEqual({ lost: [], torn: [] });
    },
    FAULT_TIMEOUT_MS,
  );

  function takers({ correlationId }: Broadcast): number {
    return new Set(world.receipts.filter((each) => each.correlationId === correlationId).map(({ to }) => to)).size;
  }

  it(
    'R7: without MariaDB broadcasts are refused, direct requests go on, and nothing accepted is lost',
    async () => {
      const downMs = scaled(3_000, 10_000);
      const pace = { perSecond: scaled(40, 200), count: (scaled(40, 200) * (downMs + 4_000)) / 1_000 };
      const asker = { from: 'DE/R00', token: world.platforms.get('DE/R00')?.token ?? '' };
      const accepted: Broadcast[] = [];
      const refusals: Told[] = [];
      const slowestMs: number[] = [];
      const codes: (number | undefined)[] = [];
      const underWay: Promise<unknown>[] = [];
      const pushOne = async (): Promise<void> => {
        const broadcast = world.sender.next(`G${rounds}-${accepted.length + refusals.length}`);
        const startedAt = performance.now();
        const told = await world.sender.push(broadcast);
        slowestMs.push(performance.now() - startedAt);
        if (told.kind === 'accepted') accepted.push(broadcast);
        else refusals.push(told);
      };
      const askOne = async (nth: number): Promise<void> => {
        codes.push(await askDirectly({ ...asker, url: world.gateways[nth % 2]?.url ?? '' }));
      };
      const load = paced(pace, (nth) => underWay.push(nth % 4 === 0 ? pushOne() : askOne(nth)));
      await eventually('broadcasts to be accepted', () => accepted.length > 5);
      await world.servers.mariadb.crash();
      await passed(downMs);
      await world.servers.mariadb.resume();
      const backAt = performance.now();
      const probe = world.sender.next('back');
      await eventually('a broadcast to be accepted', async () => (await world.sender.push(probe)).kind === 'accepted', {
        withinMs: 30_000,
      });
      const recoveredMs = performance.now() - backAt;
      await load;
      await Promise.all(underWay);
      await world.settled();

      const { lost, dup } = await world.verdict(accepted);
      const unlike = refusals.filter((told) => told.kind !== 'refused' || told.http !== 503 || told.ocpi !== 3000);
      const ok = (codes.filter((code) => code === 1000).length / codes.length) * 100;
      const refused = `${refusals.length} broadcasts refused, not by 503 and 3000 ${unlike.length} (≤ 0)`;
      const answered = `slowest answer ${Math.max(...slowestMs).toFixed(0)} ms (≤ 2000)`;
      const direct = `direct ${ok.toFixed(1)} % of ${codes.length} (≥ 99)`;
      const recovered = `recovered in ${recoveredMs.toFixed(0)} ms (≤ 5000)`;
      printFigures(
        'R7',
        `MariaDB killed for ${downMs} ms: ${refused}, ${answered}, ${direct}, ${recovered}, lost ${lost.length}, dup ${dup}`,
      );
      expect({ lost, unlike }).toEqual({ lost: [], unlike: [] });
      expect(refusals.length).toBeGreaterThan(0);
      expect(Math.max(...slowestMs)).toBeLessThanOrEqual(2_000);
      expect(ok).toBeGreaterThanOrEqual(99);
      expect(recoveredMs).toBeLessThanOrEqual(5_000);
    },
    FAULT_TIMEOUT_MS,
  );

  it(
    'R20: gateways that restart one after the other behind a balancer are seen by no sender',
    async () => {
      const stops = scaled(2, 20);
      const balancer = new DrainingBalancer(world.gateways.map(({ url }) => url));
      const address = await balancer.listen();
      const sender = new Sender(world.senderToken, () => [address]);
      const accepted: Broadcast[] = [];
      const told = new Set<string>();
      let isOver = false;
      const pushing = sideBySide(4, ['A', 'B', 'C', 'D'], async (name) => {
        for (let nth = 0; !isOver; nth += 1) {
          const broadcast = sender.next(`${name}${rounds}-${nth}`);
          told.add((await sender.push(broadcast)).kind);
          accepted.push(broadcast);
          await passed(50);
        }
      });
      const exits: (number | null)[] = [];
      for (let nth = 0; nth < stops; nth += 1) {
        exits.push((await world.gateways[nth % 2]?.stop('SIGTERM')) ?? null);
        await world.startGatewayAgain(nth % 2);
        await eventually('the balancer to use both', () => balancer.readyCount === 2);
      }
      isOver = true;
      await pushing;
      await world.settled();
      sender.close();
      await balancer.close();

      const { lost, dup } = await world.verdict(accepted);
      const errors = `errors through the balancer ${balancer.failures.length} (≤ 0)`;
      printFigures(
        'R20',
        `${accepted.length} broadcasts, ${stops} of 2 gateways restarted: exit codes ${exits.join(' ')}, ${errors}, lost ${lost.length}, dup ${dup} (≤ 0)`,
      );
      expect(balancer.failures).toEqual([]);
      expect([...told]).toEqual(['accepted']);
      expect(exits).toEqual(exits.map(() => 0));
      expect({ lost, dup }).toEqual({ lost: [], dup: 0 });
    },
    FAULT_TIMEOUT_MS,
  );
});
