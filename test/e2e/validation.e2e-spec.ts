/**
 * What `validation` means to those who notice it: platforms under off, observe and enforce that send and answer what OCPI 2.2.1 does not allow.
 * It observes answers, bytes that arrive, and GET /violations as operators and parties' own developers see it.
 */
import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ocpi, plain, type PlatformAnswer } from '../../apps/simulator/src/index.js';
import { eventually } from '../support/eventually.js';
import { endingOf } from '../support/hub-answers.js';
import type { HubProcess } from '../support/hub-process.js';
import { joinHub, type JoinedPlatform } from '../support/joined-platform.js';
import { rowsOf } from '../support/journal-of.js';
import { bothInterfaces, forget, GET_LOCATIONS, PUT_TOKEN, startRoaming } from '../support/roaming.js';

interface Violation {
  readonly platform: string;
  readonly kind: string;
  readonly party: string | null;
  readonly version: string | null;
  readonly module: string | null;
  readonly direction: string | null;
  readonly object: string | null;
  readonly rule: string | null;
  readonly path: string | null;
  readonly section: string | null;
  readonly count: number;
  readonly first_at: string;
  readonly last_at: string;
  readonly examples: readonly { message_id: string; at: string; path: string; found: string }[];
}

const SEEN = { withinMs: 30_000 } as const;
const TOKEN = {
  country_code: 'DE',
  party_id: 'MSP',
  uid: '012345678',
  type: 'RFID',
  contract_id: 'DE8ACC12E46L89',
  issuer: 'TheNewMotion',
  valid: true,
  whitelist: 'ALWAYS',
  last_updated: '2026-01-30T00:00:00Z',
};
/** Without an issuer, and with a word that WhitelistType does not have; nobody may read the contract id out of the hub. */
const BROKEN_TOKEN = { ...TOKEN, issuer: undefined, whitelist: 'SOMETIMES', contract_id: 'DE-SECRET-1' };
/** Longer than 36 characters, which ids of Locations may not be. */
const BROKEN_PAGE = [{ id: 'L'.repeat(37) }];
const TARIFF = { id: 'T1', last_updated: '2026-01-30T00:00:00Z' };

let hub: HubProcess;
/** CPO NL/CPO and EMSP DE/MSP, under the hub's mode, which is the default. */
let cpo: JoinedPlatform;
let emsp: JoinedPlatform;
/** CPO NL/STR and EMSP DE/STR, under enforce. */
let strictCpo: JoinedPlatform;
let strictEmsp: JoinedPlatform;
/** CPO NL/OFF and EMSP DE/OFF, under off. */
let offCpo: JoinedPlatform;
let offEmsp: JoinedPlatform;

beforeAll(async () => {
  ({ hub, cpo, emsp } = await startRoaming());
  const offers = bothInterfaces(['locations', 'tariffs', 'tokens', 'commands', 'cdrs']);
  const join = (id: string, role: 'CPO' | 'EMSP', validation: string): Promise<JoinedPlatform> =>
    joinHub(hub, { parties: [{ id, role }], offers, settings: { validation } });
  strictCpo = await join('NL/STR', 'CPO', 'enforce');
  strictEmsp = await join('DE/STR', 'EMSP', 'enforce');
  offCpo = await join('NL/OFF', 'CPO', 'off');
  offEmsp = await join('DE/OFF', 'EMSP', 'off');
}, 90_000);

beforeEach(() => forget(cpo, emsp, strictCpo, strictEmsp, offCpo, offEmsp));

async function violations(query = '', key?: string): Promise<readonly Violation[]> {
  const { body } = await hub.operatorRequest<{ items: Violation[] }>({
    method: 'GET',
    path: `/violations?kind=object-model${query}`,
    ...(key === undefined ? {} : { headers: { authorization: `Bearer ${key}` } }),
  });
  return body.items;
}

/** What is counted of a party: direction, module, path and rule. */
async function countedOf(party: string): Promise<readonly string[]> {
  const found = await violations(`&party=${party}`);
  return found.map(({ direction, module, path, rule }) => [direction, module, path, rule].join(' '));
}

