import { describe, expect, test } from '@jest/globals';
import { HEADER } from '@busbar/ocpi';
import { LaneWorld, ocpiAnswer } from '../../../../test/doubles/lane-world.js';
import { aLoadedDelivery } from '../../../../test/support/lane-builders.js';
import { Agreements } from '../agreements.js';
import type { BodyTarget, StreamEnd } from '../answer.js';
import type { PartyAnswer, PartyRequest } from '../ports.js';
import { RegistrySnapshot } from '../registry.js';
import { attempt, type AttemptResult } from './attempt.js';
import type { LoadedDelivery } from './delivery-store.js';

const ENVELOPE = '{"status_code":1000,"timestamp":"2026-01-31T12:00:00Z"}';

/** An answer that arrives in pieces; `how` it ends where nobody stops it. */
function streamed(status: number, pieces: readonly string[], how: StreamEnd['how'] = 'complete'): PartyAnswer {
  const pipeTo = async (target: BodyTarget): Promise<StreamEnd> => {
    let isStopped = false;
    target.onGone(() => (isStopped = true));
    for (const piece of pieces) if (!isStopped) target.write(new TextEncoder().encode(piece));
    target.end();
    const nothing = { bytes: 0, head: new Uint8Array(), tail: new Uint8Array() };
    return { how: isStopped ? 'asker-gone' : how, ...nothing };
  };
  return { kind: 'answer', status, headers: new Map(), body: { kind: 'stream', pipeTo } };
}

/** One attempt at the platform of a world, which answers so. */
async function attemptOnce(
  answer: PartyAnswer,
  loaded: LoadedDelivery = aLoadedDelivery(1),
  agreements: Agreements = Agreements.OPEN,
): Promise<{ readonly result: AttemptResult; readonly request: PartyRequest | undefined }> {
  const world = new LaneWorld();
  let request: PartyRequest | undefined;
  const exchange = async (sent: PartyRequest): Promise<PartyAnswer> => {
    request = sent;
    return answer;
  };
  const snapshot = world.platforms.directory.snapshot();
  if (snapshot === null) throw new Error('there is no snapshot');
  const ports = { ...world.ports(), parties: { exchange } };
  const agreed = new RegistrySnapshot(1, [...snapshot.allPlatforms()], { agreements });
  const result = await attempt(loaded, { platform: world.platforms.get('emsp'), snapshot: agreed }, ports);
  return { result, request };
}

describe('an answer that arrives in pieces', () => {
  test('is read to its end', async () => {
    const { result } = await attemptOnce(streamed(200, [ENVELOPE.slice(0, 20), ENVELOPE.slice(20)]));
    expect(result.outcome).toMatchObject({ kind: 'delivered', defect: null });
    expect(result.row).toMatchObject({ httpStatus: 200, ocpiStatus: 1000 });
  });

  test('is none where it breaks off', async () => {
    const { result } = await attemptOnce(streamed(200, [ENVELOPE], 'cut-off'));
    expect(result.outcome).toMatchObject({ kind: 'again', completed: true, reason: 'the answer broke off' });
    expect(result.row).toMatchObject({ httpStatus: null, ocpiStatus: null });
  });

  test.each([
    [200, 'delivered'],
    [500, 'again'],
    [404, 'rejected'],
  ])('counts by HTTP %i alone where it is too long to be an envelope', async (status, kind) => {
    const { result } = await attemptOnce(streamed(status, Array<string>(20).fill('x'.repeat(100_000))));
    expect(result.outcome.kind).toBe(kind);
    expect(result.row).toMatchObject({ httpStatus: status, ocpiStatus: null });
  });
});

describe('what an attempt sends', () => {
  test('names sender and receiver, and the content as it was received', async () => {
    const { request } = await attemptOnce(ocpiAnswer(1000), aLoadedDelivery(7, { writes: 'patch LOC1/3256' }));
    const headers = request?.headers ?? [];
    const valueOf = (name: string): string | undefined => headers[headers.indexOf(name) + 1];

    expect(request).toMatchObject({
      method: 'PATCH',
      url: 'https://emsp.example/ocpi/receiver/locations/NL/CPO/LOC1/3256',
      deadlineMs: 10_000,
    });
    expect([valueOf(HEADER.fromCountryCode), valueOf(HEADER.fromPartyId)]).toEqual(['XX', 'HUB']);
    expect([valueOf(HEADER.toCountryCode), valueOf(HEADER.toPartyId)]).toEqual(['NL', 'EMS']);
    expect(valueOf(HEADER.correlationId)).toBe('correlation-7');
    expect(valueOf(HEADER.contentType)).toBe('application/json');
  });

  test('carries no routing headers in a ClientInfo push', async () => {
    const loaded = aLoadedDelivery(1);
    const push = { content: { ...loaded.content, from: null }, delivery: { ...loaded.delivery, to: null } };
    const { request } = await attemptOnce(ocpiAnswer(1000), push);
    expect(request?.headers.filter((header) => header.toLowerCase().startsWith('ocpi-'))).toEqual([]);
  });

  test('is nothing where the platform speaks another version that cannot say it', async () => {
    const loaded = aLoadedDelivery(1);
    const { result, request } = await attemptOnce(ocpiAnswer(1000), {
      ...loaded,
      content: { ...loaded.content, version: '2.3.0' },
    });
    expect(request).toBeUndefined();
    expect(result).toMatchObject({
      outcome: { kind: 'undeliverable', reason: expect.stringContaining('$.country_code') },
      row: null,
    });
  });
});

describe('what an agreement and a block mean for what is owed', () => {
  const blocks = [{ by: 'NL/EMS', blocked: 'NL/CPO', sinceMs: 0 }];

  test('nothing is sent once the receiver has blocked the owner of what is broadcast', async () => {
    const { result, request } = await attemptOnce(
      ocpiAnswer(1000),
      aLoadedDelivery(1),
      new Agreements('open', [], blocks),
    );
    expect(request).toBeUndefined();
    expect(result.outcome).toEqual({ kind: 'undeliverable', reason: 'sender and receiver exchange nothing any more' });
  });

  test('nothing is sent once the sender of what the hub holds has blocked its receiver', async () => {
    const loaded = aLoadedDelivery(1);
    const from = { countryCode: 'NL', partyId: 'SEN' };
    const content = { ...loaded.content, from, module: 'cdrs', method: 'POST', rest: '' };
    const bySender = [{ by: 'NL/SEN', blocked: 'NL/EMS', sinceMs: 0 }];
    const held = { ...loaded, content };
    const { request } = await attemptOnce(ocpiAnswer(1000), held, new Agreements('open', [], bySender));
    expect(request).toBeUndefined();
  });

  test('what was taken on while it was agreed is sent although the agreement is over', async () => {
    const { result } = await attemptOnce(ocpiAnswer(1000), aLoadedDelivery(1), new Agreements('closed', [], []));
    expect(result.outcome).toMatchObject({ kind: 'delivered' });
  });

  test('others’ blocks change nothing', async () => {
    const others = [{ by: 'NL/EMS', blocked: 'FR/CPO', sinceMs: 0 }];
    const { result } = await attemptOnce(ocpiAnswer(1000), aLoadedDelivery(1), new Agreements('open', [], others));
    expect(result.outcome).toMatchObject({ kind: 'delivered' });
  });
});
