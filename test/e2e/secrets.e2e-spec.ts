/**
 * Every token that was ever used with a hub, looked for in everything the hub leaves behind: its output at the most talkative level,
 * the files of its data directory, and what its operator API and metrics answer.
 */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { newToken, ocpi, unauthorized, type SimulatedPlatform } from '../../apps/simulator/src/index.js';
import { eventually } from '../support/eventually.js';
import { startHub, type HubProcess } from '../support/hub-process.js';
import {
  askForPlatform,
  freshCredentials,
  invite,
  startPlatform,
  type InvitedPlatform,
} from '../support/onboarding.js';

/** Occurs in bodies, and in a callback URL: personal data that is kept sealed or not at all. */
const PERSONAL = 'personal-4711-data';
/** What the hub made for itself lies here in clear, mode 0600. */
const KEY_FILES = ['operator.key', 'secret.key'];

interface Listed {
  readonly items: readonly { readonly id: string }[];
}

let hub: HubProcess;
let output: string;
let answers: string;
const secrets = new Set<string>();

beforeAll(async () => {
  hub = await startHub({
    env: { BUSBAR_LOG_LEVEL: 'trace', BUSBAR_JOURNAL_PAYLOADS: 'all', BUSBAR_FORWARD_TIMEOUT_MS: '1000' },
  });
  const platforms = await useEveryToken();
  for (const platform of platforms) collectFrom(platform);
  answers = await everythingTold();
  await hub.kill('SIGKILL');
  output = hub.logs();
}, 60_000);

/** Lets platforms register, talk, rotate and fail in every way that has a token in it. */
async function useEveryToken(): Promise<readonly SimulatedPlatform[]> {
  const emsp = await startPlatform('EMSP DE/SEC');
  const cpo = await startPlatform('CPO NL/SEC', { tokenEncoding: 'raw' });
  const called = await startPlatform('CPO NL/CAL');
  const failing = await startPlatform('CPO NL/FAI');

  const { registration } = await invite(hub, emsp);
  secrets.add(registration.token);
  await emsp.registerWith({ versionsUrl: registration.versions_url, token: registration.token });
  await registerOnce(cpo);
  const connect = { versions_url: called.versionsUrl, token: called.issueRegistrationToken() };
  const { id } = (await askForPlatform(hub, called, { connect })).body;

  await talk(emsp, cpo);
  for (const platform of [emsp, cpo]) {
    collectFrom(platform);
    await platform.updateCredentials();
  }
  await hub.operator('POST', `/platforms/${id}/rotate-token`);
  await failHandshakes(failing);
  await presentWrongTokens(emsp);
  cpo.answerTo({ module: 'locations' }, unauthorized());
  await talk(emsp, cpo);
  collectFrom(called);
  await called.unregister();
  return [emsp, cpo, called, failing];
}

/** With an Idempotency-Key: the answer, token and all, is kept to be repeated. */
async function registerOnce(platform: SimulatedPlatform): Promise<void> {
  const body = { name: 'Once', parties: [{ role: 'CPO', country_code: 'NL', party_id: 'SEC' }] };
  const headers = { 'idempotency-key': 'secrets-1' };
  const made = await hub.operatorRequest<InvitedPlatform>({ method: 'POST', path: '/platforms', body, headers });
  const { token, versions_url: versionsUrl } = made.body.registration;
  secrets.add(token);
  await platform.registerWith({ versionsUrl, token });
}

async function talk(emsp: SimulatedPlatform, cpo: SimulatedPlatform): Promise<void> {
  cpo.answerTo({ module: 'locations', path: '/1' }, ocpi({ id: '1', name: PERSONAL }), 1);
  await emsp.request({ method: 'GET', module: 'locations', interfaceRole: 'SENDER', path: '/1', to: 'NL/SEC' });
  const response_url = `http://127.0.0.1:${emsp.port}/results?for=${PERSONAL}`;
  const command = { module: 'commands', interfaceRole: 'RECEIVER', path: '/START_SESSION', to: 'NL/SEC' } as const;
  await emsp.request({ method: 'POST', ...command, body: { response_url, token: { uid: PERSONAL } } });
  await emsp.request({ method: 'GET', module: 'credentials' });
}

/** A peer that repeats the token in its message, one that answers nonsense, and bodies with a token that are no Credentials. */
async function failHandshakes(platform: SimulatedPlatform): Promise<void> {
  const { id, registration } = await invite(hub, platform);
  secrets.add(registration.token);
  platform.answerTo({}, ({ headers, json }) => {
    const told = `${String(headers.authorization)} ${JSON.stringify(json)}`;
    return ocpi(undefined, { ocpiStatus: 2000, message: `I do not take ${told}` });
  });
  const url = `${hub.publicUrl}/ocpi/2.2.1/credentials`;
  const post = async (body: unknown): Promise<void> => {
    await platform.request({ method: 'POST', url, token: registration.token, body });
  };
  await post(freshCredentials(platform));
  const connect = { versions_url: platform.versionsUrl, token: platform.issueRegistrationToken() };
  secrets.add(connect.token);
  await hub.operator('POST', `/platforms/${id}/connect`, connect);
  platform.clearAnswers();
  platform.answerTo({ module: 'credentials' }, ({ json }) =>
    ocpi(json, { ocpiStatus: 3000, message: JSON.stringify(json) }),
  );
  await hub.operator('POST', `/platforms/${id}/connect`, connect);
  for (const broken of ['{"token":"TOKEN"', '["TOKEN"]', '{"token":"TOKEN","roles":7}']) {
    const token = newToken();
    secrets.add(token);
    await post(broken.replace('TOKEN', token));
  }
}

