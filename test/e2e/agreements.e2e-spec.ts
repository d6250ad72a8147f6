/**
 * Who may exchange what with whom in a hub that is closed, and who sees whom. It may observe what platforms are answered, what reaches
 * them, and what operators and the parties' own keys see.
 */
import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { SimulatedPlatform } from '../../apps/simulator/src/index.js';
import { eventually } from '../support/eventually.js';
import { startHub, type HubProcess } from '../support/hub-process.js';
import { register, startPlatform } from '../support/onboarding.js';
import { bothInterfaces } from '../support/roaming.js';

const OFFERS = [...bothInterfaces(['locations', 'tokens', 'commands']), ...bothInterfaces(['nltnm-custom'])];
const LISTENS = { module: 'hubclientinfo', interfaceRole: 'RECEIVER' } as const;
const PUSHES = { method: 'PUT', module: 'hubclientinfo', interfaceRole: 'RECEIVER' } as const;

let hub: HubProcess;
let cpo: SimulatedPlatform;
let emsp: SimulatedPlatform;

interface Info {
  readonly party_id: string;
  readonly status: string;
  readonly last_updated: string;
}

beforeAll(async () => {
  hub = await startHub({ env: { BUSBAR_STATUS_HOLD_S: '1' } });
  cpo = await startPlatform('CPO NL/CPO', { offers: [...OFFERS, LISTENS] });
  emsp = await startPlatform('EMSP DE/MSP', { offers: [...OFFERS, LISTENS] });
  for (const platform of [cpo, emsp]) await register(hub, platform);
}, 60_000);

beforeEach(() => {
  for (const platform of [cpo, emsp]) platform.received.clear();
});

/** Replaces the agreements as an operator does; items are of the two parties. */
async function agree(body: {
  readonly default?: 'open' | 'closed';
  readonly without_agreement?: 'planned' | 'invisible';
  readonly items?: readonly Readonly<Record<string, unknown>>[];
}): Promise<void> {
  const items = (body.items ?? []).map((item) => ({ parties: ['NL/CPO', 'DE/MSP'], ...item }));
  const whole = { default: 'closed', ...body, items };
  const answer = await hub.operatorRequest({
    method: 'PUT',
    path: '/agreements',
    body: whole,
    headers: { 'if-match': '*' },
  });
  if (answer.status !== 200) throw new Error(`not agreed: ${JSON.stringify(answer.body)}`);
}

/** The OCPI status of a list that the EMSP asks the CPO for. */
async function ask(module: string, to = 'NL/CPO'): Promise<number | undefined> {
  return (await emsp.request({ method: 'GET', module, interfaceRole: 'SENDER', to })).envelope?.status_code;
}

/** What the EMSP's list says of the CPO; null where it is not in it. */
async function listed(query = ''): Promise<Info | null> {
  const answer = await emsp.request({ method: 'GET', module: 'hubclientinfo', interfaceRole: 'SENDER', path: query });
  return (answer.envelope?.data as readonly Info[]).find(({ party_id }) => party_id === 'CPO') ?? null;
}

async function pushed(...statuses: readonly string[]): Promise<void> {
  await eventually(
    `${statuses.join(', ')} to be pushed`,
    () => {
      const told = emsp.received.matching(PUSHES).filter(({ rest }) => rest === '/NL/CPO');
      expect(told.map(({ json }) => (json as Info).status)).toEqual(statuses);
      return true;
    },
    { withinMs: 10_000 },
  );
}

