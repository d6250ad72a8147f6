/**
 * Registration with the hub as receiver, over HTTP, with the hub in a process of its own. It may observe what the platforms get
 * and are asked, and what the operator API tells.
 */
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { SimulatedPlatform } from '../../apps/simulator/src/index.js';
import { startHub, type HubProcess } from '../support/hub-process.js';
import { freshCredentials, invite, platformAt, register, startPlatform } from '../support/onboarding.js';

const HUB_ENV = { BUSBAR_HUB_COUNTRY_CODE: 'DE', BUSBAR_HUB_PARTY_ID: 'BSB', BUSBAR_HUB_NAME: 'Busbar e2e' };
const HUB_ALONE = { party_id: 'BSB', country_code: 'DE', business_details: { name: 'Busbar e2e' } };

let hub: HubProcess;
beforeAll(async () => {
  hub = await startHub({ env: HUB_ENV });
});

// The first test: nobody has registered yet.
it('the first platform on 2.3.0 is given the hub alone, as OTHER', async () => {
  const platform = await startPlatform('EMSP DE/ONE', { versions: ['2.3.0'] });
  await register(hub, platform);
  expect(platform.peer?.credentials?.roles).toEqual([{ role: 'OTHER', ...HUB_ALONE }]);
});

/** One platform per version and way to write tokens. */
const PEERS = [
  { version: '2.2', tokenEncoding: 'raw', party: 'NL/V20' },
  { version: '2.2.1', tokenEncoding: 'base64', party: 'NL/V21' },
  { version: '2.2.1', tokenEncoding: 'raw', party: 'NL/V2R' },
  { version: '2.3.0', tokenEncoding: 'base64', party: 'NL/V30' },
] as const;

describe.each(PEERS)(
  'a platform on OCPI $version that writes tokens $tokenEncoding',
  ({ version, tokenEncoding, party }) => {
    let platform: SimulatedPlatform;
    let id: string;
    let tokenA: string;

    it('registers by POST, whereupon it is CONNECTED and the operator sees its endpoints', async () => {
      platform = await startPlatform(`CPO ${party}`, { versions: [version], tokenEncoding });
      const invited = await invite(hub, platform);
      id = invited.id;
      tokenA = invited.registration.token;
      expect(invited).toMatchObject({ status: 'PLANNED', version: null, endpoints: [] });

      const handshake = await platform.registerWith({ versionsUrl: invited.registration.versions_url, token: tokenA });

      expect(handshake).toMatchObject({ done: true, peer: { version } });
      const view = await platformAt(hub, id);
      expect(view).toMatchObject({ status: 'CONNECTED', version, versions_url: platform.versionsUrl });
      expect(view.endpoints).toContainEqual({
        module: 'locations',
        interface: 'SENDER',
        url: platform.endpointUrl('locations', 'SENDER', version),
      });
    });

    it('was asked for versions and details with its token B during that POST, with ids and without routing headers', () => {
      const asked = platform.received.all.map(({ method, endpoint }) => `${method} ${endpoint?.module ?? ''}`);
      // A token written the wrong way is refused once, on the first GET.
      expect(asked.slice(-2)).toEqual(['GET versions', 'GET version-details']);
      expect(asked).toHaveLength(tokenEncoding === 'raw' ? 3 : 2);
      for (const request of platform.received.all) {
        expect(request.requestId).toMatch(/^[\w-]{36}$/);
        expect(request.correlationId).toMatch(/^[\w-]{36}$/);
        expect(Object.keys(request.headers).filter((name) => name.startsWith('ocpi-'))).toEqual([]);
      }
    });

    it('gets the token it presents when it asks for the credentials', async () => {
      const answer = await platform.request({ method: 'GET', module: 'credentials' });
      expect(answer.envelope).toMatchObject({ status_code: 1000, data: { token: platform.peer?.token } });
    });

    it('can no longer use the registration token', async () => {
      const answer = await platform.request({ method: 'GET', module: 'credentials', token: tokenA });
      expect([answer.status, answer.envelope?.status_code]).toEqual([401, 2000]);
    });

    it('is refused a second POST with HTTP 405 and stays as it is', async () => {
      const answer = await platform.request({
        method: 'POST',
        module: 'credentials',
        body: freshCredentials(platform),
      });
      expect([answer.status, answer.envelope?.status_code]).toEqual([405, 2000]);
      expect((await platform.request({ method: 'GET', module: 'credentials' })).status).toBe(200);
    });

    it('changes its credentials by PUT: the hub asks it anew and both sides have new tokens', async () => {
      const former = platform.peer?.token ?? '';
      platform.received.clear();

      expect(await platform.updateCredentials()).toMatchObject({ done: true });

      expect(platform.peer?.token).not.toBe(former);
      expect(platform.received.all.map(({ endpoint }) => endpoint?.module)).toEqual(['versions', 'version-details']);
      expect((await platform.request({ method: 'GET', module: 'credentials' })).status).toBe(200);
      expect(await hub.operator('POST', `/platforms/${id}/probe`)).toMatchObject({
        body: { ok: true, http_status: 200 },
      });
    });

    it('ends the registration by DELETE and is SUSPENDED; its token is worth nothing then', async () => {
      const token = platform.peer?.token ?? '';
      const answer = await platform.unregister();
      expect([answer.status, answer.envelope?.status_code]).toEqual([200, 1000]);
      const url = `${hub.publicUrl}/ocpi/${version}/credentials`;
      expect((await platform.request({ method: 'GET', url, token })).status).toBe(401);
      expect(await platformAt(hub, id)).toMatchObject({ status: 'SUSPENDED', version: null, endpoints: [] });
    });

    it('comes back with a new registration token', async () => {
      const versionsUrl = `${hub.publicUrl}/ocpi/versions`;
      expect(await platform.registerWith({ versionsUrl, token: await registrationToken(id) })).toMatchObject({
        done: true,
      });
      expect(await platformAt(hub, id)).toMatchObject({ status: 'CONNECTED', version });
    });
  },
);

