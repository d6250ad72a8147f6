/** Broadcast push through a running hub, seen by its sender and by those it is owed to; it may observe what both get on the wire. */
import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  ocpi,
  plain,
  type PlatformAnswer,
  type RecordedRequest,
  type RequestMatch,
  type SimulatedPlatform,
} from '../../apps/simulator/src/index.js';
import { startHub, type HubProcess } from '../support/hub-process.js';
import { register, startPlatform } from '../support/onboarding.js';

const LOCATION = '{ "id":"L1","last_updated":"2026-01-30T00:00:00Z", "max":1e400, "unknown_field":[1.000] }';
const PUSH = {
  module: 'locations',
  interfaceRole: 'RECEIVER',
  path: '/NL/CPO/L1',
  to: 'XX/HUB',
  body: LOCATION,
} as const;
const RECEIVED = { module: 'locations', interfaceRole: 'RECEIVER', method: 'PUT' } as const;

let hub: HubProcess;
let cpo: SimulatedPlatform;
let emsp: SimulatedPlatform;
let nsp: SimulatedPlatform;

beforeAll(async () => {
  hub = await startHub({
    env: { BUSBAR_RETRY_BASE_MS: '100', BUSBAR_RETRY_MAX_MS: '400', BUSBAR_OFFLINE_AFTER: '50' },
  });
  cpo = await startPlatform('CPO NL/CPO');
  emsp = await startPlatform(['EMSP DE/MSP', 'EMSP DE/TWO']);
  nsp = await startPlatform('NSP FR/NSP');
  for (const platform of [cpo, emsp, nsp]) await register(hub, platform);
});

beforeEach(() => {
  for (const platform of [cpo, emsp, nsp]) {
    platform.received.clear();
    platform.clearAnswers();
  }
});

/** Everything of a kind that a platform got, once there are so many. */
async function receivedBy(
  platform: SimulatedPlatform,
  count: number,
  more: RequestMatch = {},
): Promise<readonly RecordedRequest[]> {
  await platform.received.waitFor({ ...RECEIVED, ...more }, count, 20_000);
  return platform.received.matching({ ...RECEIVED, ...more });
}

const push = (more: object = {}): Promise<PlatformAnswer> =>
  cpo.request({ method: 'PUT', from: 'NL/CPO', ...PUSH, ...more });

describe('a broadcast', () => {
  it('is answered by the hub, and reaches every party of an opposite role in a request of its own', async () => {
    const answer = await push({ correlationId: 'c-1', requestId: 'r-1' });
    expect([answer.status, answer.envelope?.status_code]).toEqual([200, 1000]);
    expect(answer.headers['ocpi-from-party-id']).toBe('HUB');
    const atEmsp = await receivedBy(emsp, 2);
    const atNsp = await receivedBy(nsp, 1);
    expect(atEmsp.map((request) => request.headers['ocpi-to-party-id']).sort()).toEqual(['MSP', 'TWO']);
    for (const request of [...atEmsp, ...atNsp]) {
      expect(request.headers['ocpi-from-party-id']).toBe('HUB');
      expect(request.headers['x-correlation-id']).toBe('c-1');
      expect(request.headers['x-request-id']).not.toBe('r-1');
      expect(request.bytes.toString()).toBe(LOCATION);
    }
    expect(cpo.received.matching(RECEIVED)).toEqual([]);
  });

  it('is tried again with a new request id and the same correlation id until its receiver takes it', async () => {
    nsp.answerTo(RECEIVED, plain({ status: 503 }), 2);
    await push({ correlationId: 'c-2', path: '/NL/CPO/L2' });
    const tries = await receivedBy(nsp, 3);
    expect(new Set(tries.map((request) => request.headers['x-correlation-id']))).toEqual(new Set(['c-2']));
    expect(new Set(tries.map((request) => request.headers['x-request-id'])).size).toBe(3);
  });

  it('that is repeated with the same id and body has one fan-out and the same answer', async () => {
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => push({ requestId: 'same', path: '/NL/CPO/L3' })));
    expect(new Set(answers.map((answer) => answer.envelope?.status_message)).size).toBe(1);
    await push({ requestId: 'after', path: '/NL/CPO/L4' });
    await receivedBy(nsp, 1, { path: '/NL/CPO/L4' });
    expect(await receivedBy(nsp, 1, { path: '/NL/CPO/L3' })).toHaveLength(1);
  });

  it('waits in a killed hub and is delivered by the next one', async () => {
    nsp.answerTo(RECEIVED, plain({ status: 503 }));
    await push({ path: '/NL/CPO/L5' });
    await receivedBy(nsp, 1);
    await hub.kill('SIGKILL');
    nsp.clearAnswers();
    nsp.answerTo(RECEIVED, ocpi());
    const before = nsp.received.matching(RECEIVED).length;
    hub = await startHub({ dataDir: hub.dataDir, env: { BUSBAR_PORT: new URL(hub.url).port } });
    await receivedBy(nsp, before + 1);
  });
});
