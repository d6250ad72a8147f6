import { describe, expect, it } from '@jest/globals';
import { ObjectModel, PeerDefects, type PeerDefect, type Said } from '@busbar/core';
import { eventually } from '../../../test/support/eventually.js';
import type { Batch, BatchFindings } from './batch.js';
import { BatchJudge } from './batch-judge.js';
import { judgeBatch } from './judge-batch.js';
import { QueuedMessageWatch } from './queued-message-watch.js';

const UTF8 = new TextEncoder();
const TOKEN = {
  country_code: 'DE',
  party_id: 'MSP',
  uid: 'U1',
  type: 'RFID',
  contract_id: 'DE8ACC12E46L89',
  issuer: 'TheNewMotion',
  valid: true,
  whitelist: 'ALWAYS',
  last_updated: '2026-01-30T00:00:00Z',
};

/** A token that its EMSP pushed. */
function tokenPush(change: object = {}, more: Partial<Said> = {}): Said {
  return {
    messageId: 'm-1',
    platformId: 'emsp',
    party: 'DE/MSP',
    version: '2.2.1',
    module: 'tokens',
    interfaceRole: 'RECEIVER',
    method: 'PUT',
    rest: '/DE/MSP/U1',
    query: null,
    isCallback: false,
    direction: 'request',
    httpStatus: null,
    bytes: UTF8.encode(JSON.stringify({ ...TOKEN, ...change })),
    ...more,
  };
}

/** Judges here what otherwise a thread does, and says that it took `tookMs`; each batch can be held back or lost. */
class DirectBatchJudge extends BatchJudge {
  readonly batches: Batch[] = [];
  tookMs = 0;
  isLost = false;
  until: Promise<void> = Promise.resolve();
  private readonly model = new ObjectModel();

  override async judge(batch: Batch): Promise<BatchFindings | null> {
    this.batches.push(batch);
    await this.until;
    return this.isLost ? null : { ...(await judgeBatch(this.model, batch)), tookMs: this.tookMs };
  }

  override stop(): Promise<void> {
    return Promise.resolve();
  }
}

class NotedDefects extends PeerDefects {
  readonly noted: PeerDefect[] = [];

  note(defect: PeerDefect): void {
    this.noted.push(defect);
  }
}

function aWatch(): { watch: QueuedMessageWatch; judge: DirectBatchJudge; noted: PeerDefect[]; bugs: string[] } {
  const judge = new DirectBatchJudge();
  const defects = new NotedDefects();
  const bugs: string[] = [];
  const watch = new QueuedMessageWatch({ judge, defects, reportBug: (trace) => bugs.push(trace) });
  return { watch, judge, noted: defects.noted, bugs };
}

const judged = (watch: QueuedMessageWatch, count: number): Promise<unknown> =>
  eventually(`${count} to be judged`, () => watch.figures.looked === count);

describe('what watches over messages', () => {
  it('notes each violation for whoever said it, with where it stands and never with its value', async () => {
    const { watch, noted, bugs } = aWatch();
    watch.saw(tokenPush());
    watch.saw(tokenPush({ whitelist: 'SOMETIMES' }, { messageId: 'm-2', party: 'DE/TWO' }));
    await judged(watch, 2);
    const section = 'OCPI 2.2.1, Tokens module > WhitelistType enum';
    expect(noted).toEqual([
      {
        platformId: 'emsp',
        kind: 'object-model',
        detail: `DE/TWO, request of tokens: $.whitelist breaks the rule enum of ${section}, found: string of 9`,
        count: 1,
        breach: {
          party: 'DE/TWO',
          version: '2.2.1',
          module: 'tokens',
          direction: 'request',
          object: 'WhitelistType',
          rule: 'enum',
          path: '$.whitelist',
          section,
          examples: [{ messageId: 'm-2', path: '$.whitelist', found: 'string of 9' }],
        },
      },
    ]);
    expect(bugs).toEqual([]);
    await watch.stop();
  });

  it('counts the same mistake in several places of a list as one path', async () => {
    const { watch, noted } = aWatch();
    const bytes = UTF8.encode(JSON.stringify({ status_code: 1000, timestamp: '2026-01-30T00:00:00Z', data: [5, 6] }));
    const answer = { interfaceRole: 'SENDER', method: 'GET', rest: '', direction: 'answer', httpStatus: 200 } as const;
    watch.saw(tokenPush({}, { ...answer, bytes }));
    await judged(watch, 1);
    const seen = noted.map(({ count, breach }) => [count, breach?.path, breach?.examples.map(({ path }) => path)]);
    expect(seen).toEqual([[2, '$.data[]', ['$.data[0]', '$.data[1]']]]);
    await watch.stop();
  });

  it('says nothing of modules and versions that OCPI does not have', async () => {
    const { watch, noted } = aWatch();
    watch.saw(tokenPush({}, { module: 'x-parking', method: 'BREW' }));
    watch.saw(tokenPush({}, { version: '2.1.1', module: 'chargingprofiles' }));
    await judged(watch, 2);
    expect(noted).toEqual([]);
    await watch.stop();
  });

  it('lets 200 messages wait while it looks, and counts the others', async () => {
    const { watch, judge } = aWatch();
    let goOn = (): void => undefined;
    judge.until = new Promise((resolve) => (goOn = resolve));
    watch.saw(tokenPush());
    await eventually('it to look', () => judge.batches.length === 1);
    for (let at = 0; at < 250; at++) watch.saw(tokenPush());
    expect(watch.figures).toEqual({ looked: 0, unseen: 50 });
    goOn();
    await judged(watch, 201);
    await watch.stop();
  });

  it('looks at no body above 256 KiB, and holds no more than 2 MiB', () => {
    const { watch } = aWatch();
    watch.saw(tokenPush({}, { bytes: new Uint8Array(256 * 1024 + 1) }));
    expect(watch.figures.unseen).toBe(1);
    for (let at = 0; at < 9; at++) watch.saw(tokenPush({}, { bytes: new Uint8Array(256 * 1024) }));
    expect(watch.figures.unseen).toBe(2);
    return watch.stop();
  });

  it('rests forty-nine times as long as it looked', async () => {
    const { watch, judge } = aWatch();
    judge.tookMs = 8;
    watch.saw(tokenPush());
    await judged(watch, 1);
    const endedAt = performance.now();
    watch.saw(tokenPush());
    await judged(watch, 2);
    expect(performance.now() - endedAt).toBeGreaterThan(370);
    await watch.stop();
  });

  it('counts a lost batch as not looked at, and does not try again at once', async () => {
    const { watch, judge } = aWatch();
    judge.isLost = true;
    watch.saw(tokenPush());
    await eventually('it to be lost', () => watch.figures.unseen === 1);
    const other = aWatch();
    watch.saw(tokenPush());
    other.watch.saw(tokenPush());
    await judged(other.watch, 1);
    expect(judge.batches).toHaveLength(1);
    await Promise.all([watch.stop(), other.watch.stop()]);
  });

  it('takes a body out of the buffer that it is part of', async () => {
    const { watch, judge } = aWatch();
    const { bytes } = tokenPush();
    const large = new Uint8Array(64 * 1024);
    large.set(bytes ?? [], 1_000);
    watch.saw(tokenPush({}, { bytes: large.subarray(1_000, 1_000 + (bytes?.length ?? 0)) }));
    watch.saw(tokenPush({}, { bytes: null, method: 'GET' }));
    await judged(watch, 2);
    expect(judge.batches[0]?.bytes.buffer.byteLength).toBe(bytes?.length);
    await watch.stop();
  });
});