describe('a registration token for a platform that is registered', () => {
  it('lets it register again by POST; the tokens of before end', async () => {
    const platform = await startPlatform('CPO NL/RE1');
    const id = await register(hub, platform);
    const former = platform.peer?.token ?? '';
    const first = await registrationToken(id);
    const second = await registrationToken(id);

    const where = { versionsUrl: `${hub.publicUrl}/ocpi/versions` };
    // A newer registration token replaces the one before.
    expect(await platform.registerWith({ ...where, token: first })).toMatchObject({ done: false });
    expect((await platform.request({ method: 'GET', module: 'credentials' })).status).toBe(200);
    expect(await platform.registerWith({ ...where, token: second })).toMatchObject({ done: true });

    for (const ended of [former, second]) {
      expect((await platform.request({ method: 'GET', module: 'credentials', token: ended })).status).toBe(401);
    }
    expect((await platform.request({ method: 'GET', module: 'credentials' })).status).toBe(200);
    expect(await platformAt(hub, id)).toMatchObject({ status: 'CONNECTED' });
  });
});

describe('a platform that changes its version', () => {
  it('does so by PUT on the credentials endpoint of the new one', async () => {
    const platform = await startPlatform('CPO NL/UPG', { versions: ['2.2', '2.2.1', '2.3.0'] });
    const id = await register(hub, platform, { version: '2.2' });
    expect(await platformAt(hub, id)).toMatchObject({ version: '2.2' });
    expect(await platform.updateCredentials('2.3.0')).toMatchObject({ done: true });
    expect(await platformAt(hub, id)).toMatchObject({ version: '2.3.0', status: 'CONNECTED' });
    expect(platform.peer?.credentials).toMatchObject({ hub_party_id: 'DEBSB' });
  });
});

