import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  ocpi,
  redirectTo,
  unauthorized,
  type PlatformAnswer,
  type PlatformRequest,
} from '../../apps/simulator/src/index.js';
import { startHub, type HubProcess } from '../support/hub-process.js';
import { plannedPlatform, type JoinedPlatform } from '../support/joined-platform.js';
import { listMessages, rowsOf, type ListedMessage } from '../support/journal-of.js';
import { forget, GET_LOCATIONS, PUT_TOKEN, startRoaming } from '../support/roaming.js';

/** The journal as operators read it: one row for each message, whatever became of it. It observes GET /api/v1/messages. */
const START_SESSION = {
  method: 'POST',
  module: 'commands',
  interfaceRole: 'RECEIVER',
  path: '/START_SESSION',
} as const;

describe('the journal', () => {
  let hub: HubProcess;
  let cpo: JoinedPlatform;
  let emsp: JoinedPlatform;
  let newcomer: JoinedPlatform;

  beforeAll(async () => {
    const env = { BUSBAR_OFFLINE_AFTER: '1000', BUSBAR_FORWARD_TIMEOUT_MS: '500' };
    ({ hub, cpo, emsp } = await startRoaming({ env }));
    newcomer = await plannedPlatform(hub, { parties: [{ id: 'BE/NEW', role: 'CPO' }] });
  }, 60_000);

  beforeEach(() => forget(cpo, emsp));

  const ask = (request: Partial<PlatformRequest> = {}): Promise<PlatformAnswer> =>
    emsp.request({ ...GET_LOCATIONS, ...request });
  /** Asks, and returns the one row that it left. */
  const rowAfter = async (asking: Promise<PlatformAnswer>): Promise<ListedMessage> => {
    const { sentCorrelationId } = await asking;
    const rows = await rowsOf(hub, sentCorrelationId);
    expect(rows).toHaveLength(1);
    return rows[0] as ListedMessage;
  };
  const responseUrl = (): string => `${emsp.endpointUrl('commands', 'SENDER')}/uid-1`;

  it('has everything a developer asks for first about a message that was answered', async () => {
    const before = Date.now();
    const row = await rowAfter(ask({ path: '/LOC1/EVSE%201', query: 'secret=1', requestId: 'request-7' }));
    expect(row).toMatchObject({
      request_id: 'request-7',
      version: '2.2.1',
      from: 'DE/MSP',
      to: 'NL/CPO',
      module: 'locations',
      interface: 'SENDER',
      method: 'GET',
      path: '/LOC1/EVSE%201',
      plan: 'direct',
      outcome: 'answered',
      http_status: 200,
      ocpi_status: 1000,
    });
    expect(row.why).toBe('addressed to NL/CPO as CPO');
    expect(Date.parse(row.at)).toBeGreaterThanOrEqual(before);
    expect(row.duration_ms).toBeGreaterThan(0);
  });

  it("has the receiver's own refusal as an answer", async () => {
    cpo.answerTo({ module: 'locations' }, ocpi(undefined, { status: 404, ocpiStatus: 2003 }));
    expect(await rowAfter(ask())).toMatchObject({ outcome: 'answered', http_status: 404, ocpi_status: 2003 });
  });

  it('has a row for the hub that answers itself', async () => {
    const versions = await rowAfter(emsp.request({ method: 'GET', url: `${hub.publicUrl}/ocpi/versions` }));
    expect(versions).toMatchObject({ plan: 'config', module: 'versions', outcome: 'answered', ocpi_status: 1000 });
    const list = await rowAfter(emsp.request({ method: 'GET', module: 'hubclientinfo' }));
    expect(list).toMatchObject({ plan: 'config', module: 'hubclientinfo', outcome: 'answered', from: null });
  });

  describe('has a row, refused, for', () => {
    it.each<[string, Partial<PlatformRequest>, Partial<ListedMessage>]>([
      ['an unknown token', { token: 'of-nobody' }, { http_status: 401, ocpi_status: 2000, from: null, plan: null }],
      ['a party of another platform', { from: 'NL/CPO' }, { http_status: 403, ocpi_status: 2000 }],
      ['a refused path', { path: '/..' }, { http_status: 400, ocpi_status: 2001 }],
      ['half a pair of headers', { headers: { 'OCPI-to-party-id': null } }, { http_status: 200, ocpi_status: 2001 }],
      ['no receiver', { to: null, path: '/X' }, { http_status: 200, ocpi_status: 4001, plan: 'open', to: null }],
      ['an unknown receiver', { to: 'ZZ/ZZZ' }, { ocpi_status: 4001, from: 'DE/MSP', to: 'ZZ/ZZZ' }],
      ['a receiver that is not there yet', { to: 'BE/NEW' }, { ocpi_status: 4003, module: 'locations' }],
      ['broken JSON', { ...PUT_TOKEN, body: '{' }, { http_status: 400, ocpi_status: 2001, to: 'NL/CPO' }],
      ['a foreign object', { ...PUT_TOKEN, path: '/X/Y/Z' }, { http_status: 404, ocpi_status: 2001 }],
      ['a command without response_url', { ...START_SESSION, body: {} }, { ocpi_status: 2001, module: 'commands' }],
    ])('%s', async (_title, request, expected) => {
      const row = await rowAfter(ask(request));
      expect(row).toMatchObject({ outcome: 'refused', ...expected });
      expect(row.why).toMatch(/\w+ \w+/);
    });

    it('an unknown module, an unknown version and an unknown callback', async () => {
      for (const path of ['2.2.1/sender/weather', '9.9/sender/locations', `2.2.1/carried/${'A'.repeat(22)}`]) {
        const row = await rowAfter(emsp.request({ method: 'GET', url: `${hub.publicUrl}/ocpi/${path}` }));
        expect(row).toMatchObject({ outcome: 'refused', http_status: 404, ocpi_status: 2001 });
      }
    });

    it('a handshake that did not come about', async () => {
      const url = `${hub.publicUrl}/ocpi/2.2.1/credentials`;
      const row = await rowAfter(newcomer.request({ method: 'PUT', url, token: newcomer.registrationToken, body: {} }));
      expect(row).toMatchObject({ outcome: 'refused', plan: 'config', module: 'credentials', http_status: 405 });
    });
  });

  describe('has a row, failed, for', () => {
    it.each([
      ['a receiver that hangs up', { kind: 'close' } as const, { ocpi_status: 4002 }],
      ['a receiver that keeps silent', { kind: 'silence' } as const, { ocpi_status: 4002 }],
      ['a receiver that redirects', redirectTo('http://127.0.0.1:9/'), { ocpi_status: 4000 }],
      ["a receiver that refuses the hub's token", unauthorized(), { ocpi_status: 4003 }],
    ])('%s', async (_title, answer, expected) => {
      cpo.answerTo({ module: 'locations' }, answer);
      const row = await rowAfter(ask());
      expect(row).toMatchObject({ outcome: 'failed', http_status: 200, plan: 'direct', ...expected });
      expect(row.why).toMatch(/^addressed to NL\/CPO as CPO; /);
    });

    it('a receiver that cannot be connected to', async () => {
      await cpo.stop();
      const row = await rowAfter(ask()).finally(() => cpo.start());
      expect(row).toMatchObject({ outcome: 'failed', ocpi_status: 4003, to: 'NL/CPO' });
    });

    it('a long answer that broke off', async () => {
      cpo.answerTo({ module: 'locations' }, { kind: 'cut-off', announcedBytes: 2_000_000, sentBytes: 1_000_000 });
      await expect(ask({ correlationId: 'broken-off' })).rejects.toThrow('broke off');
      const [row] = await rowsOf(hub, 'broken-off');
      expect(row).toMatchObject({ outcome: 'failed', http_status: 200 });
      expect(row?.why).toMatch(/the answer broke off$/);
    });
  });

  it('tells a command and its result as one story', async () => {
    const correlationId = 'story-1';
    await ask({ ...START_SESSION, correlationId, body: { response_url: responseUrl() } });
    const { response_url: callback } = cpo.received.all[0]?.json as { response_url: string };
    await cpo.request({ method: 'POST', url: callback, to: 'DE/MSP', correlationId, body: { result: 'ACCEPTED' } });
    const [command, result] = await rowsOf(hub, correlationId, 2);
    expect(command).toMatchObject({ from: 'DE/MSP', to: 'NL/CPO', interface: 'RECEIVER', path: '/START_SESSION' });
    expect(result).toMatchObject({
      from: 'NL/CPO',
      to: 'DE/MSP',
      interface: 'SENDER',
      module: 'commands',
      plan: 'direct',
    });
    expect(result?.why).toBe('result for DE/MSP');
  });

  it('is filtered by sender, receiver, either side, module, outcome and time', async () => {
    const since = new Date().toISOString();
    await ask({ correlationId: 'filter-1' });
    await ask({ correlationId: 'filter-2', to: 'ZZ/ZZZ' });
    await ask({ ...PUT_TOKEN, correlationId: 'filter-3', body: {} });
    await cpo.request({ ...GET_LOCATIONS, to: 'DE/MSP', correlationId: 'filter-4' });
    await rowsOf(hub, 'filter-4');
    const found = async (query: string): Promise<string[]> => {
      const { items } = await listMessages(hub, `since=${since}&${query}`);
      return items.map(({ correlation_id }) => correlation_id.replace('filter-', '')).reverse();
    };
    expect(await found('')).toEqual(['1', '2', '3', '4']);
    expect(await found('from=DE/MSP')).toEqual(['1', '2', '3']);
    expect(await found('to=de/msp')).toEqual(['4']);
    expect(await found('party=NL/CPO')).toEqual(['1', '3', '4']);
    expect(await found('module=tokens')).toEqual(['3']);
    expect(await found('outcome=refused')).toEqual(['2']);
    expect(await found('from=DE/MSP&module=locations&outcome=answered')).toEqual(['1']);
    expect(await found(`until=${since}`)).toEqual([]);
  });

  it('is read page by page, newest first, each message once', async () => {
    const since = new Date().toISOString();
    const sent = await Promise.all(Array.from({ length: 25 }, () => ask()));
    for (const { sentCorrelationId } of sent) await rowsOf(hub, sentCorrelationId);
    const found: ListedMessage[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Awaited<ReturnType<typeof listMessages>> = await listMessages(
        hub,
        `since=${since}&limit=10${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`,
      );
      found.push(...page.items);
      cursor = page.next_cursor;
    }
    expect(found.map(({ correlation_id: id }) => id).sort()).toEqual(sent.map((each) => each.sentCorrelationId).sort());
    const times = found.map(({ at }) => at);
    expect(times).toEqual([...times].sort().reverse());
  });

  describe('keeps bodies', () => {
    interface Whole {
      readonly payload: {
        readonly request: { readonly text: string };
        readonly answer: { readonly text: string };
      } | null;
    }
    const whole = async (asking: Promise<PlatformAnswer>): Promise<Whole> =>
      (await hub.operator<Whole>('GET', `/messages/${(await rowAfter(asking)).id}`)).body;

    it('of messages that ended badly, byte for byte', async () => {
      const body = '{ "uid":"CARD-1", "x":1e400 }';
      cpo.answerTo({ module: 'tokens' }, ocpi(undefined, { ocpiStatus: 2001, message: 'no such card' }));
      const { payload } = await whole(ask({ ...PUT_TOKEN, body }));
      expect(payload?.request.text).toBe(body);
      expect(payload?.answer.text).toContain('no such card');
    });

    it('of no message that went well', async () => {
      expect((await whole(ask({ ...PUT_TOKEN, body: '{"uid":"CARD-2"}' }))).payload).toBeNull();
    });
  });

  it('holds no token, and neither does the log', async () => {
    const { items } = await listMessages(hub, 'limit=500');
    const wholes = await Promise.all(items.map(({ id }) => hub.operator('GET', `/messages/${id}`)));
    const told = JSON.stringify(wholes.map(({ body }) => body)) + hub.logs();
    const tokens = [cpo, emsp, newcomer].flatMap((platform) => [
      platform.registrationToken,
      ...platform.tokens.connectionTokens,
      ...(platform.peer === null ? [] : [platform.peer.token]),
    ]);
    expect(tokens.length).toBeGreaterThan(5);
    for (const token of [...tokens, hub.operatorKey]) {
      expect(told).not.toContain(token);
      expect(told).not.toContain(Buffer.from(token).toString('base64'));
    }
  });

  it('has what was answered a moment before the hub was stopped', async () => {
    const sent = await Promise.all(Array.from({ length: 50 }, () => ask()));
    await hub.stop();
    const again = await startHub({ dataDir: hub.dataDir });
    const { items } = await listMessages(again, 'limit=50');
    expect(items.map(({ correlation_id: id }) => id).sort()).toEqual(sent.map((each) => each.sentCorrelationId).sort());
  });
});
