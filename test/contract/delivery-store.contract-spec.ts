import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { LoadedDelivery } from '@busbar/core';
import { aFanOut, aRepeatKey, NOON, TTL_MS } from '../support/delivery-builders.js';
import {
  aReport,
  claimed,
  deliveryStoresUnderTest,
  known,
  loaded,
  type OpenedStores,
  type StoreAtHand,
} from '../support/delivery-rig.js';
import { partyId } from '../support/builders.js';
import { eventually } from '../support/eventually.js';

describe.each(deliveryStoresUnderTest())('what is owed, in $name', ({ open }) => {
  let stores: OpenedStores;
  let at: StoreAtHand;

  beforeAll(async () => {
    stores = await open();
  }, 60_000);
  afterAll(() => stores.close(), 20_000);
  beforeEach(async () => {
    at = await stores.fresh();
  });

  describe('accepting', () => {
    it('makes one delivery per receiving party, in the order of arrival', async () => {
      const first = aFanOut({ to: ['ems', 'ems NL/TWO', 'nsp BE/NSP'] });
      const second = aFanOut({ to: ['ems'], kind: 'replay' });

      await expect(at.store.accept(first)).resolves.toEqual({ kind: 'accepted', count: 3 });
      await expect(at.store.accept(second)).resolves.toEqual({ kind: 'accepted', count: 1 });

      const records = await at.all();
      expect(
        records.map(({ messageId, platformId, to, kind, state }) => [messageId, platformId, to, kind, state]),
      ).toEqual([
        [first.content.messageId, 'ems', partyId('NL/EMS'), 'broadcast', 'pending'],
        [first.content.messageId, 'ems', partyId('NL/TWO'), 'broadcast', 'pending'],
        [first.content.messageId, 'nsp', partyId('BE/NSP'), 'broadcast', 'pending'],
        [second.content.messageId, 'ems', partyId('NL/EMS'), 'replay', 'pending'],
      ]);
    });

    it('takes a message for more receivers than fit into one statement', async () => {
      const to = Array.from(
        { length: 1_201 },
        (_, index) => `ems-${index} NL/${String(index % 1000).padStart(3, '0')}`,
      );

      await expect(at.store.accept(aFanOut({ to }))).resolves.toEqual({ kind: 'accepted', count: 1_201 });

      const records = await at.all();
      expect(records.map(({ platformId }) => platformId)).toEqual(to.map((text) => text.split(' ')[0]));
    });

    it('remembers a message that is owed to nobody', async () => {
      const repeat = aRepeatKey();
      const first = aFanOut({ to: [], repeat });

      await expect(at.store.accept(first)).resolves.toEqual({ kind: 'accepted', count: 0 });
      await expect(at.store.accept(aFanOut({ to: ['ems'], repeat }))).resolves.toEqual({
        kind: 'repeat',
        messageId: first.content.messageId,
        count: 0,
      });
      await expect(at.all()).resolves.toEqual([]);
    });

    it('adds nothing for the same request within ten minutes, and takes it as new afterwards', async () => {
      const repeat = aRepeatKey();
      const first = aFanOut({ to: ['ems', 'nsp'], repeat });
      const answer = { kind: 'repeat', messageId: first.content.messageId, count: 2 };
      await at.store.accept(first);

      const nearly = aFanOut({ atMs: NOON + 599_999, repeat: { ...repeat, from: partyId('nl/cpo') } });
      await expect(at.store.accept(nearly)).resolves.toEqual(answer);
      const after = aFanOut({ atMs: NOON + 600_000, repeat });
      await expect(at.store.accept(after)).resolves.toEqual({ kind: 'accepted', count: 1 });
      const again = aFanOut({ atMs: NOON + 600_001, repeat });
      await expect(at.store.accept(again)).resolves.toMatchObject({ messageId: after.content.messageId, count: 1 });

      await expect(at.all()).resolves.toHaveLength(3);
    });

    it('fans out once when the same request comes five times at once', async () => {
      const repeat = aRepeatKey();
      const fanOuts = Array.from({ length: 5 }, () => aFanOut({ to: ['ems', 'nsp'], repeat }));

      const answers = await Promise.all(fanOuts.map((fanOut) => at.store.accept(fanOut)));

      const records = await at.all();
      expect(records).toHaveLength(2);
      const [{ messageId } = { messageId: '' }] = records;
      const winner = fanOuts.findIndex((fanOut) => fanOut.content.messageId === messageId);
      expect(answers[winner]).toEqual({ kind: 'accepted', count: 2 });
      expect(answers.filter((_, index) => index !== winner)).toEqual(
        Array.from({ length: 4 }, () => ({ kind: 'repeat', messageId, count: 2 })),
      );
    });

    it.each([
      ['another body', { contentHash: 'b'.repeat(64) }],
      ['another request id', { requestId: 'request-2' }],
      ['another sender', { from: partyId('NL/TWO') }],
      ['another platform', { platformId: 'cpo-2' }],
    ])('takes a request with %s as another one', async (_title, different) => {
      await at.store.accept(aFanOut({ repeat: aRepeatKey() }));

      const other = aFanOut({ repeat: aRepeatKey(different) });

      await expect(at.store.accept(other)).resolves.toEqual({ kind: 'accepted', count: 1 });
    });

    it.each([
      ['with', aRepeatKey()],
      ['without', null],
    ])(
      'adds nothing when a message %s repeat key is handed in again after an unknown outcome',
      async (_title, repeat) => {
        const fanOut = aFanOut({ to: ['ems', 'nsp'], repeat });
        await at.store.accept(fanOut);

        await expect(at.store.accept(fanOut)).resolves.toEqual({ kind: 'accepted', count: 2 });

        await expect(at.all()).resolves.toHaveLength(2);
      },
    );

    it('refuses what goes beyond its bound, until there is room again', async () => {
      at = await stores.fresh(10);
      const to = Array.from({ length: 6 }, (_, index) => `ems-${index}`);
      await at.store.accept(aFanOut({ to }));

      await expect(at.store.accept(aFanOut({ to }))).resolves.toEqual({ kind: 'full' });
      await expect(at.all()).resolves.toHaveLength(6);

      await at.store.discard(
        (await at.all()).map(({ id }) => id),
        'test',
        NOON,
      );
      await eventually('room for more', async () => {
        stores.passTime(1_000);
        return (await at.store.accept(aFanOut({ to }))).kind === 'accepted';
      });
    });
  });

  describe('loading', () => {
    it('gives back what was said and of which object, byte for byte', async () => {
      const fanOut = aFanOut({
        to: ['ems nl/Ems'],
        content: {
          ...{ module: 'tokens', method: 'PATCH', version: '2.3.0', rest: '/nl/cpo/%C3%BC', query: 'type=OTHER&x=%20' },
          ...{
            contentType: 'application/json; charset=utf-8',
            body: Uint8Array.from([0xef, 0xbb, 0xbf, 0x7b, 0x7d, 0]),
          },
          from: partyId('nl/HuB'),
        },
        object: { key: 'TOKENS NL/CPO/Ü OTHER', path: ['A/B', 'Ç'], write: 'patch', lastUpdatedMs: NOON - 1 },
      });
      await at.store.accept(fanOut);

      const [delivery] = await loaded(at.store, 'ems');

      expect(delivery?.delivery).toEqual({
        ...{ id: expect.any(String), messageId: fanOut.content.messageId, kind: 'broadcast', platformId: 'ems' },
        ...{ to: partyId('nl/Ems'), sequence: expect.any(Number), object: fanOut.object },
        ...{ attempts: 0, completedAttempts: 0, leases: 0, firstFailedAtMs: null },
        ...{ nextAttemptAtMs: NOON, expiresAtMs: NOON + TTL_MS },
      });
      expect(plain(delivery)).toEqual(fanOut.content);
    });

    it('gives back a message without body, query or routing headers', async () => {
      const content = { method: 'DELETE', body: null, query: null, contentType: null, from: null };
      const fanOut = aFanOut({ to: ['ems nobody'], kind: 'client-info', content });
      await at.store.accept(fanOut);

      const [delivery] = await loaded(at.store, 'ems');

      expect(delivery?.delivery.to).toBeNull();
      expect(plain(delivery)).toEqual(fanOut.content);
    });

    it('loads contents by message id, and leaves out what it does not know', async () => {
      const fanOut = aFanOut({ to: ['ems', 'nsp'] });
      const { messageId } = fanOut.content;
      await at.store.accept(fanOut);

      const contents = known(await at.store.contents([messageId, 'unknown']));

      expect([...contents.keys()]).toEqual([messageId]);
      expect(contents.get(messageId)?.rest).toBe('/NL/CPO/LOC1');
    });

    it('loads those that have been due longest, in order of arrival, and nothing of other lanes', async () => {
      const keys = ['A', 'B', 'C', 'D'];
      for (const [index, key] of keys.entries()) await accept(key, { to: ['ems', 'nsp'], atMs: NOON + index });

      const deliveries = await loaded(at.store, 'ems', { atMs: NOON + 2, limit: 2 });

      expect(keysOf(deliveries)).toEqual(['A', 'B']);
      expect(deliveries.map(({ delivery }) => delivery.platformId)).toEqual(['ems', 'ems']);
      expect(keysOf(await loaded(at.store, 'ems', { atMs: NOON + 2 }))).toEqual(['A', 'B', 'C']);
    });

    it('loads everything else that is pending for the same object and party', async () => {
      await accept('A');
      await accept('B');
      await accept('A', { to: ['ems NL/TWO'] });
      await accept('A', { atMs: NOON + 1 });
      await accept('A', { atMs: NOON + 60_000 });

      const deliveries = await loaded(at.store, 'ems', { limit: 1 });

      expect(deliveries.map(({ delivery }) => [delivery.object.key, delivery.to, delivery.nextAttemptAtMs])).toEqual([
        ['A', partyId('NL/EMS'), NOON],
        ['A', partyId('NL/EMS'), NOON + 1],
        ['A', partyId('NL/EMS'), NOON + 60_000],
      ]);
    });

    it('loads what waits in front of something due, so that its place is known', async () => {
      await accept('A');
      const claim = await claimed(at.store, 'ems', NOON);
      const [first] = await at.all();
      const retries = [aRetry(first?.id, NOON + 60_000)];
      await at.store.report(aReport(claim, { retries, leaseUntilMs: 0 }));
      await accept('A', { atMs: NOON + 1 });

      const deliveries = await loaded(at.store, 'ems', { atMs: NOON + 1 });

      expect(deliveries.map(({ delivery }) => delivery.nextAttemptAtMs)).toEqual([NOON + 60_000, NOON + 1]);
    });

    it('loads what has expired although it is not due', async () => {
      await accept('A', { ttlMs: 1_000 });
      const [first] = await at.all();
      const claim = await claimed(at.store, 'ems', NOON);
      const retries = [aRetry(first?.id, NOON + 60_000)];
      await at.store.report(aReport(claim, { retries, leaseUntilMs: 0 }));

      expect(keysOf(await loaded(at.store, 'ems', { atMs: NOON + 999 }))).toEqual([]);
      expect(keysOf(await loaded(at.store, 'ems', { atMs: NOON + 1_000 }))).toEqual(['A']);
    });

    it('cuts a very long stream at its end', async () => {
      const owed = Array.from({ length: 1_200 }, () => 'ems');
      await accept('A', { to: owed });
      await accept('A');

      const deliveries = await loaded(at.store, 'ems', { limit: 10 });

      const first = (await at.all())[0]?.sequence ?? 0;
      expect(deliveries).toHaveLength(1_010);
      expect(deliveries.map(({ delivery }) => delivery.sequence - first)).toEqual([...deliveries.keys()]);
    });
  });

  function accept(key: string, sketch: Parameters<typeof aFanOut>[0] = {}): Promise<unknown> {
    return at.store.accept(aFanOut({ ...sketch, object: { key } }));
  }
});

function aRetry(id = '', nextAttemptAtMs = NOON) {
  return { id, reason: 'HTTP 503', firstFailedAtMs: NOON, completedAttempts: 1, nextAttemptAtMs };
}

function keysOf(deliveries: readonly LoadedDelivery[]): string[] {
  return deliveries.map(({ delivery }) => delivery.object.key);
}

/** The content with its body as what it was given as. */
function plain(loaded: LoadedDelivery | undefined): unknown {
  const { content } = loaded ?? { content: null };
  return content === null ? null : { ...content, body: content.body === null ? null : new Uint8Array(content.body) };
}