describe('the credentials of the hub', () => {
  const rolesGivenTo = (platform: SimulatedPlatform): readonly unknown[] =>
    (platform.peer?.credentials?.roles ?? []).map((role) => `${String(role['role'])} ${String(role['party_id'])}`);

  it('name only the hub, as HUB, up to 2.2.1', async () => {
    for (const version of ['2.2', '2.2.1'] as const) {
      const platform = await startPlatform(`EMSP DE/H${version.length}1`, { versions: [version] });
      await register(hub, platform);
      expect(platform.peer?.credentials?.roles).toEqual([{ role: 'HUB', ...HUB_ALONE }]);
      expect(platform.peer?.credentials).not.toHaveProperty('hub_party_id');
      expect(platform.peer?.credentials?.url).toBe(`${hub.publicUrl}/ocpi/versions`);
    }
  });

  it('give hub_party_id in 2.3.0 and the parties that can be reached, without the own, the PLANNED and the SUSPENDED', async () => {
    const planned = await startPlatform('CPO NL/PLA');
    await invite(hub, planned);
    const suspended = await startPlatform('CPO NL/SUS');
    await hub.operator('POST', `/platforms/${await register(hub, suspended)}/suspend`);
    const reachable = await startPlatform(['CPO BE/RCH', 'EMSP BE/RCH']);
    await register(hub, reachable);
    const platform = await startPlatform('EMSP DE/H30', { versions: ['2.3.0'] });
    await register(hub, platform);

    expect(platform.peer?.credentials?.hub_party_id).toBe('DEBSB');
    const roles = rolesGivenTo(platform);
    expect(roles).toEqual(expect.arrayContaining(['CPO RCH', 'EMSP RCH']));
    for (const absent of ['EMSP H30', 'CPO PLA', 'CPO SUS', 'HUB BSB', 'OTHER BSB'])
      expect(roles).not.toContain(absent);
  });
});

describe('the version details', () => {
  it.each(['2.2', '2.2.1', '2.3.0'] as const)(
    'of %s list both interfaces of every functional module',
    async (version) => {
      const platform = await startPlatform(`NSP DE/D${version.replaceAll('.', '').slice(1).padEnd(2, '0')}`, {
        versions: [version],
      });
      await register(hub, platform);
      const listed = (platform.peer?.endpoints ?? []).map(({ identifier, role, url }) => [identifier, role, url]);
      const base = `${hub.publicUrl}/ocpi/${version}`;
      const modules = ['cdrs', 'chargingprofiles', 'commands', 'locations', 'sessions', 'tariffs', 'tokens'];
      for (const module of modules) {
        expect(listed).toContainEqual([module, 'SENDER', `${base}/sender/${module}`]);
        expect(listed).toContainEqual([module, 'RECEIVER', `${base}/receiver/${module}`]);
      }
      expect(listed).toContainEqual(['credentials', 'SENDER', `${base}/credentials`]);
      expect(listed).toContainEqual(['hubclientinfo', 'SENDER', `${base}/sender/hubclientinfo`]);
      expect(listed.filter(([module]) => module === 'hubclientinfo')).toHaveLength(1);
    },
  );

  it('list a custom module to those who can reach its party on that version, and to nobody else', async () => {
    const owner = await startPlatform('CPO NL/CUS', {
      alsoOffers: [{ module: 'nl.parking', interfaceRole: 'SENDER' }],
    });
    const others = {
      sameVersion: await startPlatform('EMSP DE/CU1'),
      otherVersion: await startPlatform('EMSP DE/CU2', { versions: ['2.2'] }),
    };
    const id = await register(hub, owner);
    await register(hub, others.sameVersion);
    await register(hub, others.otherVersion);
    const customOf = async (asker: SimulatedPlatform): Promise<readonly string[]> => {
      const url = `${hub.publicUrl}/ocpi/${asker.version}`;
      const { endpoints } = (await asker.request({ method: 'GET', url })).envelope?.data as Details;
      return endpoints.filter(({ identifier }) => identifier === 'nl.parking').map(({ url: at }) => at);
    };

    expect(await customOf(others.sameVersion)).toEqual([`${hub.publicUrl}/ocpi/2.2.1/sender/nl.parking`]);
    expect(await customOf(others.otherVersion)).toEqual([]);
    expect(await customOf(owner)).toEqual([]);
    await hub.operator('POST', `/platforms/${id}/suspend`);
    expect(await customOf(others.sameVersion)).toEqual([]);
  });
});

interface Details {
  readonly endpoints: readonly { readonly identifier: string; readonly url: string }[];
}

async function registrationToken(id: string): Promise<string> {
  const path = `/platforms/${id}/registration-token`;
  const issued = await hub.operator<{ registration: { token: string } }>('POST', path);
  return issued.body.registration.token;
}
