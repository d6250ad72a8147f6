import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { openDatabase, type Database } from '@busbar/database';
import { DELIVERY_STORES, TypeormDeliveryLog, TypeormDeliveryStore } from '@busbar/deliveries';
import { Seals } from '@busbar/parties';
import { ManualClock } from '../doubles/manual-clock.js';
import { CommitBreaker } from '../support/commit-breaker.js';
import { aDeliveryFilter, aFanOut, aRepeatKey, NOON } from '../support/delivery-builders.js';
import { aReport, claimed, known } from '../support/delivery-rig.js';
import { createSchema, describeOnOwnMariadb, PrivateMariadb } from '../support/private-mariadb.js';

const MESSAGES = 100;

describeOnOwnMariadb('deliveries whose commit is lost on its way', () => {
  let server: PrivateMariadb;
  let breaker: CommitBreaker;
  let database: Database;
  let store: TypeormDeliveryStore;
  let log: TypeormDeliveryLog;

  beforeAll(async () => {
    server = await PrivateMariadb.start();
    const url = await createSchema(server.url);
    breaker = await CommitBreaker.start(Number(new URL(url).port));
    database = await openDatabase({ kind: 'mysql', url: breaker.through(url) }, DELIVERY_STORES);
  }, 60_000);
  afterAll(async () => {
    await database.close();
    await breaker.close();
    await server.close();
  }, 20_000);
  beforeEach(() => {
    const seals = new Seals(Buffer.alloc(32, 7));
    store = new TypeormDeliveryStore({ database, clock: new ManualClock(NOON), seals });
    log = new TypeormDeliveryLog(database);
  });

  it.each([
    ['the hub hands the message in again', 'the same message'],
    ['the sender repeats its request', 'another message'],
  ])(
    'are owed once when %s',
    async (title, again) => {
      const module = title.replaceAll(' ', '-');
      for (let index = 0; index < MESSAGES; index++) {
        const repeat = aRepeatKey({ requestId: `${module}-${index}` });
        const fanOut = aFanOut({ to: ['ems', 'nsp'], content: { module }, repeat });
        const wasCommitted = index % 2 === 0;
        breaker.next = wasCommitted ? 'after' : 'before';

        await expect(store.accept(fanOut)).resolves.toEqual({ kind: 'database-lost' });

        const second =
          again === 'the same message' ? fanOut : aFanOut({ to: ['ems', 'nsp'], content: { module }, repeat });
        const { messageId } = fanOut.content;
        const isRepeat = wasCommitted && second !== fanOut;
        await expect(store.accept(second)).resolves.toEqual(
          isRepeat ? { kind: 'repeat', messageId, count: 2 } : { kind: 'accepted', count: 2 },
        );
      }

      await expect(log.count(aDeliveryFilter({ module }))).resolves.toBe(2 * MESSAGES);
    },
    60_000,
  );

  it('end once when a report is written again after its outcome was lost', async () => {
    await store.accept(aFanOut({ to: ['lost'] }));
    const claim = await claimed(store, 'lost', NOON);
    const [delivery] = known(await store.pending(claim, NOON, 10));
    const id = delivery?.delivery.id ?? '';
    const ending = { id, state: 'delivered' as const, reason: 'HTTP 200', supersededBy: null, atMs: NOON };
    breaker.next = 'after';

    await expect(store.report(aReport(claim, { endings: [ending] }))).resolves.toBe('database-lost');
    await expect(store.report(aReport(claim, { endings: [{ ...ending, atMs: NOON + 1 }] }))).resolves.toBe('stored');

    expect(known(await log.find(id))?.record).toMatchObject({ state: 'delivered', endedAtMs: NOON });
    expect(breaker.broken).toBe(2 * MESSAGES + 1);
  });
});
