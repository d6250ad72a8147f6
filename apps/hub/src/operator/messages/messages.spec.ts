import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { partyId } from '../../../../../test/support/builders.js';
import { aMessage, OperatorRig } from '../../../../../test/support/operator-rig.js';

let rig: OperatorRig;
const at = (minute: number): number => Date.UTC(2026, 0, 31, 11, minute);
/** Ids of messages begin with their time. */
const id = (minute: number): string => `${at(minute).toString(16).padStart(12, '0')}0000abcdef012345`;

beforeAll(async () => {
  rig = await OperatorRig.start();
  await rig.record(
    aMessage({ id: id(1), atMs: at(1), correlationId: 'charge-1' }),
    aMessage({ id: id(2), atMs: at(2), correlationId: 'charge-1', from: partyId('DE/XYZ'), to: partyId('NL/ABC') }),
    aMessage({ id: id(3), atMs: at(3), module: 'tokens', outcome: 'refused', httpStatus: 401, from: null, to: null }),
    aMessage({ id: id(4), atMs: at(4), from: partyId('FR/AAA'), to: partyId('BE/BBB'), outcome: 'failed' }),
    aMessage({
      id: id(5),
      atMs: at(5),
      outcome: 'failed',
      payload: {
        query: 'limit=1',
        requestBody: new TextEncoder().encode('{"id":"é"}'),
        answerBody: Uint8Array.of(0xff, 0xfe),
      },
    }),
  );
});
afterAll(() => rig.close());

async function listed(query: string, key?: string): Promise<readonly string[]> {
  const answer = await rig.ask(`/api/v1/messages${query}`, key === undefined ? {} : { key });
  expect(answer.status).toBe(200);
  return (answer.body['items'] as { id: string }[]).map((item) => item.id);
}

describe('the messages of the journal', () => {
  it('are listed newest first, in the form of the contract', async () => {
    expect(await listed('')).toEqual([5, 4, 3, 2, 1].map(id));
    const { body } = await rig.ask('/api/v1/messages?limit=1&until=2026-01-31T11:02:00Z');
    expect(body).toEqual({
      items: [
        {
          id: id(1),
          at: '2026-01-31T11:01:00.000Z',
          correlation_id: 'charge-1',
          request_id: 'request-1',
          version: '2.2.1',
          from: 'NL/ABC',
          to: 'DE/XYZ',
          module: 'locations',
          interface: 'SENDER',
          method: 'GET',
          path: '/LOC1',
          plan: 'direct',
          why: 'addressed to DE/XYZ',
          outcome: 'answered',
          http_status: 200,
          ocpi_status: 1000,
          duration_ms: 12.5,
          request_bytes: 0,
          answer_bytes: 200,
        },
      ],
      next_cursor: null,
    });
  });

  it.each([
    ['?correlation_id=charge-1', [2, 1]],
    ['?correlation_id=charge', []],
    ['?correlation_id=%25', []],
    ['?from=nl/abc', [5, 1]],
    ['?to=NL/ABC', [2]],
    ['?party=NL/ABC', [5, 2, 1]],
    ['?party=NL/ABC&outcome=failed', [5]],
    ['?module=tokens', [3]],
    ['?outcome=refused', [3]],
    ['?since=2026-01-31T11:04:00Z', [5, 4]],
    ['?since=2026-01-31T13:02:00%2B02:00&until=2026-01-31T11:04:00Z', [3, 2]],
  ])('are narrowed by %s', async (query, minutes) => {
    expect(await listed(query)).toEqual(minutes.map(id));
  });

  it('are walked page by page', async () => {
    const first = await rig.ask('/api/v1/messages?limit=2');
    const cursor = first.body['next_cursor'] as string;
    expect(await listed(`?limit=2&cursor=${cursor}`)).toEqual([3, 2].map(id));
  });

  it('are shown whole, what was said in text where it is text', async () => {
    expect((await rig.ask(`/api/v1/messages/${id(5)}`)).body).toMatchObject({
      id: id(5),
      attempts: [],
      payload: {
        query: 'limit=1',
        request: { encoding: 'utf-8', text: '{"id":"é"}' },
        answer: { encoding: 'base64', text: '//4=' },
      },
    });
    expect((await rig.ask(`/api/v1/messages/${id(1)}`)).body).toMatchObject({ payload: null });
    expect((await rig.ask(`/api/v1/messages/${id(9)}`)).status).toBe(404);
  });

  it('of its party alone, without payloads, are what a key of a party reads', async () => {
    const key = await rig.aKey('party', 'NL/ABC');
    expect(await listed('', key)).toEqual([5, 2, 1].map(id));
    expect(await listed('?party=nl/abc&outcome=failed', key)).toEqual([id(5)]);
    expect(await listed('?from=FR/AAA', key)).toEqual([]);
    expect((await rig.ask('/api/v1/messages?party=FR/AAA', { key })).status).toBe(403);
    expect((await rig.ask(`/api/v1/messages/${id(5)}`, { key })).body).toMatchObject({ id: id(5), payload: null });
    for (const others of [3, 4]) expect((await rig.ask(`/api/v1/messages/${id(others)}`, { key })).status).toBe(404);
  });
});

describe('the figures', () => {
  it('count the last 24 hours unless asked otherwise', async () => {
    const { body } = await rig.ask('/api/v1/stats');
    expect(body).toEqual({
      since: '2026-01-30T12:00:00.000Z',
      until: '2026-01-31T12:00:00.000Z',
      messages: {
        total: 5,
        by_outcome: { answered: 2, refused: 1, failed: 2, held: 0 },
        by_plan: [{ plan: 'direct', count: 5 }],
        by_module: [
          { module: 'locations', count: 4 },
          { module: 'tokens', count: 1 },
        ],
      },
      platforms: { total: 0, by_status: { PLANNED: 0, CONNECTED: 0, OFFLINE: 0, SUSPENDED: 0 } },
      parties: 0,
    });
    const { body: narrow } = await rig.ask('/api/v1/stats?since=2026-01-31T11:04:00Z&until=2026-01-31T11:05:00Z');
    expect(narrow['messages']).toMatchObject({ total: 1, by_outcome: { failed: 1 } });
  });
});

describe('without a database', () => {
  it('what lies in it is a 503 that says when to try again, and the rest goes on', async () => {
    const lonely = await OperatorRig.start();
    try {
      const platform = await lonely.aPlatform('Amber', 'CPO NL/AMB');
      await lonely.loseDatabase();
      for (const path of ['/api/v1/messages', '/api/v1/messages/some-id', '/api/v1/stats', '/api/v1/keys']) {
        const answer = await lonely.ask(path);
        expect([path, answer.status, answer.headers['retry-after']]).toEqual([path, 503, '5']);
      }
      const body = { name: 'New', parties: [{ country_code: 'NL', party_id: 'NEW', role: 'CPO' }] };
      expect((await lonely.ask('/api/v1/platforms', { method: 'POST', body })).status).toBe(503);
      const shown = await lonely.ask(`/api/v1/platforms/${platform}`);
      expect([shown.status, shown.body['defects']]).toEqual([200, null]);
      expect((await lonely.ask('/api/v1/parties')).status).toBe(200);
    } finally {
      await lonely.close();
    }
  });
});
