/**
 * R8: the connection to MariaDB breaks at a COMMIT, before or after the server has it. It may observe what the sender is told, what
 * reaches receivers, and the hub's record.
 */
import { afterAll, expect, it } from '@jest/globals';
import { CommitBreaker } from '../support/commit-breaker.js';
import { eventually } from '../support/eventually.js';
import { freePort } from '../support/free-port.js';
import { startHub } from '../support/hub-process.js';
import { createSchema, describeOnOwnMariadb, PrivateMariadb } from '../support/private-mariadb.js';
import { printFigures } from './rig/figures.js';
import { KeptDeliveries } from './rig/kept-deliveries.js';
import { sideBySide } from './rig/paced.js';
import { receivingParties, type Receivers } from './rig/receivers.js';
import { FAULT_TIMEOUT_MS, scaled } from './rig/scale.js';
import { CALM, populate, World } from './rig/world.js';

const RECEIVERS = 10;
const BREAKS = scaled(25, 500);
const SENDERS = 4;

class OnMariadb extends World {
  constructor(
    populace: ConstructorParameters<typeof World>[0],
    private readonly databaseUrl: string,
  ) {
    super(populace);
  }

  override get kept(): KeptDeliveries {
    return new KeptDeliveries({ databaseUrl: this.databaseUrl });
  }
}

describeOnOwnMariadb('a COMMIT of which nobody knows what became', () => {
  const closing: (() => Promise<unknown>)[] = [];
  afterAll(async () => {
    for (const close of closing.splice(0)) await close();
  }, 30_000);

  it(
    'R8: makes no broadcast lost and none owed twice',
    async () => {
      const mariadb = await PrivateMariadb.start();
      const databaseUrl = await createSchema(mariadb.url);
      const breaker = await CommitBreaker.start(Number(new URL(databaseUrl).port));
      closing.push(
        () => breaker.close(),
        () => mariadb.close(),
      );
      const port = await freePort();
      const env = { ...CALM, BUSBAR_PORT: `${port}`, BUSBAR_DATABASE_URL: breaker.through(databaseUrl) };
      const hub = await startHub({ env });
      const receivers = [receivingParties(RECEIVERS)];
      const world = new OnMariadb(await populate(hub, () => [hub.url], { receivers }), databaseUrl);
      for (const at of world.ports) slowDown(at);

      const all = Array.from({ length: BREAKS }, (_, nth) => world.sender.next(`U${nth}`));
      let refusals = 0;
      await sideBySide(SENDERS, all, async (each) => {
        breaker.next = Math.random() < 0.5 ? 'before' : 'after';
        await eventually(
          'the broadcast to be accepted',
          async () => {
            const told = await world.sender.push(each);
            if (told.kind === 'accepted') return true;
            refusals += 1;
            return false;
          },
          { withinMs: 30_000 },
        );
      });
      breaker.next = null;
      await world.settled();

      const { pairs, lost, dup } = await world.verdict(all);
      const twice = await world.kept.rows(OWED_TWICE);
      printFigures(
        'R8',
        `${pairs} deliveries, ${breaker.broken} connections broken at a COMMIT, ${refusals} answers were no acceptance: ` +
          `fan-outs twice ${twice.length} (≤ 0), lost ${lost.length}, dup ${dup}`,
      );
      // Two senders may ask for the same COMMIT to be broken.
      expect(breaker.broken).toBeGreaterThanOrEqual(BREAKS / 4);
      expect({ lost, twice }).toEqual({ lost: [], twice: [] });
    },
    FAULT_TIMEOUT_MS,
  );

  /** So that there is something under way at any moment. */
  function slowDown(at: Receivers): void {
    at.answer = () => ({ delayMs: 10 });
  }
});

const OWED_TWICE = `SELECT c.correlation_id, d.to_party, COUNT(*) AS times FROM deliveries d
  JOIN delivery_contents c ON c.id = d.content_id GROUP BY c.correlation_id, d.to_party HAVING COUNT(*) > 1`;
