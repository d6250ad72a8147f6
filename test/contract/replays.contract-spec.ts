/** Replays of what failed, on each database. It may observe what is owed, and what a replay says of itself. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { DeliveryEnding, MessageRow } from '@busbar/core';
import { partyId } from '../support/builders.js';
import { databasesUnderTest } from '../support/databases.js';
import { TTL_MS } from '../support/delivery-builders.js';
import { known } from '../support/delivery-rig.js';
import { aMessageRow, type MessageSketch } from '../support/message-rows.js';
import { allFailed, ReplayRig } from '../support/replay-rig.js';

const ANY_PUSH = { filter: { platformId: null, party: null, module: null, sinceMs: null, untilMs: null } };
const BODY = new TextEncoder().encode('{"uid":"0123"}');

describe.each(databasesUnderTest())('replays on $name', (under) => {
  let rig: ReplayRig;
  beforeAll(async () => {
    rig = await ReplayRig.open(under);
  }, 60_000);
  afterAll(() => rig.close(), 20_000);
  beforeEach(() => rig.clear());

  const written = (key: string, path: readonly string[] = []): { key: string; path: readonly string[] } => ({
    key: `LOCATIONS NL/CPO/${key}`,
    path,
  });

  /** A push that NL/EMS made to DE/CPO, which did not answer. */
  function aFailedPush(of: MessageSketch = {}): MessageRow {
    return aMessageRow({
      atMs: rig.clock.now(),
      module: 'tokens',
      interfaceRole: 'RECEIVER',
      method: 'PUT',
      path: '/NL/EMS/0123',
      outcome: 'failed',
      requestBytes: BODY.length,
      payload: { query: null, requestBody: BODY, answerBody: null },
      ...of,
    });
  }

  describe('of deliveries', () => {
    it('owe the same message anew to those who did not get it', async () => {
      const [rejected = ''] = await rig.ended('rejected');
      const [expired = ''] = await rig.ended('expired', { to: ['ems NL/TWO'], object: written('LOC2') });

      const progress = await rig.replay({ deliveries: allFailed() });

      expect(progress).toMatchObject({ state: 'done', count: 2, sent: 2, stale: 0, refused: 0, left: 0 });
      const pending = await rig.pending();
      const before = await Promise.all([rejected, expired].map((id) => rig.record(id)));
      expect(pending.map(({ messageId }) => messageId)).toEqual(before.map(({ messageId }) => messageId));
      expect(pending[1]?.to).toEqual({ countryCode: 'NL', partyId: 'TWO' });
      expect(pending.map(({ expiresAtMs }) => expiresAtMs - rig.clock.now() > TTL_MS - 1_000)).toEqual([true, true]);
      expect(before.map(({ state }) => state)).toEqual(['rejected', 'expired']);
      expect(rig.lanes.woken).toContain('ems');
    });

    it('take nothing that did not fail', async () => {
      const ids = [...(await rig.owe())];
      for (const [index, state] of (['delivered', 'superseded', 'discarded'] as const).entries()) {
        ids.push(...(await rig.ended(state, { object: written(`L${index}`) })));
      }
      expect(await rig.prepare(allFailed())).toMatchObject({ count: 0, stale: 0 });
      expect(await rig.prepare({ ids: [...ids, '999', 'none'] })).toMatchObject({ count: 0 });
    });

    it('are narrowed by platform, party, module and time', async () => {
      await rig.ended('rejected', { to: ['ems NL/EMS'], object: written('A') });
      await rig.ended('expired', { to: ['ems NL/TWO'], object: written('B') });
      const sinceMs = rig.clock.now();
      const count = async (filter: Parameters<typeof allFailed>[0]): Promise<number> =>
        (await rig.prepare(allFailed(filter))).count;
      expect(await count({ party: { countryCode: 'nl', partyId: 'two' } })).toBe(1);
      expect(await count({ states: ['rejected'] })).toBe(1);
      expect(await count({ platformId: 'cpo' })).toBe(0);
      expect(await count({ module: 'tariffs' })).toBe(0);
      expect(await count({ sinceMs })).toBe(1);
    });

    it('go to nobody who cannot be reached that way any more, and say so', async () => {
      await rig.ended('rejected', { to: ['gone NL/GON'] });
      const progress = await rig.replay({ deliveries: allFailed() });
      expect(progress).toMatchObject({ state: 'done', count: 1, sent: 0, refused: 1 });
    });
  });

  describe('leave out what is stale', () => {
    it.each<[DeliveryEnding['state'] | 'pending', boolean]>([
      ['delivered', true],
      ['pending', true],
      ['superseded', false],
      ['discarded', false],
    ])('where a newer version is %s: %p', async (state, isStale) => {
      await rig.ended('rejected');
      if (state === 'pending') await rig.owe();
      else await rig.ended(state);
      expect(await rig.prepare(allFailed())).toMatchObject({ count: 1, stale: isStale ? 1 : 0 });
      const progress = await rig.replay({ deliveries: allFailed() });
      expect(progress).toMatchObject(isStale ? { sent: 0, stale: 1 } : { sent: 1, stale: 0 });
    });

    it('by object and receiver, not by what others got', async () => {
      await rig.ended('rejected', { object: written('LOC1', ['EVSE1']) });
      await rig.ended('delivered', { object: written('LOC2') });
      await rig.ended('delivered', { to: ['ems NL/TWO'] });
      await rig.ended('delivered', { object: written('LOC1', ['EVSE2']) });
      expect(await rig.prepare(allFailed())).toMatchObject({ count: 1, stale: 0 });
    });

    it('however many newer writes are about other parts', async () => {
      await rig.ended('rejected', { object: written('LOC1', ['EVSE1']) });
      await rig.ended('delivered', { object: written('LOC1', ['EVSE1']) });
      for (let other = 0; other < 101; other += 1) await rig.owe({ object: written('LOC1', [`X${other}`]) });
      expect(await rig.prepare(allFailed())).toMatchObject({ count: 1, stale: 1 });
    });

    it('but not where the later one calls itself older', async () => {
      await rig.ended('rejected', { object: { ...written('LOC1'), lastUpdatedMs: 2_000 } });
      await rig.ended('delivered', { object: { ...written('LOC1'), lastUpdatedMs: 1_000 } });
      expect(await rig.prepare(allFailed())).toMatchObject({ count: 1, stale: 0 });
    });

    it('where its owner has pushed a newer version to the receiver himself', async () => {
      await rig.ended('rejected');
      rig.clock.advance(10);
      const push = {
        module: 'locations',
        interfaceRole: 'RECEIVER',
        method: 'PUT',
        from: 'NL/CPO',
        to: 'NL/EMS',
      } as const;
      await rig.journal(
        aMessageRow({ ...push, path: '/NL/CPO/LOC2', atMs: rig.clock.now() }),
        aMessageRow({ ...push, path: '/NL/CPO/LOC1', atMs: rig.clock.now(), outcome: 'failed' }),
        aMessageRow({ ...push, path: '/NL/CPO/LOC1', atMs: rig.clock.now(), ocpiStatus: 3000 }),
      );
      expect(await rig.prepare(allFailed())).toMatchObject({ count: 1, stale: 0 });
      await rig.journal(aMessageRow({ ...push, path: '/NL/CPO/LOC1/EVSE1', atMs: rig.clock.now() }));
      expect(await rig.prepare(allFailed())).toMatchObject({ count: 1, stale: 1 });
    });

    it('unless they are forced', async () => {
      await rig.ended('rejected');
      await rig.ended('delivered');
      expect(await rig.replay({ deliveries: allFailed() }, true)).toMatchObject({ count: 1, sent: 1, stale: 0 });
    });

    it('and send several versions of an object in their order: an old one that was replayed is not newer', async () => {
      const failed = [
        ...(await rig.ended('rejected')),
        ...(await rig.ended('expired')),
        ...(await rig.ended('rejected')),
      ];
      expect(await rig.replay({ deliveries: allFailed() })).toMatchObject({ count: 3, sent: 3, stale: 0 });
      const messages = await Promise.all(failed.map(async (id) => (await rig.record(id)).messageId));
      expect((await rig.pending()).map(({ messageId }) => messageId)).toEqual(messages);
    });
  });

  describe('asked for again', () => {
    it('add nothing while the first is not done, nor while what it sent is pending or was delivered', async () => {
      const ids = await rig.ended('rejected');
      const first = await rig.create({ deliveries: { ids } });
      expect(await rig.prepare({ ids })).toMatchObject({ count: 0 });
      expect(await rig.prepare(allFailed())).toMatchObject({ count: 0 });
      expect(await rig.replay({ deliveries: { ids } })).toMatchObject({ state: 'done', count: 0 });
      await rig.run();
      expect(await rig.progress(first)).toMatchObject({ sent: 1 });
      const [again] = await rig.pending();
      expect(await rig.replay({ deliveries: { ids } })).toMatchObject({ count: 0 });
      await rig.end('delivered', [again?.id ?? '']);
      expect(await rig.replay({ deliveries: { ids } })).toMatchObject({ count: 0 });
      expect(await rig.pending()).toEqual([]);
    });

    it('go again where the first failed in its turn, once for the whole chain', async () => {
      const [original = ''] = await rig.ended('rejected');
      await rig.replay({ deliveries: { ids: [original] } });
      const [again] = await rig.pending();
      await rig.end('rejected', [again?.id ?? '']);

      expect(await rig.prepare(allFailed())).toMatchObject({ selection: { deliveryIds: [again?.id] } });
      expect(await rig.prepare({ ids: [original, again?.id ?? ''] })).toMatchObject({ count: 1 });
      expect(await rig.replay({ deliveries: { ids: [original] } })).toMatchObject({ sent: 1 });
      expect(await rig.prepare({ ids: [again?.id ?? ''] })).toMatchObject({ count: 0 });
      expect(await rig.prepare(allFailed())).toMatchObject({ count: 0 });
    });

    it('by two operators at once send once', async () => {
      const ids = await rig.ended('rejected');
      const { selection } = await rig.prepare({ ids });
      const order = { force: false, atMs: rig.clock.now() };
      await rig.replays.create({ ...order, id: 'a'.repeat(36) }, selection);
      await rig.replays.create({ ...order, id: 'b'.repeat(36) }, selection);
      for (let replay = 0; replay < 2; replay += 1) await rig.run();
      expect(await rig.pending()).toHaveLength(1);
    });
  });

  describe('of direct pushes', () => {
    it('are owed in the name of their senders, and fail and go again like deliveries', async () => {
      const push = aFailedPush();
      await rig.journal(push);
      const progress = await rig.replay({ pushes: ANY_PUSH });
      expect(progress).toMatchObject({ state: 'done', count: 1, sent: 1 });
      const [pending] = await rig.pending();
      expect(pending).toMatchObject({ messageId: push.id, kind: 'replay', platformId: 'cpo', to: { partyId: 'CPO' } });
      const content = known(await rig.deliveries.contents([push.id])).get(push.id);
      expect(content).toMatchObject({ rest: '/NL/EMS/0123', from: { countryCode: 'NL', partyId: 'EMS' } });
      expect(Buffer.from(content?.body ?? [])).toEqual(Buffer.from(BODY));

      expect(await rig.prepare({ ids: [] }, ANY_PUSH)).toMatchObject({ count: 0 });
      expect(await rig.prepare({ ids: [] }, { ids: [push.id] })).toMatchObject({ count: 0 });
      await rig.end('rejected', [pending?.id ?? '']);
      expect(await rig.prepare({ ids: [] }, ANY_PUSH)).toMatchObject({ count: 0 });
      expect(await rig.replay({ pushes: { ids: [push.id] } })).toMatchObject({ sent: 1 });
      expect((await rig.pending()).map(({ messageId }) => messageId)).toEqual([push.id]);
    });

    it('go out with the party ids as their senders wrote them, and whole however long they are', async () => {
      const from = 'nl/Ems';
      const to = 'de/cpO';
      const body = new Uint8Array(5 * 1024 * 1024).fill(0x20);
      const payload = { query: null, requestBody: body, answerBody: null };
      const pushes = Array.from({ length: 3 }, () => aFailedPush({ from, to, payload, requestBytes: body.length }));
      await rig.journal(...pushes);

      expect(await rig.replay({ pushes: ANY_PUSH })).toMatchObject({ count: 3, sent: 3, refused: 0 });

      const pending = await rig.pending();
      expect(pending.map((each) => each.to)).toEqual(Array(3).fill(partyId(to)));
      const contents = known(await rig.deliveries.contents(pushes.map(({ id }) => id)));
      for (const { id } of pushes) {
        expect(contents.get(id)?.from).toEqual(partyId(from));
        expect(Buffer.compare(contents.get(id)?.body ?? new Uint8Array(), body)).toBe(0);
      }
    }, 20_000);

    it('take nothing else of the journal', async () => {
      await rig.journal(
        aFailedPush({ outcome: 'answered' }),
        aFailedPush({ outcome: 'refused' }),
        aFailedPush({ method: 'GET', payload: null, requestBytes: 0 }),
        aFailedPush({ interfaceRole: 'SENDER', method: 'POST', path: '/0123/authorize' }),
        aFailedPush({ module: 'commands', method: 'POST', path: '/START_SESSION' }),
        aFailedPush({ payload: null }),
        aFailedPush({ plan: 'config' }),
      );
      expect(await rig.prepare({ ids: [] }, ANY_PUSH)).toMatchObject({ count: 0 });
    });

    it('are stale where a newer version is owed or was pushed', async () => {
      await rig.journal(aFailedPush());
      rig.clock.advance(10);
      await rig.journal(aFailedPush({ path: '/NL/EMS/4567' }));
      rig.clock.advance(10);
      await rig.journal(aFailedPush({ atMs: rig.clock.now(), outcome: 'answered' }));
      await rig.owe({ to: ['cpo DE/CPO'], object: { key: 'TOKENS NL/EMS/4567 RFID' }, content: { module: 'tokens' } });
      expect(await rig.prepare({ ids: [] }, ANY_PUSH)).toMatchObject({ count: 2, stale: 2 });
    });

    it('are refused when the message is gone by then', async () => {
      const push = aFailedPush();
      await rig.journal(push);
      const id = await rig.create({ pushes: { ids: [push.id] } });
      rig.clock.advance(1);
      await rig.forgetMessages();
      await rig.run();
      expect(await rig.progress(id)).toMatchObject({ state: 'done', sent: 0, refused: 1 });
    });
  });

  describe('on their way', () => {
    it('are cancelled with what is left', async () => {
      await rig.ended('rejected', { to: ['ems NL/EMS', 'ems NL/TWO'] });
      const id = await rig.create({ deliveries: allFailed() });
      let portions = 0;
      await rig.run({ perSecond: 10, isStopping: () => portions++ > 0 });
      const cancelled = known(await rig.replays.cancel(id, rig.clock.now()));
      expect(cancelled).toMatchObject({ state: 'cancelled', count: 2, sent: 1, left: 1 });
      await rig.run();
      expect(await rig.pending()).toHaveLength(1);
      expect(await rig.prepare(allFailed())).toMatchObject({ count: 1 });
      expect(known(await rig.replays.cancel('0'.repeat(36), 0))).toBeNull();
    });

    it('are gone on with by whoever comes when the lease is over, and by nobody before; who lost one writes nothing', async () => {
      const ids = await rig.ended('rejected');
      await rig.create({ deliveries: { ids } });
      const lost = known(await rig.replays.claim(rig.clock.now(), 10_000));
      expect(known(await rig.replays.claim(rig.clock.now() + 9_999, 10_000))).toBeNull();
      const next = known(await rig.replays.claim(rig.clock.now() + 10_000, 10_000));
      expect(next?.fence).toBeGreaterThan(lost?.fence ?? Infinity);
      if (lost === null) throw new Error('there was nothing to claim');
      const [item] = known(await rig.replays.next(lost, 10));
      const times = { atMs: rig.clock.now(), expiresAtMs: rig.clock.now() + 1_000, leaseUntilMs: 0 };
      const nothing = { pushes: [], stale: [], refused: [] };
      const settlement = { claim: lost, sent: [item?.id ?? ''], ...nothing, ...times };
      expect(known(await rig.replays.settle(settlement))).toBe('lost');
      expect(await rig.pending()).toEqual([]);
    });

    it('are gone on with at once when all claims were ended', async () => {
      await rig.create({ deliveries: { ids: await rig.ended('rejected') } });
      const lost = known(await rig.replays.claim(rig.clock.now(), 10_000));

      await expect(rig.deliveries.endClaims()).resolves.toBe('stored');

      const next = known(await rig.replays.claim(rig.clock.now(), 10_000));
      expect(next?.fence).toBeGreaterThan(lost?.fence ?? Infinity);
    });

    it('send no faster than they may', async () => {
      await rig.ended('rejected', { to: Array.from({ length: 40 }, (_, at) => `ems NL/${at % 2 ? 'EMS' : 'TWO'}`) });
      await rig.create({ deliveries: allFailed() });
      const startedAt = rig.clock.elapsed();
      await rig.run({ perSecond: 20 });
      expect(await rig.pending()).toHaveLength(40);
      expect(rig.clock.elapsed() - startedAt).toBeGreaterThanOrEqual(2_000);
    });

    it('are forgotten with their items when they are old, but not while they run', async () => {
      await rig.ended('rejected', { to: ['ems NL/EMS', 'ems NL/TWO'] });
      const done = await rig.replay({ deliveries: allFailed({ party: { countryCode: 'NL', partyId: 'TWO' } }) });
      const running = await rig.create({ deliveries: allFailed() });
      const before = rig.clock.now() + 1;
      while ((await rig.forgetReplays(before)) > 0);
      expect(known(await rig.replays.find(done.id))).toBeNull();
      expect(await rig.progress(running)).toMatchObject({ state: 'running', left: 1 });
    });

    it('lose and repeat nothing when each portion is another process’s: all that was counted is sent or stale', async () => {
      const objects = 30;
      for (let object = 0; object < objects; object += 1) {
        await rig.ended('expired', { to: ['ems NL/EMS', 'ems NL/TWO'], object: written(`L${object}`) });
        if (object % 3 === 0) await rig.ended('delivered', { object: written(`L${object}`) });
      }
      const preview = await rig.prepare(allFailed());
      expect(preview).toMatchObject({ count: 2 * objects, stale: objects / 3 });
      const id = await rig.create({ deliveries: allFailed() });
      for (let process = 0; (await rig.progress(id)).state === 'running'; process += 1) {
        let portions = 0;
        await rig.run({ perSecond: 70, isStopping: () => portions++ > 0 });
        rig.clock.advance(10_000);
        if (process > 100) throw new Error('it does not come to an end');
      }
      const { sent, stale, refused, left } = await rig.progress(id);
      expect({ sent, stale, refused, left }).toEqual({
        sent: 2 * objects - objects / 3,
        stale: objects / 3,
        refused: 0,
        left: 0,
      });
      expect(await rig.pending()).toHaveLength(sent);
      expect(await rig.prepare(allFailed())).toMatchObject({ count: objects / 3, stale: objects / 3 });
    });
  });
});
