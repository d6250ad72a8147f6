import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DeliveryRetention } from '@busbar/deliveries';
import { Seals } from '@busbar/parties';
import { aFanOut, aRepeatKey, NOON, TTL_MS } from '../support/delivery-builders.js';
import { databasesUnderTest } from '../support/databases.js';
import { aReport, claimed, DeliveryRig, known, loaded, type StoreAtHand } from '../support/delivery-rig.js';

const DAY_MS = 86_400_000;

describe.each(databasesUnderTest())('what deliveries leave on $name', (under) => {
  let rig: DeliveryRig;
  let at: StoreAtHand;

  beforeAll(async () => {
    rig = await DeliveryRig.open(under);
  }, 60_000);
  afterAll(() => rig.close(), 20_000);
  beforeEach(async () => {
    at = await rig.fresh();
  });

  it('is owed still after a restart, with what it says', async () => {
    const fanOut = aFanOut({ to: ['ems', 'nsp'], repeat: aRepeatKey() });
    await at.store.accept(fanOut);

    await rig.reopen();
    const store = rig.store();

    await expect(store.dueLanes(NOON, 10)).resolves.toHaveLength(2);
    const [delivery] = await loaded(store, 'ems');
    expect(delivery?.content).toMatchObject({ messageId: fanOut.content.messageId, rest: '/NL/CPO/LOC1' });
    await expect(store.accept(aFanOut({ repeat: aRepeatKey() }))).resolves.toMatchObject({ kind: 'repeat', count: 2 });
  });

  it('keeps path, query and body from whoever has the database but not the key', async () => {
    const content = { rest: '/NL/CPO/012345678', query: 'type=RFID', body: Buffer.from('{"uid":"012345678"}') };
    await at.store.accept(aFanOut({ content, object: { key: 'OBJECT' }, repeat: aRepeatKey() }));

    const tables = ['accepted_requests', 'deliveries', 'delivery_contents', 'lanes'];
    const rows = await Promise.all(tables.map((table) => rig.sql(`SELECT * FROM ${table}`)));

    const bytes = rows.flat().flatMap((row) => Object.values(row).map(asText));
    expect(bytes.filter((text) => text.includes('012345678'))).toEqual([]);
  });

  it('is rejected with a reason where it was sealed with another key, and holds up nothing else', async () => {
    await at.store.accept(aFanOut());
    const store = rig.store(1_000, new Seals(Buffer.alloc(32, 8)));
    const second = aFanOut();
    await store.accept(second);

    const deliveries = await loaded(store, 'ems');

    expect(deliveries.map(({ delivery }) => delivery.messageId)).toEqual([second.content.messageId]);
    const [first] = await at.all();
    expect(first).toMatchObject({ state: 'rejected', reason: expect.stringContaining('another secret key') });
  });

  it('hands out no more at once than memory should hold', async () => {
    const content = { body: Buffer.alloc(1_500_000, 'x') };
    for (let index = 0; index < 4; index++) await at.store.accept(aFanOut({ content, object: { key: `K${index}` } }));
    await at.store.accept(aFanOut({ content: { body: Buffer.alloc(5_242_880, 'x') }, to: ['nsp'] }));

    await expect(loaded(rig.store(), 'ems')).resolves.toHaveLength(2);
    await expect(loaded(rig.store(), 'nsp')).resolves.toHaveLength(1);
  });

  it('is forgotten once nobody needs it: everything was delivered, superseded or discarded', async () => {
    await at.store.accept(aFanOut({ to: ['ems', 'ems', 'ems'], content: { messageId: 'done' } }));
    await at.store.accept(aFanOut({ to: ['ems', 'ems'], content: { messageId: 'failed' } }));
    await at.store.accept(aFanOut({ to: ['ems'], content: { messageId: 'owed' }, ttlMs: 10 * DAY_MS }));
    await end(['delivered', 'superseded', 'discarded', 'delivered', 'rejected']);

    rig.passTime(TTL_MS - 1);
    await retention().sweep();
    await expect(readable()).resolves.toEqual(['done', 'failed', 'owed']);
    rig.passTime(1);
    await retention().sweep();

    await expect(readable()).resolves.toEqual(['failed', 'owed']);
    await at.store.discard(
      (await at.all()).map(({ id }) => id),
      'by ops',
      NOON,
    );
    rig.passTime(11 * DAY_MS);
    await retention().sweep();
    await expect(readable()).resolves.toEqual([]);
    await expect(at.all()).resolves.toHaveLength(6);
  });

  it('goes after its days, with attempts and contents, but for what is pending', async () => {
    await at.store.accept(aFanOut({ to: Array.from({ length: 1_200 }, () => 'ems') }));
    await at.store.accept(aFanOut({ ttlMs: 90 * DAY_MS, content: { messageId: 'held' } }));
    await end(Array.from({ length: 1_200 }, (_, index) => (index % 2 ? 'delivered' : 'rejected')));
    const count = async (table: string): Promise<number> =>
      Number((await rig.sql(`SELECT COUNT(*) AS n FROM ${table}`))[0]?.['n']);

    rig.passTime(30 * DAY_MS);
    await retention().sweep();
    await expect(count('deliveries')).resolves.toBe(1_201);
    rig.passTime(1);
    await retention().sweep();

    expect((await at.all()).map(({ messageId }) => messageId)).toEqual(['held']);
    await expect(count('delivery_contents')).resolves.toBe(1);
    await expect(count('delivery_attempts')).resolves.toBe(0);
  });

  it('remembers requests for ten minutes', async () => {
    await at.store.accept(aFanOut({ repeat: aRepeatKey() }));
    const requests = () => rig.sql('SELECT id FROM accepted_requests');

    rig.passTime(599_999);
    await retention().sweep();
    await expect(requests()).resolves.toHaveLength(1);
    rig.passTime(1);
    await retention().sweep();

    await expect(requests()).resolves.toEqual([]);
  });

  /** The first deliveries end so, in order of arrival, each with an attempt. */
  async function end(states: readonly ('delivered' | 'superseded' | 'discarded' | 'rejected')[]): Promise<void> {
    const records = await at.all();
    const ended = states.map((state, index) => ({ state, id: records[index]?.id ?? '' }));
    const attempt = { requestId: 'r', atMs: NOON, durationMs: 1, httpStatus: 200, ocpiStatus: 1000 };
    const outcome = await at.store.report(
      aReport(await claimed(at.store, 'ems', NOON), {
        endings: ended.map((ending) => ({ ...ending, reason: 'test', supersededBy: null, atMs: NOON })),
        attempts: ended.map(({ id }) => ({ ...attempt, deliveryId: id, outcome: 'delivered', reason: '' })),
      }),
    );
    expect(outcome).toBe('stored');
  }

  function retention(): DeliveryRetention {
    const processes = { looksAfter: () => true };
    return new DeliveryRetention({
      database: rig.database,
      clock: rig.clock,
      processes,
      days: 30,
      report: () => undefined,
    });
  }

  /** Of these messages it is still known what they say. */
  async function readable(): Promise<string[]> {
    return [...known(await rig.store().contents(['done', 'failed', 'owed'])).keys()].sort();
  }
});

function asText(value: unknown): string {
  return value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : String(value);
}
