/**
 * Changes of connections, told to everybody who wants to hear of them. OCPI 2.2.1, HubClientInfo > Push model. It may observe what
 * platforms get on the wire and what the operator sees.
 */
import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { plain, type RecordedRequest, type SimulatedPlatform } from '../../apps/simulator/src/index.js';
import { eventually } from '../support/eventually.js';
import { startHub, type HubProcess } from '../support/hub-process.js';
import { invite, platformAt, register, startPlatform } from '../support/onboarding.js';

const PUSHES = { method: 'PUT', module: 'hubclientinfo', interfaceRole: 'RECEIVER' } as const;

let hub: HubProcess;
let listener: SimulatedPlatform;
let deaf: SimulatedPlatform;

beforeAll(async () => {
  hub = await startHub({
    env: {
      BUSBAR_STATUS_HOLD_S: '1',
      BUSBAR_OFFLINE_AFTER: '1',
      BUSBAR_ALIVE_AFTER_S: '1',
      BUSBAR_RETRY_BASE_MS: '100',
      BUSBAR_RETRY_MAX_MS: '500',
    },
  });
  listener = await startPlatform(['EMSP DE/LIS', 'CPO DE/LIS']);
  await register(hub, listener);
  deaf = await startPlatform('EMSP DE/DEF', { offers: [{ module: 'locations', interfaceRole: 'RECEIVER' }] });
  await register(hub, deaf);
});

beforeEach(() => {
  listener.clearAnswers();
  listener.received.clear();
});

interface Pushed {
  readonly party_id: string;
  readonly role: string;
  readonly status: string;
  readonly last_updated: string;
}

/** What the listener was told of a party, oldest first. */
function toldOf(partyId: string): readonly RecordedRequest[] {
  return listener.received.matching(PUSHES).filter(({ json }) => (json as Pushed).party_id === partyId);
}

async function statusesOf(partyId: string, ...expected: readonly string[]): Promise<readonly RecordedRequest[]> {
  return eventually(
    `${partyId} to be announced as ${expected.join(', ')}`,
    () => {
      const told = toldOf(partyId);
      expect(told.map(({ json }) => (json as Pushed).status)).toEqual(expected);
      return told;
    },
    { withinMs: 20_000 },
  );
}

describe('ClientInfo pushes', () => {
  it('follow a platform from its invitation to its removal, and nobody is told of himself', async () => {
    const cpo = await startPlatform('CPO NL/ONE');
    const { id, registration } = await invite(hub, cpo);
    const [planned] = await statusesOf('ONE', 'PLANNED');
    expect(planned?.rest).toBe('/NL/ONE');
    expect([planned?.from, planned?.to, typeof planned?.correlationId]).toEqual([null, null, 'string']);
    expect(planned?.json).toMatchObject({ country_code: 'NL', party_id: 'ONE', role: 'CPO', status: 'PLANNED' });

    await cpo.registerWith({ versionsUrl: registration.versions_url, token: registration.token });
    await statusesOf('ONE', 'PLANNED', 'CONNECTED');
    await hub.operator('POST', `/platforms/${id}/suspend`);
    await statusesOf('ONE', 'PLANNED', 'CONNECTED', 'SUSPENDED');
    await hub.operator('POST', `/platforms/${id}/resume`);
    await statusesOf('ONE', 'PLANNED', 'CONNECTED', 'SUSPENDED', 'CONNECTED');
    await hub.operator('DELETE', `/platforms/${id}`);
    const told = await statusesOf('ONE', 'PLANNED', 'CONNECTED', 'SUSPENDED', 'CONNECTED', 'SUSPENDED');
    const dates = told.map(({ json }) => (json as Pushed).last_updated);
    expect(dates).toEqual([...dates].sort());

    expect(cpo.received.matching(PUSHES).filter(({ rest }) => rest === '/NL/ONE')).toEqual([]);
    expect(deaf.received.matching(PUSHES)).toEqual([]);
  });

  it('come with what the list says of the party, once for each of its roles', async () => {
    const both = await startPlatform(['CPO NL/TWO', 'EMSP NL/TWO']);
    await register(hub, both);
    await eventually('both roles to be announced', () => {
      const roles = toldOf('TWO').filter(({ json }) => (json as Pushed).status === 'CONNECTED');
      return new Set(roles.map(({ json }) => (json as Pushed).role)).size === 2;
    });
    const answer = await listener.request({ method: 'GET', module: 'hubclientinfo', interfaceRole: 'SENDER' });
    const listed = (answer.envelope?.data as readonly Pushed[]).filter(({ party_id }) => party_id === 'TWO');
    const newest = listed.map(({ role }) => toldOf('TWO').findLast(({ json }) => (json as Pushed).role === role)?.json);
    expect(newest).toEqual(listed);
  });

  it('are tried again until they are taken, and only the newest of a party is', async () => {
    const cpo = await startPlatform('CPO NL/THR');
    listener.answerTo(PUSHES, plain({ status: 503 }), 3);
    const { id } = await invite(hub, cpo);
    await eventually('the first try', () => toldOf('THR').length > 0);
    await hub.operator('DELETE', `/platforms/${id}`);
    await eventually('the newest status', () => (toldOf('THR').at(-1)?.json as Pushed).status === 'SUSPENDED', {
      withinMs: 20_000,
    });
  });

  it('wait for a platform that is away, and reach it when it is back', async () => {
    const lateComer = await startPlatform('EMSP NL/LAT');
    const id = await register(hub, lateComer);
    await lateComer.stop();
    await eventually('it to be OFFLINE', async () => (await platformAt(hub, id)).status === 'OFFLINE', {
      withinMs: 20_000,
    });
    await invite(hub, await startPlatform('CPO NL/FOU'));
    await lateComer.start();
    await eventually(
      'it to be told of what it missed',
      () => lateComer.received.matching(PUSHES).some(({ rest }) => rest === '/NL/FOU'),
      { withinMs: 30_000 },
    );
  });
});