async function counted(party: string, ...what: readonly string[]): Promise<void> {
  await eventually(
    `${what.join(', ')} of ${party} to be counted`,
    async () => {
      expect(await countedOf(party)).toEqual(expect.arrayContaining([...what]));
      return true;
    },
    SEEN,
  );
}

const putToken = (by: JoinedPlatform, body: object, to: string | null = 'NL/CPO'): Promise<PlatformAnswer> => {
  const [country_code, party_id] = by.party.split('/');
  const path = `/${by.party}/012345678`;
  return by.request({ ...PUT_TOKEN, path, to, body: { ...body, country_code, party_id } });
};
const patchTariff = (by: JoinedPlatform): Promise<PlatformAnswer> =>
  by.request({
    method: 'PATCH',
    module: 'tariffs',
    interfaceRole: 'RECEIVER',
    path: `/${by.party}/T1`,
    to: 'DE/MSP',
    body: TARIFF,
  });

describe('under observe, which is the default,', () => {
  it('a broken request arrives as it was sent, and is counted for its sender by object, rule, path and section', async () => {
    const answers = [await putToken(emsp, BROKEN_TOKEN), await putToken(emsp, BROKEN_TOKEN)];
    expect(answers.map((answer) => answer.envelope?.status_code)).toEqual([1000, 1000]);
    expect(cpo.received.all.map(({ json }) => json)).toEqual(
      Array(2).fill(JSON.parse(JSON.stringify({ ...BROKEN_TOKEN }))),
    );
    const missingOf = (found: readonly Violation[]): Violation | undefined =>
      found.find(({ rule }) => rule === 'required');
    const areCounted = async (): Promise<boolean> => missingOf(await violations('&party=DE/MSP'))?.count === 2;
    await eventually('both to be counted', areCounted, SEEN);
    await counted('DE/MSP', 'request tokens $.issuer required', 'request tokens $.whitelist enum');
    const found = await violations('&party=DE/MSP');
    const missing = missingOf(found);
    expect(missing).toMatchObject({
      platform: emsp.id,
      kind: 'object-model',
      party: 'DE/MSP',
      version: '2.2.1',
      object: 'Token',
      section: 'OCPI 2.2.1, Tokens module > Token object',
      count: 2,
    });
    const ids = (await rowsOf(hub, answers[1]?.sentCorrelationId ?? '')).map(({ id }) => id);
    expect(missing?.examples).toHaveLength(2);
    expect(missing?.examples[0]).toMatchObject({ message_id: ids[0], path: '$.issuer', found: 'nothing' });
    expect(Date.parse(missing?.last_at ?? '')).toBeGreaterThanOrEqual(Date.parse(missing?.first_at ?? ''));
    expect(JSON.stringify(found)).not.toMatch(/SECRET|SOMETIMES/);
  });

  it('a broken answer goes back as it came, and is counted for whoever gave it', async () => {
    cpo.answerTo({ module: 'locations' }, ocpi(BROKEN_PAGE));
    const answer = await emsp.request(GET_LOCATIONS);
    expect(answer.envelope?.data).toEqual(BROKEN_PAGE);
    await counted('NL/CPO', 'answer locations $.data[].id length', 'answer locations $.data[].country_code required');
    expect(await countedOf('DE/MSP')).not.toContain('answer locations $.data[].id length');
  });

  it('fields that OCPI does not know, and modules, are no violation', async () => {
    await putToken(emsp, { ...TOKEN, issuer: 5, 'x-ours': { anything: [1] } });
    await counted('DE/MSP', 'request tokens $.issuer type');
    expect((await countedOf('DE/MSP')).filter((text) => text.includes('x-ours'))).toEqual([]);
  });

  it('a method that the version does not have passes and is counted: tariffs have no PATCH since 2.2', async () => {
    expect((await patchTariff(cpo)).envelope?.status_code).toBe(1000);
    expect(emsp.received.all.map(({ method }) => method)).toEqual(['PATCH']);
    await counted('NL/CPO', 'request tariffs url method');
  });

  it('a broadcast is judged once, however many get it', async () => {
    await putToken(emsp, { ...TOKEN, type: 'STONE' }, 'XX/HUB');
    await counted('DE/MSP', 'request tokens $.type enum');
    await eventually('it to arrive', () => cpo.received.all.length === 1 && strictCpo.received.all.length === 1, SEEN);
    const found = (await violations('&party=DE/MSP')).filter(({ path, rule }) => path === '$.type' && rule === 'enum');
    expect(found.map(({ count }) => count)).toEqual([1]);
  });

  it('a party sees by its own key what it broke itself, and nothing of others', async () => {
    await counted('NL/CPO', 'answer locations $.data[].id length');
    await counted('DE/MSP', 'request tokens $.issuer required');
    const made = await hub.operator<{ key: string }>('POST', '/keys', { role: 'party', party: 'NL/CPO' });
    const own = await violations('', made.body.key);
    expect(new Set(own.map(({ party }) => party))).toEqual(new Set(['NL/CPO']));
    expect(own.length).toBeGreaterThan(0);
    const refused = await hub.operatorRequest({
      method: 'GET',
      path: '/violations?party=DE/MSP',
      headers: { authorization: `Bearer ${made.body.key}` },
    });
    expect(refused.status).toBe(403);
  });

  it('the metrics say how much was looked at', async () => {
    const answer = await fetch(`${hub.operatorUrl}/metrics`, {
      headers: { authorization: `Bearer ${hub.operatorKey}` },
    });
    expect(await answer.text()).toMatch(/busbar_validation_total\{what="looked"\} [1-9]/);
  });

  it('a long page stays streamed, is not looked at, and is counted', async () => {
    const unseen = async (): Promise<number> => {
      const metrics = await fetch(`${hub.operatorUrl}/metrics`, {
        headers: { authorization: `Bearer ${hub.operatorKey}` },
      });
      return Number(/busbar_validation_total\{what="unseen"\} (\d+)/.exec(await metrics.text())?.[1]);
    };
    const before = await unseen();
    const page = Array.from({ length: 3_000 }, (_, at) => ({ id: `L${at}`, name: 'x'.repeat(100) }));
    cpo.answerTo({ module: 'locations' }, ocpi(page));
    const answer = await emsp.request(GET_LOCATIONS);
    expect(answer.envelope?.data).toHaveLength(3_000);
    expect(await unseen()).toBe(before + 1);
  });
});

