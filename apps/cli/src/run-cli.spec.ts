import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ScriptedOperatorApi } from '../../../test/doubles/scripted-operator-api.js';
import { COMMANDS, runCli } from './run-cli.js';
import type { Terminal } from './terminal.js';

const AMPERHAVEN = {
  id: 'p1',
  name: 'Amperhaven',
  status: 'CONNECTED',
  version: '2.2.1',
  parties: [{ party: 'NL/AMP', role: 'CPO' }],
  settings: { token_encoding: 'auto' },
  endpoints: [{ module: 'locations', interface: 'SENDER', url: 'https://amp.example/locations' }],
  connection: { last_heard_at: '2026-01-31T12:00:00Z', failures_in_a_row: 0, credentials_refused: false },
  defects: [],
};
const PLATFORMS = '/api/v1/platforms';

let api: ScriptedOperatorApi;
let url: string;

beforeEach(async () => {
  api = new ScriptedOperatorApi();
  url = await api.start();
  api.answer(`GET ${PLATFORMS}?limit=500`, { body: { items: [AMPERHAVEN], next_cursor: null } });
});
afterEach(async () => api.stop());

interface Ending {
  readonly exitCode: number;
  readonly printed: readonly string[];
  readonly complained: readonly string[];
}

async function busbar(...args: string[]): Promise<Ending> {
  return busbarIn({ BUSBAR_OPERATOR_KEY: 'secret-key' }, ...args, '--url', url);
}

async function busbarIn(env: Readonly<Record<string, string>>, ...args: string[]): Promise<Ending> {
  const printed: string[] = [];
  const complained: string[] = [];
  const terminal: Terminal = {
    print: (line) => void printed.push(line),
    complain: (line) => void complained.push(line),
    untilClosed: async () => new Promise(() => undefined),
  };
  const exitCode = await runCli(args, env, terminal);
  return { exitCode, printed, complained };
}

describe('busbar', () => {
  it.each([[[]], [['--help']], [['platform', '--help']]])('offers its commands for %j', async (args) => {
    const { exitCode, printed } = await busbarIn({}, ...args);
    expect(exitCode).toBe(0);
    expect(printed.join('\n')).toContain('platform registration-token PLATFORM');
    expect(printed.some((line) => line.includes('messages list'))).toBe(args[0] !== 'platform');
  });

  it.each(COMMANDS.map(({ name }) => name))('explains %s without touching a hub', async (name) => {
    const { exitCode, printed } = await busbarIn({}, ...name.split(' '), '--help');
    expect(exitCode).toBe(0);
    expect(printed[0]).toMatch(new RegExp(`^Usage: busbar ${name}`));
    expect(api.requests).toEqual([]);
  });

  it.each([
    [['platfrom', 'list'], 'busbar: there is no command "platfrom"; see busbar --help'],
    [['platform'], 'busbar: platform needs one of its commands; see busbar platform --help'],
  ])('refuses %j with exit code 2', async (args, complaint) => {
    expect(await busbarIn({}, ...args)).toMatchObject({ exitCode: 2, complained: [complaint] });
  });

  it('refuses an option that a command does not have', async () => {
    const { exitCode, complained } = await busbar('party', 'list', '--rolle', 'CPO');
    expect(exitCode).toBe(2);
    expect(complained[0]).toMatch(/--rolle.*see busbar party list --help$/);
  });

  it('takes the key from the data directory where the environment has none, and never makes one', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'busbar-cli-'));
    try {
      const keyless = await busbarIn({}, 'platform', 'list', '--url', url, '--data-dir', dataDir);
      expect(keyless).toMatchObject({ exitCode: 1, complained: [expect.stringMatching(/^busbar: no operator key: /)] });
      writeFileSync(join(dataDir, 'operator.key'), 'key-of-the-file\n');
      await busbarIn({ BUSBAR_DATA_DIR: dataDir }, 'platform', 'list', '--url', url);
      expect(api.requests.map(({ key }) => key)).toEqual(['key-of-the-file']);
    } finally {
      rmSync(dataDir, { recursive: true });
    }
  });

  it('says what to do when no hub answers', async () => {
    await api.stop();
    const { exitCode, complained } = await busbar('platform', 'list');
    await api.start();
    expect(exitCode).toBe(1);
    expect(complained[0]).toMatch(
      /^busbar: no hub answers at http:\/\/127\.0\.0\.1:\d+ \(.*\); start one with npm start/,
    );
  });
});

