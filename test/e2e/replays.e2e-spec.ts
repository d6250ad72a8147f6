/**
 * What did not reach its receiver: found, understood, sent again or given up by the operator; lanes that wait for their platform. It may
 * observe the operator API, and what platforms get on the wire.
 */
import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { plain, type PlatformAnswer, type RecordedRequest } from '../../apps/simulator/src/index.js';
import { eventually } from '../support/eventually.js';
import { startHub, type HubProcess } from '../support/hub-process.js';
import { joinHub, type JoinedPlatform } from '../support/joined-platform.js';
import { bothInterfaces, forget } from '../support/roaming.js';

const TO_RECEIVER = { interfaceRole: 'RECEIVER', method: 'PUT' } as const;

interface Item {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly message_id: string;
  readonly correlation_id: string;
  readonly resync: { readonly module: string } | null;
}

let hub: HubProcess;
let cpo: JoinedPlatform;
let emsp: JoinedPlatform;

beforeAll(async () => {
  hub = await startHub({
    env: {
      BUSBAR_RETRY_BASE_MS: '100',
      BUSBAR_RETRY_MAX_MS: '300',
      BUSBAR_OFFLINE_AFTER: '1000',
      BUSBAR_DELIVERY_TTL_S: '3',
      BUSBAR_FORWARD_TIMEOUT_MS: '1000',
    },
  });
  const offers = bothInterfaces(['locations', 'tokens', 'cdrs', 'commands']);
  cpo = await joinHub(hub, { parties: [{ id: 'NL/CPO', role: 'CPO' }], offers });
  emsp = await joinHub(hub, { parties: [{ id: 'DE/MSP', role: 'EMSP' }], offers });
});
beforeEach(() => forget(cpo, emsp));

const broadcast = (id: string): Promise<PlatformAnswer> =>
  cpo.request({
    ...TO_RECEIVER,
    module: 'locations',
    path: `/NL/CPO/${id}`,
    to: 'XX/HUB',
    body: { id, last_updated: new Date().toISOString() },
  });

async function listed(path: string): Promise<readonly Item[]> {
  return (await hub.operator<{ items: readonly Item[] }>('GET', path)).body.items;
}

/** Waits for a delivery of this object to be in this state. */
function delivery(object: string, state: string): Promise<Item> {
  return eventually(
    `${object} to be ${state}`,
    async () =>
      (await listed(`/deliveries?state=${state}&limit=500`)).find((item) => JSON.stringify(item).includes(object)),
    { withinMs: 15_000 },
  );
}

async function received(id: string, count = 1): Promise<RecordedRequest> {
  return emsp.received.waitFor({ ...TO_RECEIVER, module: 'locations', path: `/NL/CPO/${id}` }, count, 15_000);
}

describe('a broadcast that was rejected', () => {
  it('is found with its attempts, replayed, and then found at its message', async () => {
    emsp.answerTo({ module: 'locations' }, plain({ status: 404 }), 1);
    await broadcast('REJ1');
    const rejected = await delivery('REJ1', 'rejected');
    expect((await listed('/failed?kind=delivery')).map(({ id }) => id)).toContain(rejected.id);

    const replay = await hub.operator('POST', `/deliveries/${rejected.id}/replay`);
    expect([replay.status, replay.body]).toMatchObject([202, { count: 1, stale: 0 }]);
    const [first, again] = [await received('REJ1'), await received('REJ1', 2)];
    expect([again.from, again.to, again.correlationId]).toEqual(['XX/HUB', 'DE/MSP', first.correlationId]);
    expect(again.requestId).not.toBe(first.requestId);
    await delivery('REJ1', 'delivered');
    expect((await hub.operator('POST', `/deliveries/${rejected.id}/replay`)).body).toMatchObject({ count: 0 });
    expect((await listed('/failed')).map(({ id }) => id)).not.toContain(rejected.id);

    const attempts = await eventually('both attempts to show', async () => {
      const { body } = await hub.operator<{ attempts: readonly object[] }>('GET', `/messages/${rejected.message_id}`);
      return body.attempts.length === 2 && body.attempts;
    });
    expect(attempts).toMatchObject([
      { http_status: 404, outcome: 'rejected' },
      { to: 'DE/MSP', outcome: 'delivered' },
    ]);
  });

  it('is not sent over a newer version, unless that is asked for', async () => {
    emsp.answerTo({ module: 'locations' }, plain({ status: 404 }), 1);
    await broadcast('REJ2');
    const { id } = await delivery('REJ2', 'rejected');
    await broadcast('REJ2');
    await delivery('REJ2', 'delivered');
    const refused = await hub.operator('POST', `/deliveries/${id}/replay`);
    expect([refused.status, refused.body['type']]).toEqual([409, 'urn:busbar:problem:newer-version']);
    expect((await hub.operator('POST', '/replays', { ids: [id], dry_run: true })).body).toMatchObject({ stale: 1 });
    await hub.operator('POST', `/deliveries/${id}/replay`, { force: true });
    await received('REJ2', 3);
  });
});

