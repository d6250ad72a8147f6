import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ScriptedOperatorApi } from '../../../../test/doubles/scripted-operator-api.js';
import { runCli } from '../run-cli.js';

const EXPIRED = {
  ...{ id: '7', message_id: 'm7', platform: 'p1', to: 'NL/AMP', module: 'locations', method: 'PUT' },
  ...{ object: 'LOCATIONS DE/EMO/L1', state: 'expired', reason: 'too late', attempts: 3, next_attempt_at: null },
  ...{ accepted_at: '2026-01-31T12:00:00Z', resync: { module: 'locations', date_from: '2026-01-31T12:00:00Z' } },
};
const PUSH = {
  ...{ id: 'm8', kind: 'message', at: '2026-01-31T12:00:01Z', to: 'NL/AMP', method: 'PUT', module: 'tokens' },
  ...{ path: '/DE/EMO/0123', why: 'no answer', outcome: 'failed' },
};

let api: ScriptedOperatorApi;
let url: string;
const printed: string[] = [];
const complained: string[] = [];

beforeEach(async () => {
  api = new ScriptedOperatorApi();
  url = await api.start();
  printed.length = 0;
  complained.length = 0;
});
afterEach(async () => api.stop());

/** Resolves to the exit code. */
function busbar(...args: readonly string[]): Promise<number> {
  const terminal = {
    print: (line: string) => void printed.push(line),
    complain: (line: string) => void complained.push(line),
    untilClosed: () => new Promise<never>(() => undefined),
  };
  return runCli([...args, '--url', url], { BUSBAR_OPERATOR_KEY: 'secret-key' }, terminal);
}

describe('busbar deliveries', () => {
  it('lists what is owed, with the filters that were given', async () => {
    api.answer('GET /api/v1/deliveries?state=expired&party=NL%2FAMP&limit=50', {
      body: { items: [EXPIRED], next_cursor: null },
    });
    expect(await busbar('deliveries', 'list', '--state', 'expired', '--party', 'NL/AMP')).toBe(0);
    expect(printed).toEqual([
      'AT                    TO      WRITES                   STATE    REASON    ATTEMPTS  NEXT  ID',
      '2026-01-31T12:00:00Z  NL/AMP  PUT LOCATIONS DE/EMO/L1  expired  too late         3  -     7',
    ]);
  });

  it('shows one with what was tried', async () => {
    const attempt = {
      at: '2026-01-31T12:00:01Z',
      outcome: 'again',
      reason: 'HTTP 503',
      duration_ms: 12,
      request_id: 'r1',
    };
    api.answer('GET /api/v1/deliveries/7', { body: { ...EXPIRED, attempt_log: [attempt] } });
    expect(await busbar('deliveries', 'show', '7')).toBe(0);
    expect(printed).toContain('state             expired');
    expect(printed.at(-1)).toBe('2026-01-31T12:00:01Z  again    HTTP 503  12  r1');
  });

  it('gives one up', async () => {
    api.answer('POST /api/v1/deliveries/7/discard', { body: { ...EXPIRED, state: 'discarded' } });
    expect(await busbar('deliveries', 'discard', '7')).toBe(0);
    expect(printed).toEqual(['state             discarded']);
    expect(await busbar('deliveries', 'discard')).toBe(1);
  });
});

describe('busbar failed list', () => {
  it('shows both kinds, and how a receiver fetches what has expired', async () => {
    api.answer('GET /api/v1/failed?module=tokens&limit=50', {
      body: { items: [PUSH, { kind: 'delivery', ...EXPIRED }], next_cursor: null },
    });
    expect(await busbar('failed', 'list', '--module', 'tokens')).toBe(0);
    expect(printed.slice(1)).toEqual([
      expect.stringMatching(/message +NL\/AMP +PUT tokens\/DE\/EMO\/0123 +no answer +- +m8$/),
      expect.stringMatching(/expired: too late +GET locations\?date_from=2026-01-31T12:00:00Z +7$/),
    ]);
  });
});

describe('busbar replay', () => {
  beforeEach(() => api.answer('POST /api/v1/replays', { status: 202, body: { id: 'r1', count: 3, stale: 1 } }));

  it.each<[readonly string[], unknown]>([
    [['7', 'm8'], { ids: ['7', 'm8'], force: false, dry_run: false }],
    [['--state', 'expired', '--dry-run'], { filter: { state: 'expired' }, force: false, dry_run: true }],
    [['--all', '--force'], { filter: {}, force: true, dry_run: false }],
  ])('start %j asks for it', async (args, body) => {
    expect(await busbar('replay', 'start', ...args)).toBe(0);
    expect(api.requests.at(-1)?.body).toEqual(body);
    expect(printed).toEqual(['replay            r1', 'count             3', 'stale             1']);
  });

  it.each<[readonly string[]]>([[[]], [['7', '--all']]])('start %j wants ids or a filter', async (args) => {
    expect(await busbar('replay', 'start', ...args)).toBe(1);
    expect(complained[0]).toContain('say what to replay: ids, a filter, or --all');
    expect(api.requests).toEqual([]);
  });

  it('shows how far one is, and cancels it', async () => {
    const replay = { id: 'r1', state: 'running', count: 3, sent: 1, left: 2 };
    api.answer('GET /api/v1/replays/r1', { body: replay });
    api.answer('DELETE /api/v1/replays/r1', { body: { ...replay, state: 'cancelled' } });
    expect(await busbar('replay', 'show', 'r1')).toBe(0);
    expect(printed).toContain('state             running');
    expect(await busbar('replay', 'cancel', 'r1')).toBe(0);
    expect(printed).toContain('state             cancelled');
  });
});
