/**
 * What BUSBAR_ROLE_RULES means to those who notice it: an EMSP that pushes what docs/role-rules.md leaves to others, whoever it pushes to, and
 * the operator and the party's own developer who look for it. It observes answers, what reaches whom, and GET /violations.
 */
import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { PlatformAnswer } from '../../apps/simulator/src/index.js';
import { eventually } from '../support/eventually.js';
import { endingOf } from '../support/hub-answers.js';
import type { HubProcess } from '../support/hub-process.js';
import { joinHub, type JoinedPlatform } from '../support/joined-platform.js';
import { rowsOf } from '../support/journal-of.js';
import { bothInterfaces, forget, startRoaming } from '../support/roaming.js';

interface Violation {
  readonly platform: string;
  readonly kind: string;
  readonly count: number;
  readonly detail: string;
}

const CUSTOM = bothInterfaces(['x-parking']);
const LOCATION = { id: 'L1', last_updated: '2026-01-30T00:00:00Z' };
const AGAINST = 'DE/MSP as EMSP pushes Locations; CPO and NAP push Locations';

describe.each(['off', 'record', 'refuse'] as const)('with BUSBAR_ROLE_RULES=%s', (mode) => {
  let hub: HubProcess;
  let cpo: JoinedPlatform;
  let emsp: JoinedPlatform;
  let other: JoinedPlatform;

  beforeAll(async () => {
    ({ hub, cpo, emsp } = await startRoaming({
      // `record` is the default, and this is the test that it is.
      env: mode === 'record' ? {} : { BUSBAR_ROLE_RULES: mode },
      cpo: { alsoOffers: CUSTOM },
      emsp: { alsoOffers: CUSTOM },
    }));
    other = await joinHub(hub, { parties: [{ id: 'FR/OTH', role: 'OTHER' }] });
  }, 60_000);

  beforeEach(() => forget(cpo, emsp, other));

  const push = (by: JoinedPlatform, to: string | null, more: object = {}): Promise<PlatformAnswer> =>
    by.request({
      method: 'PUT',
      module: 'locations',
      interfaceRole: 'RECEIVER',
      path: `/${by.party}/L1`,
      to,
      body: LOCATION,
      ...more,
    });
  const violations = async (key?: string): Promise<readonly Violation[]> => {
    const { body } = await hub.operatorRequest<{ items: Violation[] }>({
      method: 'GET',
      path: '/violations?kind=role-rule',
      ...(key === undefined ? {} : { headers: { authorization: `Bearer ${key}` } }),
    });
    return body.items;
  };

  it.each([
    ['to a party', 'NL/CPO'],
    ['to the hub', 'XX/HUB'],
    ['to nobody in particular', null],
  ])('a Location that an EMSP pushes %s is judged alike', async (_title, to) => {
    const before = (await violations())[0]?.count ?? 0;
    const answer = await push(emsp, to, { correlationId: `rules-${String(to)}` });
    if (mode === 'refuse') {
      expect(endingOf(answer)).toEqual({ http: 200, ocpi: 2001, from: 'XX/HUB', to: 'DE/MSP' });
      expect(answer.envelope?.status_message).toContain(AGAINST);
      const [row] = await rowsOf(hub, `rules-${String(to)}`);
      expect(row).toMatchObject({ outcome: 'refused', ocpi_status: 2001 });
      expect(cpo.received.matching({ module: 'locations' })).toEqual([]);
    } else {
      expect(endingOf(answer)).toMatchObject({ http: 200, ocpi: 1000 });
      // To the hub it is a broadcast of an EMSP, whose other side is the CPOs.
      await cpo.received.waitFor({ module: 'locations', method: 'PUT' }, 1, 20_000);
    }
    if (mode === 'record') {
      const found = await eventually('the defect to be counted', async () => {
        const [violation] = await violations();
        return (violation?.count ?? 0) > before && violation;
      });
      expect(found).toMatchObject({ platform: emsp.id, kind: 'role-rule', detail: AGAINST });
    }
  });

  it('what a role may push, OTHER pushes, and what a custom module carries is nobody’s business', async () => {
    const before = (await violations())[0]?.count ?? 0;
    expect(endingOf(await push(cpo, 'DE/MSP')).ocpi).toBe(1000);
    expect(endingOf(await push(other, 'NL/CPO')).ocpi).toBe(1000);
    const url = `${hub.publicUrl}/ocpi/2.2.1/receiver/x-parking/1`;
    expect(endingOf(await push(emsp, 'NL/CPO', { module: 'x-parking', url })).ocpi).toBe(1000);
    const get = { method: 'GET', module: 'locations', interfaceRole: 'SENDER', to: 'NL/CPO' } as const;
    expect(endingOf(await emsp.request(get)).ocpi).toBe(1000);
    // A push against the rules behind them: whatever they had been counted as is written by now.
    await push(emsp, 'NL/CPO');
    const counted = mode === 'record' ? before + 1 : before;
    await eventually('the last one to be counted', async () => ((await violations())[0]?.count ?? 0) >= counted);
    expect((await violations())[0]?.count ?? 0).toBe(counted);
  });

  it('is seen by the party’s own developer, and by no other party', async () => {
    const keyOf = async (party: string): Promise<string> =>
      (await hub.operator<{ key: string }>('POST', '/keys', { role: 'party', party })).body.key;
    expect(await violations(await keyOf('NL/CPO'))).toEqual([]);
    const own = await violations(await keyOf('DE/MSP'));
    expect(own.map(({ detail }) => detail)).toEqual(mode === 'record' ? [AGAINST] : []);
  });
});