describe('busbar platform', () => {
  it('lists platforms with their parties, over all pages', async () => {
    api.answer(`GET ${PLATFORMS}?limit=500`, { body: { items: [AMPERHAVEN], next_cursor: 'c2' } });
    const planned = {
      id: 'p2',
      name: 'Emobil',
      status: 'PLANNED',
      version: null,
      parties: [{ party: 'DE/EMO', role: 'EMSP' }],
    };
    api.answer(`GET ${PLATFORMS}?limit=500&cursor=c2`, { body: { items: [planned], next_cursor: null } });
    const { printed } = await busbar('platform', 'list');
    expect(printed).toEqual([
      'ID  NAME        STATUS     VERSION  PARTIES',
      'p1  Amperhaven  CONNECTED  2.2.1    NL/AMP CPO',
      'p2  Emobil      PLANNED    -        DE/EMO EMSP',
    ]);
  });

  it('shows a platform by id or name', async () => {
    for (const which of ['p1', 'Amperhaven']) {
      const { printed } = await busbar('platform', 'show', which);
      expect(printed).toContain('endpoint          locations SENDER https://amp.example/locations');
    }
    const unknown = await busbar('platform', 'show', 'nobody');
    expect(unknown.complained[0]).toContain('no platform has the id or name "nobody"');
  });

  it('creates a platform from its parties and settings and prints the token to hand over', async () => {
    const registration = { token: 'token-a', versions_url: 'https://hub.example/ocpi/versions', expires_at: null };
    api.answer(`POST ${PLATFORMS}`, { status: 201, body: { ...AMPERHAVEN, registration } });
    const { exitCode, printed } = await busbar(
      ...['platform', 'create', 'Amperhaven', '--party', 'NL/AMP:cpo', '--party', 'DE/AMP:EMSP'],
      ...['--setting', 'token_encoding=raw', '--setting', 'in_flight=5'],
    );
    expect(exitCode).toBe(0);
    expect(api.requests[0]?.body).toEqual({
      name: 'Amperhaven',
      parties: [
        { country_code: 'NL', party_id: 'AMP', role: 'CPO' },
        { country_code: 'DE', party_id: 'AMP', role: 'EMSP' },
      ],
      settings: { token_encoding: 'raw', in_flight: 5 },
    });
    expect(printed).toContain('token to register token-a');
  });

  it('repeats the words of the hub, field by field, when it refuses', async () => {
    const errors = [{ field: 'parties[0].role', message: 'role must be one of CPO, EMSP' }];
    const body = { title: 'The request does not have the form it must have', errors };
    api.answer(`POST ${PLATFORMS}`, { status: 400, body });
    const { exitCode, complained } = await busbar('platform', 'create', 'X', '--party', 'NL/AMP:HUB');
    expect(exitCode).toBe(1);
    expect(complained).toEqual([
      'busbar: the hub answered 400: The request does not have the form it must have\n  parties[0].role: role must be one of CPO, EMSP',
    ]);
  });

  it.each(['suspend', 'resume', 'registration-token'])('asks the hub to %s', async (verb) => {
    api.answer(`POST ${PLATFORMS}/p1/${verb}`, { body: AMPERHAVEN });
    expect(await busbar('platform', verb, 'Amperhaven')).toMatchObject({ exitCode: 0 });
  });

  it('lets the hub shake hands with a platform', async () => {
    api.answer(`POST ${PLATFORMS}/p1/connect`, { body: AMPERHAVEN });
    await busbar('platform', 'connect', 'p1', '--versions-url', 'https://amp.example/versions', '--token', 'theirs');
    expect(api.requests.at(-1)?.body).toEqual({ versions_url: 'https://amp.example/versions', token: 'theirs' });
  });

  it('ends with 1 when a probe finds nobody', async () => {
    api.answer(`POST ${PLATFORMS}/p1/probe`, { body: { ok: false, status: 'OFFLINE', detail: 'refused' } });
    expect(await busbar('platform', 'probe', 'p1')).toMatchObject({ exitCode: 1 });
  });

  it('deletes only when told so twice', async () => {
    api.answer(`DELETE ${PLATFORMS}/p1`, { status: 204 });
    expect((await busbar('platform', 'delete', 'p1')).complained[0]).toContain('say --yes to delete it');
    expect(api.requests.map(({ line }) => line)).not.toContain(`DELETE ${PLATFORMS}/p1`);
    expect(await busbar('platform', 'delete', 'p1', '--yes')).toMatchObject({
      exitCode: 0,
      printed: ['deleted Amperhaven'],
    });
  });
});