describe('under enforce', () => {
  it('a broken request reaches nobody: 2001 names path, rule and section', async () => {
    const answer = await putToken(strictEmsp, BROKEN_TOKEN);
    expect(endingOf(answer)).toEqual({ http: 200, ocpi: 2001, from: 'XX/HUB', to: 'DE/STR' });
    expect(answer.envelope?.status_message).toMatch(
      /^\$\.issuer breaks the rule required of OCPI 2\.2\.1, Tokens module > Token object, found: nothing; and 1 more/,
    );
    expect(cpo.received.all).toEqual([]);
    await counted('DE/STR', 'request tokens $.issuer required');
  });

  it('the journal says so, with the message of the refusal', async () => {
    const answer = await putToken(strictEmsp, BROKEN_TOKEN);
    const [row] = await rowsOf(hub, answer.sentCorrelationId);
    expect([row?.outcome, row?.ocpi_status]).toEqual(['refused', 2001]);
  });

  it('a sound request passes, with fields that OCPI does not know', async () => {
    const body = { ...TOKEN, 'x-ours': { anything: [1] } };
    expect((await putToken(strictEmsp, body)).envelope?.status_code).toBe(1000);
    expect(cpo.received.all.map(({ json }) => json)).toEqual([{ ...body, party_id: 'STR' }]);
  });

  it('a method that the version does not have is refused: tariffs have no PATCH since 2.2', async () => {
    const answer = await patchTariff(strictCpo);
    expect(endingOf(answer)).toMatchObject({ http: 200, ocpi: 2001 });
    expect(answer.envelope?.status_message).toMatch(/^url breaks the rule method of OCPI 2\.2\.1, Tariffs module/);
    expect(emsp.received.all).toEqual([]);
  });

  it('a broken broadcast is owed to nobody', async () => {
    const answer = await putToken(strictEmsp, { ...TOKEN, type: 'STONE' }, 'XX/HUB');
    expect(endingOf(answer)).toMatchObject({ http: 200, ocpi: 2001 });
    const owed = await hub.operator<{ items: { to: string }[] }>('GET', `/deliveries?party=DE/STR`);
    expect(owed.body.items).toEqual([]);
  });

  it('a broken answer to a read does not reach the asker: 4000 names the same', async () => {
    strictCpo.answerTo({ module: 'locations' }, ocpi(BROKEN_PAGE));
    const answer = await emsp.request({ ...GET_LOCATIONS, to: 'NL/STR' });
    expect(endingOf(answer)).toEqual({ http: 200, ocpi: 4000, from: 'XX/HUB', to: 'DE/MSP' });
    expect(answer.envelope?.status_message).toMatch(
      /the answer of NL\/STR breaks the object model: \$\.data\[0\]\.\w+ /,
    );
    await counted('NL/STR', 'answer locations $.data[].id length');
  });

  it('a long answer to a read is judged too', async () => {
    const page = Array.from({ length: 3_000 }, (_, at) => ({ id: `L${at}`, name: 'x'.repeat(100) }));
    strictCpo.answerTo({ module: 'locations' }, ocpi(page));
    expect(endingOf(await emsp.request({ ...GET_LOCATIONS, to: 'NL/STR' }))).toMatchObject({ http: 200, ocpi: 4000 });
  });

  it('an error is no object and goes back as it came', async () => {
    strictCpo.answerTo({ module: 'locations' }, plain({ status: 500, body: 'no' }));
    const answer = await emsp.request({ ...GET_LOCATIONS, to: 'NL/STR' });
    expect([answer.status, answer.text]).toEqual([500, 'no']);
  });

  it('a broken answer to a write passes and is counted: the receiver has acted', async () => {
    strictCpo.answerTo({ module: 'tokens' }, plain({ status: 200, body: '{"status_code":1000}' }));
    const answer = await putToken(emsp, TOKEN, 'NL/STR');
    expect([answer.status, answer.text]).toEqual([200, '{"status_code":1000}']);
    await counted('NL/STR', 'answer tokens $.timestamp required');
  });

  it('holds for the platform that sends the bytes, not for the one that gets them', async () => {
    cpo.answerTo({ module: 'locations' }, ocpi(BROKEN_PAGE));
    const answer = await strictEmsp.request(GET_LOCATIONS);
    expect(answer.envelope?.data).toEqual(BROKEN_PAGE);
  });
});

