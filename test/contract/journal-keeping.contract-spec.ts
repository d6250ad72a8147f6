import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SQLITE_FILE } from '@busbar/database';
import { JournalRetention, MAX_KEPT_BODY_BYTES, messageStore, TypeormMessageLog } from '@busbar/journal';
import { Seals } from '@busbar/parties';
import { LoneProcess } from '@busbar/events';
import { ManualClock } from '../doubles/manual-clock.js';
import { databasesUnderTest } from '../support/databases.js';
import { eventually } from '../support/eventually.js';
import { idsOf, JournalRig } from '../support/journal-rig.js';
import { aMessageRow } from '../support/message-rows.js';

const DAY_MS = 86_400_000;

describe.each(databasesUnderTest())('what the journal keeps on $name', (under) => {
  let rig: JournalRig;

  beforeAll(async () => {
    rig = await JournalRig.open(under);
  }, 60_000);
  afterAll(() => rig.close(), 20_000);
  beforeEach(() => rig.clear());

  describe('keeping payloads', () => {
    const bodies = {
      query: 'limit=5&x=%20',
      requestBody: Buffer.from('{"asked":1}'),
      answerBody: Buffer.from('{"told":2}'),
    };

    it('gives query and bodies back byte for byte', async () => {
      const whole = aMessageRow({ payload: bodies });
      const empty = aMessageRow({ payload: { query: '', requestBody: null, answerBody: Buffer.alloc(0) } });
      await rig.recordAll([whole, empty]);

      const payload = (await rig.find(whole.id)).payload;
      expect(payload?.query).toBe('limit=5&x=%20');
      expect(Buffer.from(payload?.requestBody ?? []).toString()).toBe('{"asked":1}');
      expect(Buffer.from(payload?.answerBody ?? []).toString()).toBe('{"told":2}');
      expect((await rig.find(empty.id)).payload).toEqual({ query: '', requestBody: null, answerBody: Buffer.alloc(0) });
      expect((await rig.list())[0]?.payload).toBeNull();
    });

    it('keeps the beginning of a long body', async () => {
      const long = Buffer.alloc(MAX_KEPT_BODY_BYTES + 1, 'x');
      const row = aMessageRow({
        payload: { ...bodies, requestBody: long, answerBody: long },
        requestBytes: long.length,
      });
      await rig.recordAll([row]);

      const kept = await rig.find(row.id);
      expect(kept.payload?.requestBody).toHaveLength(MAX_KEPT_BODY_BYTES);
      expect(kept.payload?.answerBody).toHaveLength(MAX_KEPT_BODY_BYTES);
      expect(kept.requestBytes).toBe(MAX_KEPT_BODY_BYTES + 1);
    });

    it('opens a payload with the key it was sealed with only', async () => {
      const row = aMessageRow({ payload: bodies });
      await rig.recordAll([row]);

      const otherKey = new TypeormMessageLog(rig.database, new Seals(Buffer.alloc(32, 8)));
      expect(await otherKey.find(row.id)).toMatchObject({ id: row.id, payload: null });
    });

    it('leaves no readable body in the database', async () => {
      const row = aMessageRow({ payload: { ...bodies, answerBody: Buffer.from('contract NL-SECRET-1') } });
      await rig.recordAll([row]);

      expect(Buffer.from((await storedPayload(row.id)) ?? []).includes('NL-SECRET-1')).toBe(false);
      const { location } = rig.place;
      if (location.kind === 'sqlite') {
        const files = [SQLITE_FILE, `${SQLITE_FILE}-wal`].map((file) => readFileSync(join(location.dataDir, file)));
        expect(files.some((bytes) => bytes.includes(row.id))).toBe(true);
        expect(files.some((bytes) => bytes.includes('NL-SECRET-1'))).toBe(false);
      }
    });

    async function storedPayload(id: string): Promise<Uint8Array | null> {
      return (await rig.database.reader(messageStore).find(id))?.sealedPayload ?? null;
    }
  });

  describe('with retention', () => {
    const clock = new ManualClock();

    function retention(days: number, payloadDays: number): JournalRetention {
      return new JournalRetention({
        database: rig.database,
        clock,
        lifetimes: { days, payloadDays },
        processes: new LoneProcess(),
        report: () => undefined,
      });
    }

    it('deletes messages and payloads when their days are over, however many there are', async () => {
      const payload = { query: null, requestBody: null, answerBody: Buffer.from('{}') };
      const daysAgo = (days: number): number => clock.now() - days * DAY_MS;
      const old = Array.from({ length: 1_201 }, (_, index) =>
        aMessageRow({ atMs: daysAgo(30) - 1 - (index % 5), payload }),
      );
      const older = aMessageRow({ atMs: daysAgo(8), payload });
      const young = aMessageRow({ atMs: daysAgo(6), payload });
      await rig.recordAll([...old, older, young]);

      await retention(30, 7).sweep();

      expect(idsOf(await rig.list())).toEqual([young.id, older.id]);
      expect((await rig.find(young.id)).payload).not.toBeNull();
      expect((await rig.find(older.id)).payload).toBeNull();
    }, 20_000);

    it('keeps no payload longer than its message', async () => {
      const payload = { query: 'a=b', requestBody: null, answerBody: null };
      const row = aMessageRow({ atMs: clock.now() - 2 * DAY_MS, payload });
      await rig.recordAll([row]);

      await retention(1, 30).sweep();
      await rig.recordAll([{ ...row, payload: null }]);

      expect((await rig.find(row.id)).payload).toBeNull();
    });

    it('begins at once and can be stopped', async () => {
      await rig.recordAll([aMessageRow({ atMs: clock.now() - 2 * DAY_MS })]);
      const running = retention(1, 1);
      running.start();

      await eventually('the old message to be gone', async () => (await rig.list()).length === 0);
      await running.stop();
    });
  });
});