describe('busbar messages', () => {
  const message = (id: string, method: string, why: string): Record<string, unknown> => ({
    ...{ id, at: `2026-01-31T12:00:0${id}Z`, method, why, correlation_id: 'c-1', version: '2.2.1' },
    ...{ from: 'DE/EMO', to: 'NL/AMP', interface: 'RECEIVER', module: 'commands', path: '/START_SESSION' },
    ...{ plan: 'direct', outcome: 'answered', http_status: 200, ocpi_status: 1000, duration_ms: 3.2 },
  });

  it('tells the whole story of a correlation id, oldest first, with the reasons', async () => {
    const items = [message('2', 'POST', 'callback of the command'), message('1', 'POST', 'to NL/AMP')];
    api.answer('GET /api/v1/messages?correlation_id=c-1&limit=500', { body: { items, next_cursor: null } });
    expect((await busbar('messages', 'story', 'c-1')).printed).toEqual([
      '2026-01-31T12:00:01Z  DE/EMO -> NL/AMP  POST receiver/commands/START_SESSION  (OCPI 2.2.1)',
      '    direct: to NL/AMP',
      '    answered: 200/1000 after 3.2 ms  [message 1]',
      '2026-01-31T12:00:02Z  DE/EMO -> NL/AMP  POST receiver/commands/START_SESSION  (OCPI 2.2.1)',
      '    direct: callback of the command',
      '    answered: 200/1000 after 3.2 ms  [message 2]',
    ]);
  });

  it('fails when the hub knows no message of a correlation id', async () => {
    api.answer('GET /api/v1/messages?correlation_id=none&limit=500', { body: { items: [], next_cursor: null } });
    expect(await busbar('messages', 'story', 'none')).toMatchObject({ exitCode: 1 });
  });

  it('passes its filters on and stops at the limit', async () => {
    const items = [message('1', 'GET', '')];
    const asked = 'GET /api/v1/messages?from=DE%2FEMO&module=commands&limit=1';
    api.answer(asked, { body: { items, next_cursor: 'more' } });
    const { printed } = await busbar(
      'messages',
      'list',
      '--module',
      'commands',
      '--from',
      'DE/EMO',
      '--limit',
      '1',
      '--json',
    );
    expect(JSON.parse(printed.join('\n'))).toEqual(items);
    expect(api.requests.map(({ line }) => line)).toEqual([asked]);
  });

  it('shows one message with its payload', async () => {
    const payload = { query: null, request: { encoding: 'utf-8', text: '{"a":1}' }, answer: null };
    api.answer('GET /api/v1/messages/1', { body: { ...message('1', 'POST', 'x'), attempts: [], payload } });
    const { printed } = await busbar('messages', 'show', '1');
    expect(printed).toEqual(expect.arrayContaining(['ocpi status       1000', 'request body      {"a":1}']));
  });
});

describe('busbar doctor', () => {
  beforeEach(() => {
    api.answer('GET /healthz', { body: {} });
    api.answer('GET /readyz', { body: { status: 'ok' } });
    api.answer(`GET ${PLATFORMS}?limit=1`, { body: { items: [], next_cursor: null } });
  });

  it('finds a healthy hub in order', async () => {
    const { exitCode, printed } = await busbar('doctor');
    expect(printed.filter((line) => !line.startsWith(' ok '))).toEqual([]);
    expect(exitCode).toBe(0);
  });

  it('names what is degraded, and every variable that cannot be read', async () => {
    api.answer('GET /readyz', { body: { degraded: [{ part: 'database', detail: 'It is away.' }] } });
    const env = { BUSBAR_OPERATOR_KEY: 'k'.repeat(32), BUSBAR_PROT: '1', BUSBAR_FORWARD_TIMEOUT_MS: 'soon' };
    const { exitCode, printed } = await busbarIn(env, 'doctor', '--url', url);
    expect(exitCode).toBe(1);
    const failures = printed.filter((line) => line.startsWith('FAIL')).join('\n');
    expect(failures).toContain('BUSBAR_PROT');
    expect(failures).toContain('BUSBAR_FORWARD_TIMEOUT_MS');
    expect(failures).toContain('routing and database: degraded: database (It is away.)');
  });
});