async function presentWrongTokens(platform: SimulatedPlatform): Promise<void> {
  const url = `${hub.publicUrl}/ocpi/versions`;
  for (const scheme of ['Token', 'Bearer', 'Basic', 'token']) {
    const token = newToken();
    secrets.add(token);
    await platform.request({ method: 'GET', url, headers: { authorization: `${scheme} ${token}` } });
    await hub.operatorRequest({ method: 'GET', path: '/platforms', headers: { authorization: `${scheme} ${token}` } });
  }
  const inQuery = newToken();
  secrets.add(inQuery);
  await hub.operator('GET', `/platforms?access_token=${inQuery}`);
}

/** The tokens that a platform was called with, those it was given in bodies, and the one it holds. */
function collectFrom(platform: SimulatedPlatform): void {
  if (platform.peer) secrets.add(platform.peer.token);
  for (const { headers, json } of platform.received.all) {
    const written = (headers.authorization ?? '').replace(/^Token /, '');
    const decoded = Buffer.from(written, 'base64').toString();
    secrets.add(/^[\x21-\x7e]{40,}$/.test(decoded) ? decoded : written);
    const offered = (json as { readonly token?: unknown } | undefined)?.token;
    if (typeof offered === 'string') secrets.add(offered);
  }
}

/** All that the operator API tells a reader, message by message, and the metrics. */
async function everythingTold(): Promise<string> {
  const messages = await eventually('the journal to be written', async () => {
    const { body } = await hub.operator<Listed>('GET', '/messages?limit=200');
    return body.items.length > 20 && body;
  });
  const told: unknown[] = [messages];
  for (const { id } of messages.items) told.push((await hub.operator('GET', `/messages/${id}`)).body);
  const platforms = (await hub.operator<Listed>('GET', '/platforms')).body;
  told.push(platforms);
  for (const { id } of platforms.items) told.push((await hub.operator('GET', `/platforms/${id}`)).body);
  for (const path of ['/parties', '/stats', '/keys']) told.push((await hub.operator('GET', path)).body);
  told.push(await (await fetch(`${hub.operatorUrl}/metrics`)).text(), await (await fetch(`${hub.url}/readyz`)).text());
  return JSON.stringify(told);
}

/** The ways in which a text may be written down. */
function spellingsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  return [secret, bytes.toString('base64').replace(/=+$/, ''), bytes.toString('hex'), encodeURIComponent(secret)];
}

function found(place: string | Buffer, wanted: Iterable<string>): readonly string[] {
  return [...wanted].filter((secret) => spellingsOf(secret).some((spelling) => place.includes(spelling)));
}

describe('a token', () => {
  it('is one of many that were used', () => {
    expect(secrets.size).toBeGreaterThan(20);
    for (const secret of secrets) expect(secret.length).toBeGreaterThan(40);
  });

  it('is nowhere in the output of the hub', () => {
    expect(output.length).toBeGreaterThan(10_000);
    expect(found(output, secrets)).toEqual([]);
  });

  it('is nowhere in the answers of the operator API and the metrics', () => {
    expect(found(answers, secrets)).toEqual([]);
  });

  it('is in no file of the data directory', () => {
    const files = readdirSync(hub.dataDir).filter((name) => !KEY_FILES.includes(name));
    expect(files.length).toBeGreaterThan(0);
    for (const name of files) {
      expect([name, found(readFileSync(join(hub.dataDir, name)), secrets)]).toEqual([name, []]);
    }
  });
});

describe('what only the operator may know', () => {
  it('the keys of the hub are in no output, answer or database file', () => {
    const keys = KEY_FILES.map((name) => readFileSync(join(hub.dataDir, name), 'utf8').trim());
    const files = readdirSync(hub.dataDir).filter((name) => !KEY_FILES.includes(name));
    const bytes = Buffer.concat(files.map((name) => readFileSync(join(hub.dataDir, name))));
    expect([found(output, keys), found(answers, keys), found(bytes, keys)]).toEqual([[], [], []]);
  });

  it('bodies and callback URLs are in no output and in no database file as they were', () => {
    // That they were kept, and how, is told by the answers of the operator API.
    expect(found(answers, [PERSONAL])).toEqual([PERSONAL]);
    const files = readdirSync(hub.dataDir).filter((name) => !KEY_FILES.includes(name));
    for (const name of files) {
      expect([name, found(readFileSync(join(hub.dataDir, name)), [PERSONAL])]).toEqual([name, []]);
    }
    expect(found(output, [PERSONAL])).toEqual([]);
  });
});