describe('in a closed hub', () => {
  it('an agreement lets two parties exchange its modules and no others', async () => {
    await agree({ items: [{ modules: ['locations'] }] });
    expect(await ask('locations')).toBe(1000);
    expect(await ask('tokens')).toBe(4003);
    expect(await ask('nltnm-custom')).toBe(4003);
    await agree({ items: [{ modules: ['locations', 'nltnm-custom'] }] });
    expect(await ask('nltnm-custom')).toBe(1000);
  });

  it('a party without agreement is nobody, in the words for nobody', async () => {
    await agree({});
    const told = async (to: string): Promise<string> => {
      const answer = await emsp.request({ method: 'GET', module: 'locations', interfaceRole: 'SENDER', to });
      expect([answer.status, answer.envelope?.status_code]).toEqual([200, 4001]);
      return String(answer.envelope?.status_message).replace(to, 'X');
    };
    expect(await told('NL/CPO')).toBe(await told('NL/NUL'));
    expect(cpo.received.matching({ module: 'locations' })).toEqual([]);
  });

  it('an agreement ends by itself', async () => {
    await agree({ items: [{ modules: ['*'], until: new Date(Date.now() + 2_000).toISOString() }] });
    expect(await ask('locations')).toBe(1000);
    await eventually('it to be over', async () => (await ask('locations')) === 4001, { withinMs: 10_000 });
  });

  it('a broadcast goes to those who may have it', async () => {
    const push = (id: string): ReturnType<SimulatedPlatform['request']> =>
      cpo.request({
        method: 'PUT',
        module: 'locations',
        interfaceRole: 'RECEIVER',
        path: `/NL/CPO/${id}`,
        to: 'XX/HUB',
        body: { id, last_updated: '2026-01-30T00:00:00Z' },
      });
    await agree({ items: [{ modules: ['tokens'] }] });
    expect((await push('NO')).envelope?.status_code).toBe(1000);
    await agree({ items: [{ modules: ['locations'] }] });
    expect((await push('YES')).envelope?.status_code).toBe(1000);
    const paths = (): readonly string[] =>
      emsp.received.matching({ method: 'PUT', module: 'locations' }).map(({ rest }) => rest);
    await eventually('the second to arrive', () => paths().includes('/NL/CPO/YES'));
    expect(paths()).toEqual(['/NL/CPO/YES']);
  });

  it('custom modules are offered to those who may exchange them with their party', async () => {
    const offered = async (): Promise<boolean> => {
      const details = await emsp.request({ method: 'GET', url: `${hub.publicUrl}/ocpi/2.2.1` });
      return JSON.stringify(details.envelope?.data).includes('nltnm-custom');
    };
    await agree({ items: [{ modules: ['locations'] }] });
    expect(await offered()).toBe(false);
    await agree({ items: [{ modules: ['nltnm-custom'] }] });
    expect(await offered()).toBe(true);
  });
});

describe('ClientInfo', () => {
  it('hides a party without agreement, says farewell, and shows it again dated by the agreement', async () => {
    await agree({ items: [{ modules: ['tokens'] }] });
    await eventually('the CPO to be listed', async () => (await listed())?.status === 'CONNECTED');
    emsp.received.clear();
    await agree({});
    expect(await listed()).toBeNull();
    await pushed('SUSPENDED');
    const since = new Date().toISOString();
    await agree({ items: [{ modules: ['tokens'] }] });
    await pushed('SUSPENDED', 'CONNECTED');
    expect(await listed(`?date_from=${since}`)).toMatchObject({ status: 'CONNECTED' });
    await agree({});
    await pushed('SUSPENDED', 'CONNECTED', 'SUSPENDED');
  });

  it('shows it as PLANNED where the hub is set so', async () => {
    await agree({ without_agreement: 'planned' });
    await eventually('the CPO to be PLANNED', async () => (await listed())?.status === 'PLANNED');
    expect(await ask('locations')).toBe(4003);
    await agree({ without_agreement: 'planned', items: [{ modules: ['tokens'] }] });
    expect(await listed()).toMatchObject({ status: 'CONNECTED' });
  });
});

describe('a party that blocks another with its own key', () => {
  it('exchanges nothing with it until it takes that back, and can do so for itself only', async () => {
    await agree({ items: [{ modules: ['*'] }] });
    const { body } = await hub.operator<{ key: string }>('POST', '/keys', { role: 'party', party: 'NL/CPO' });
    const own = (method: string, path: string): Promise<number> =>
      hub
        .operatorRequest({ method, path, headers: { authorization: `Bearer ${body.key}` } })
        .then(({ status }) => status);
    expect(await ask('locations')).toBe(1000);
    expect(await own('PUT', '/parties/NL/CPO/blocks/DE/MSP')).toBe(200);
    expect(await ask('locations')).toBe(4001);
    expect(await own('PUT', '/parties/DE/MSP/blocks/NL/CPO')).toBe(403);
    expect(await own('DELETE', '/parties/NL/CPO/blocks/DE/MSP')).toBe(204);
    expect(await ask('locations')).toBe(1000);
    expect(await own('GET', '/agreements')).toBe(403);
    expect(hub.logs()).toContain('"blocked":"DE/MSP"');
  });
});

describe('agreements in YAML', () => {
  it('are read off the thread that routes, whole or with what is wrong', async () => {
    const put = (text: string): Promise<Response> =>
      fetch(`${hub.operatorUrl}/api/v1/agreements?dry_run=true`, {
        method: 'PUT',
        headers: { authorization: `Bearer ${hub.operatorKey}`, 'content-type': 'application/yaml' },
        body: text,
      });
    const answer = await put('default: open\nitems:\n  - parties: [NL/CPO, NO/EMP]\n    modules: [tokens]\n');
    expect([answer.status, await answer.json()]).toMatchObject([200, { added: [{ parties: ['NL/CPO', 'NO/EMP'] }] }]);
    expect((await put('default: [')).status).toBe(400);
  });
});
