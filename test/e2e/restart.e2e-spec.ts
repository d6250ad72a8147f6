/**
 * A hub that is killed, or stopped, and starts again on what it left in its data directory. It may observe what platforms and the
 * operator are answered before and after.
 */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { ocpi, type PlatformAnswer, type SimulatedPlatform } from '../../apps/simulator/src/index.js';
import { eventually } from '../support/eventually.js';
import { freePort } from '../support/free-port.js';
import { startHub, type HubProcess } from '../support/hub-process.js';
import { askForPlatform, freshCredentials, invite, register, startPlatform } from '../support/onboarding.js';

let hub: HubProcess;
/** The public URL is in the tokens' world for good: a restart keeps the port. */
let env: Readonly<Record<string, string>>;
let emsp: SimulatedPlatform;
let cpo: SimulatedPlatform;
let called: SimulatedPlatform;
let planned: SimulatedPlatform;
let plannedToken: string;
/** The token that the EMSP held before a PUT whose answer got lost. */
let formerToken: string;

beforeAll(async () => {
  env = { BUSBAR_PORT: String(await freePort()), BUSBAR_OFFLINE_AFTER: '1', BUSBAR_ALIVE_AFTER_S: '3600' };
  hub = await startHub({ env });
  emsp = await startPlatform('EMSP DE/RES');
  await register(hub, emsp);
  cpo = await startPlatform('CPO NL/RES', { tokenEncoding: 'raw' });
  await register(hub, cpo);
  called = await startPlatform('CPO NL/CAL', { versions: ['2.2.1', '2.3.0'] });
  const connect = { versions_url: called.versionsUrl, token: called.issueRegistrationToken() };
  await askForPlatform(hub, called, { connect });
  planned = await startPlatform('CPO NL/PLN');
  plannedToken = (await invite(hub, planned)).registration.token;
  await makeOneOfEachStatus();
  emsp.answerTo({ where: ({ target }) => target.startsWith('/results/') }, ocpi());
});

async function makeOneOfEachStatus(): Promise<void> {
  const suspended = await startPlatform('CPO NL/SUS');
  await hub.operator('POST', `/platforms/${await register(hub, suspended)}/suspend`);
  const removed = await startPlatform('CPO NL/REM');
  await hub.operator('DELETE', `/platforms/${await register(hub, removed)}`);
  const offline = await startPlatform('CPO NL/OFF');
  const id = await register(hub, offline);
  const connectedAt = await lastUpdatedOf('OFF');
  await offline.stop();
  await hub.operator('POST', `/platforms/${id}/probe`);
  await eventually('OFFLINE to be stored', async () => (await lastUpdatedOf('OFF')) !== connectedAt);
}

async function clientInfos(): Promise<readonly Record<string, unknown>[]> {
  const answer = await emsp.request({ method: 'GET', module: 'hubclientinfo', interfaceRole: 'SENDER' });
  return answer.envelope?.data as readonly Record<string, unknown>[];
}

async function lastUpdatedOf(partyId: string): Promise<unknown> {
  return (await clientInfos()).find((info) => info['party_id'] === partyId)?.['last_updated'];
}

/** Sends a command whose result is to come later, and returns the URL that the CPO is to send it to. */
async function startSession(name: string): Promise<string> {
  const response_url = `http://127.0.0.1:${emsp.port}/results/${name}`;
  const command = { module: 'commands', interfaceRole: 'RECEIVER', path: '/START_SESSION', to: 'NL/RES' } as const;
  const answer = await emsp.request({ method: 'POST', ...command, body: { response_url, location_id: 'LOC1' } });
  expect(answer.envelope?.status_code).toBe(1000);
  const { json } = cpo.received.matching({ module: 'commands' }).at(-1) ?? {};
  return (json as { readonly response_url: string }).response_url;
}

/** Sends a CDR and returns the Location that the CPO gets for it. */
async function sendCdr(id: string): Promise<string> {
  const location = `http://127.0.0.1:${emsp.port}/ocpi/2.2.1/receiver/cdrs/${id}`;
  emsp.answerTo({ module: 'cdrs', method: 'POST' }, ocpi(undefined, { headers: ['Location', location] }), 1);
  const cdrs = { module: 'cdrs', interfaceRole: 'RECEIVER', to: 'DE/RES' } as const;
  const answer = await cpo.request({ method: 'POST', ...cdrs, body: { id } });
  expect(answer.headers.location?.startsWith(hub.publicUrl)).toBe(true);
  return answer.headers.location ?? '';
}