describe('a broadcast that has expired', () => {
  it('says how its receiver gets in sync again', async () => {
    emsp.answerTo({ module: 'locations' }, plain({ status: 503 }), 1_000);
    await broadcast('EXP1');
    expect((await delivery('EXP1', 'expired')).resync).toMatchObject({ module: 'locations' });
  });
});

describe('a direct push without an answer', () => {
  const push = (correlationId: string): Promise<PlatformAnswer> =>
    emsp.request({
      ...TO_RECEIVER,
      module: 'tokens',
      path: '/DE/MSP/012345678',
      query: 'type=APP_USER',
      to: 'NL/CPO',
      body: { uid: '012345678' },
      correlationId,
    });

  it('is delivered later on behalf of its sender, with the original routing headers', async () => {
    cpo.answerTo({ module: 'tokens' }, { kind: 'reset' }, 1);
    const told = await push('direct-1');
    expect(told.envelope?.status_code).toBe(4002);
    const failed = await eventually('it to be among the failed', async () =>
      (await listed('/failed?kind=message')).find((item) => item.correlation_id === 'direct-1'),
    );
    cpo.received.clear();
    expect((await hub.operator('POST', `/messages/${failed.id}/replay`)).body).toMatchObject({ count: 1 });
    const again = await cpo.received.waitFor({ ...TO_RECEIVER, module: 'tokens' });
    expect([again.from, again.to, again.rest, again.query]).toEqual([
      'DE/MSP',
      'NL/CPO',
      '/DE/MSP/012345678',
      'type=APP_USER',
    ]);
    expect([again.correlationId, again.json]).toEqual(['direct-1', { uid: '012345678' }]);
    expect((await hub.operator('POST', `/messages/${failed.id}/replay`)).body).toMatchObject({ count: 0 });
  });

  it('is refused where it was a command', async () => {
    cpo.answerTo({ module: 'commands' }, { kind: 'reset' }, 1);
    await emsp.request({
      method: 'POST',
      module: 'commands',
      interfaceRole: 'RECEIVER',
      path: '/UNLOCK_CONNECTOR',
      to: 'NL/CPO',
      body: { response_url: `${emsp.endpointUrl('commands', 'SENDER')}/1` },
      correlationId: 'command-1',
    });
    const message = await eventually('it to be in the journal', async () =>
      (await listed('/messages?correlation_id=command-1')).at(0),
    );
    expect((await listed('/failed?kind=message')).map(({ id }) => id)).not.toContain(message.id);
    const refused = await hub.operator('POST', `/messages/${message.id}/replay`);
    expect([refused.status, refused.body['type']]).toEqual([409, 'urn:busbar:problem:not-replayable']);
  });
});

describe('a lane', () => {
  it.each(['probe', 'resume'])('that the platform’s 401 has paused goes on after a %s', async (verb) => {
    const [one, two] = [`${verb.toUpperCase()}1`, `${verb.toUpperCase()}2`];
    emsp.answerTo({ module: 'locations' }, plain({ status: 401 }), 1);
    await broadcast(one);
    await received(one);
    await broadcast(two);
    await hub.operator('POST', `/platforms/${emsp.id}/${verb}`);
    await received(one, 2);
    await received(two);
  });

  it('loses what it owes when its platform is removed', async () => {
    const leaving = await joinHub(hub, {
      parties: [{ id: 'BE/LVE', role: 'EMSP' }],
      offers: bothInterfaces(['locations']),
    });
    leaving.answerTo({ module: 'locations' }, plain({ status: 503 }), 1_000);
    await broadcast('LEA1');
    await leaving.received.waitFor({ ...TO_RECEIVER, module: 'locations' }, 4);
    await hub.operator('DELETE', `/platforms/${leaving.id}`);
    await eventually('it to be discarded', async () => {
      const [owed] = await listed(`/deliveries?platform=${leaving.id}`);
      return owed?.state === 'discarded';
    });
  });
});