describe('under off', () => {
  it('requests and answers pass and nothing is counted', async () => {
    expect((await putToken(offEmsp, BROKEN_TOKEN)).envelope?.status_code).toBe(1000);
    offCpo.answerTo({ module: 'locations' }, ocpi(BROKEN_PAGE));
    const answer = await emsp.request({ ...GET_LOCATIONS, to: 'NL/OFF' });
    expect(answer.envelope?.data).toEqual(BROKEN_PAGE);
    // What came later and is looked at has been counted: so would have been what came before.
    await putToken(emsp, { ...TOKEN, valid: 'yes' });
    await counted('DE/MSP', 'request tokens $.valid type');
    expect([await countedOf('DE/OFF'), await countedOf('NL/OFF')]).toEqual([[], []]);
  });

  it('the operator changes the mode of a platform while it is connected', async () => {
    const path = `/platforms/${offEmsp.id}`;
    expect((await hub.operator('PATCH', path, { settings: { validation: 'enforce' } })).status).toBe(200);
    expect((await putToken(offEmsp, BROKEN_TOKEN)).envelope?.status_code).toBe(2001);
    expect((await hub.operator('PATCH', path, { settings: { validation: 'off' } })).status).toBe(200);
    expect((await putToken(offEmsp, BROKEN_TOKEN)).envelope?.status_code).toBe(1000);
  });
});

describe('a hub under enforce', () => {
  it('refuses what platforms without a mode of their own send', async () => {
    const strict = await startRoaming({
      env: { BUSBAR_VALIDATION: 'enforce' },
      cpo: { settings: { validation: 'off' } },
    });
    expect((await putToken(strict.emsp, BROKEN_TOKEN)).envelope?.status_code).toBe(2001);
    expect((await patchTariff(strict.cpo)).envelope?.status_code).toBe(1000);
  }, 60_000);
});