function getLocation(platform: SimulatedPlatform, token?: string): Promise<PlatformAnswer> {
  const named = { module: 'locations', interfaceRole: 'SENDER', path: '/1', to: platform.party } as const;
  return emsp.request({ method: 'GET', ...named, ...(token === undefined ? {} : { token }) });
}

const ENDS = [
  { how: 'killed', end: () => hub.kill('SIGKILL') },
  { how: 'stopped', end: async () => expect(await hub.stop()).toBe(0) },
];

describe.each(ENDS)('a hub that was $how and started again', ({ how, end }) => {
  let before: readonly Record<string, unknown>[];
  let resultUrl: string;
  let cdrUrl: string;

  beforeAll(async () => {
    resultUrl = await startSession(how);
    cdrUrl = await sendCdr(how);
    formerToken = emsp.peer?.token ?? '';
    const url = `${hub.publicUrl}/ocpi/2.2.1/credentials`;
    await emsp.request({ method: 'PUT', url, body: freshCredentials(emsp) });
    before = await clientInfos();
    await end();
    hub = await startHub({ dataDir: hub.dataDir, env });
  });

  it('shows every party with the status and date of before', async () => {
    expect(await clientInfos()).toEqual(before);
    const statuses = before.map(({ party_id, status }) => `${String(party_id)} ${String(status)}`);
    const expected = ['OFF OFFLINE', 'REM SUSPENDED', 'RES CONNECTED', 'SUS SUSPENDED', 'CAL CONNECTED'];
    expect(statuses).toEqual(expect.arrayContaining(expected));
  });

  it('knows its platforms by their tokens and is known by its own, whoever registered at whom', async () => {
    expect((await getLocation(cpo)).envelope?.status_code).toBe(1000);
    expect(await called.request({ method: 'GET', module: 'credentials' })).toMatchObject({ status: 200 });
    expect(await cpo.request({ method: 'GET', module: 'credentials' })).toMatchObject({ status: 200 });
  });

  it('lets a platform that never heard of its new token go on with the former', async () => {
    expect((await getLocation(cpo, formerToken)).envelope?.status_code).toBe(1000);
    expect(await emsp.updateCredentials()).toMatchObject({ done: true });
    expect((await getLocation(cpo)).envelope?.status_code).toBe(1000);
  });

  it('brings the result of a command of before to who gave it', async () => {
    const result = { result: 'ACCEPTED' };
    const sent = await cpo.request({ method: 'POST', url: resultUrl, to: 'DE/RES', body: result });
    expect([sent.status, sent.envelope?.status_code]).toEqual([200, 1000]);
    const arrived = emsp.received.matching({ where: ({ target }) => target === `/results/${how}` });
    expect(arrived).toMatchObject([{ method: 'POST', json: result, from: 'NL/RES', to: 'DE/RES' }]);
  });

  it('still serves the Location of a CDR of before', async () => {
    emsp.answerTo({ module: 'cdrs', method: 'GET' }, ocpi({ id: how }), 1);
    const answer = await cpo.request({ method: 'GET', url: cdrUrl, to: 'DE/RES' });
    expect(answer.envelope).toMatchObject({ status_code: 1000, data: { id: how } });
    expect(emsp.received.matching({ module: 'cdrs', method: 'GET' }).at(-1)?.rest).toBe(`/${how}`);
  });

  it('still takes operators with the same key', async () => {
    expect(await hub.operator('GET', '/platforms')).toMatchObject({ status: 200 });
  });
});

it('a registration token of before the restarts still registers its platform', async () => {
  const where = { versionsUrl: `${hub.publicUrl}/ocpi/versions`, token: plannedToken };
  expect(await planned.registerWith(where)).toMatchObject({ done: true });
  expect((await getLocation(planned)).envelope?.status_code).toBe(1000);
});

it('a platform that died during a restart is CONNECTED until a message or the alive check finds out', async () => {
  await hub.kill('SIGKILL');
  await planned.stop();
  hub = await startHub({ dataDir: hub.dataDir, env });
  const statusOf = async (): Promise<unknown> =>
    (await clientInfos()).find(({ party_id }) => party_id === 'PLN')?.['status'];
  expect(await statusOf()).toBe('CONNECTED');
  expect((await getLocation(planned)).envelope?.status_code).toBe(4003);
  expect(await statusOf()).toBe('OFFLINE');
});
