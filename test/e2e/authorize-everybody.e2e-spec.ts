/**
 * Real-time authorization of tokens whose EMSP nobody knows, over real HTTP; it observes what the CPO is answered and when, what the EMSPs
 * are asked, and what the operator API says of it.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ocpi, type Answer, type PlatformAnswer } from '../../apps/simulator/src/index.js';
import { eventually } from '../support/eventually.js';
import { endingOf } from '../support/hub-answers.js';
import { expectUnharmed } from '../support/hub-health.js';
import { startHub, type HubProcess } from '../support/hub-process.js';
import { joinHub, type JoinedPlatform } from '../support/joined-platform.js';
import { rowsOf } from '../support/journal-of.js';
import { forget } from '../support/roaming.js';

const DEADLINE_MS = 1_500;
const SILENT = { delayMs: 4 * DEADLINE_MS };

let hub: HubProcess;
let cpo: JoinedPlatform;
let one: JoinedPlatform;
let two: JoinedPlatform;
let uids = 0;

beforeAll(async () => {
  const env = { BUSBAR_AUTHORIZE_TIMEOUT_MS: String(DEADLINE_MS), BUSBAR_OFFLINE_AFTER: '1000' };
  hub = await startHub({ env });
  cpo = await joinHub(hub, { parties: [{ id: 'NL/CPO', role: 'CPO' }] });
  one = await joinHub(hub, { parties: [{ id: 'DE/ONE', role: 'EMSP' }] });
  two = await joinHub(hub, { parties: [{ id: 'DE/TWO', role: 'EMSP' }] });
}, 60_000);

beforeEach(() => forget(cpo, one, two));

const AUTHORIZE = { method: 'POST', module: 'tokens', interfaceRole: 'SENDER' } as const;
const UNKNOWN = ocpi(undefined, { status: 404, ocpiStatus: 2004 });

/** A token that no test has used. */
const newUid = (): string => `card-${(uids += 1)}`;

/** An AuthorizationInfo. */
function info(
  allowed: string,
  token: { readonly uid: string; readonly owner: string; readonly delayMs?: number },
): Answer {
  const [country_code, party_id] = token.owner.split('/');
  const data = {
    allowed,
    token: { country_code, party_id, uid: token.uid, type: 'RFID', contract_id: 'c', valid: true },
  };
  return ocpi(data, { delayMs: token.delayMs ?? 0 });
}

function authorize(uid: string): Promise<PlatformAnswer> {
  return cpo.request({ ...AUTHORIZE, path: `/${uid}/authorize`, body: { location_id: 'L1' } });
}

describe('an authorization of a token that nobody is known to own', () => {
  afterAll(() => expectUnharmed(hub));

  it('is answered by the first that allows it, without waiting for the others, unchanged and from that party', async () => {
    const uid = newUid();
    one.answerTo(AUTHORIZE, info('BLOCKED', { uid, owner: 'DE/ONE', ...SILENT }));
    two.answerTo(AUTHORIZE, info('ALLOWED', { uid, owner: 'DE/TWO' }));
    const startedAt = performance.now();
    const answer = await authorize(uid);
    expect(performance.now() - startedAt).toBeLessThan(DEADLINE_MS);
    expect(endingOf(answer)).toEqual({ http: 200, ocpi: 1000, from: 'DE/TWO', to: 'NL/CPO' });
    expect(answer.envelope?.data).toMatchObject({ allowed: 'ALLOWED', token: { uid } });
    const [row] = await rowsOf(hub, answer.sentCorrelationId);
    expect([row?.plan, row?.to, row?.why]).toEqual(['open', 'DE/TWO', 'asked 2 parties, DE/TWO answered first']);
    const asked = [one, two].map((platform) => platform.received.matching(AUTHORIZE));
    const headers = asked.map(([request]) => request?.headers ?? {});
    expect(headers.map((each) => each['ocpi-to-party-id'])).toEqual(['ONE', 'TWO']);
    expect(new Set(headers.map((each) => each['x-correlation-id']))).toEqual(new Set([answer.sentCorrelationId]));
    expect(new Set(headers.map((each) => each['x-request-id'])).size).toBe(2);
  });

  it('goes to the winner alone from then on', async () => {
    const uid = newUid();
    one.answerTo(AUTHORIZE, UNKNOWN);
    two.answerTo(AUTHORIZE, info('ALLOWED', { uid, owner: 'DE/TWO' }));
    await authorize(uid);
    await eventually('the hub to know whose token it is', async () => {
      forget(one);
      await authorize(uid);
      return one.received.matching(AUTHORIZE).length === 0 ? true : null;
    });
  });

  it.each(['BLOCKED', 'EXPIRED', 'NO_CREDIT'])('is %s at the deadline where nobody else answers', async (allowed) => {
    const uid = newUid();
    one.answerTo(AUTHORIZE, info('ALLOWED', { uid, owner: 'DE/ONE', ...SILENT }));
    two.answerTo(AUTHORIZE, info(allowed, { uid, owner: 'DE/TWO' }));
    const startedAt = performance.now();
    const answer = await authorize(uid);
    expect(answer.envelope?.data).toMatchObject({ allowed });
    expect(performance.now() - startedAt).toBeLessThan(2 * DEADLINE_MS);
  });

  it.each([
    ['another uid', { uid: 'another', owner: 'DE/ONE' }],
    ['a foreign owner', { uid: null, owner: 'DE/TWO' }],
  ])('is not won by an answer with %s', async (_, { uid, owner }) => {
    const asked = newUid();
    one.answerTo(AUTHORIZE, info('ALLOWED', { uid: uid ?? asked, owner }));
    two.answerTo(AUTHORIZE, info('EXPIRED', { uid: asked, owner: 'DE/TWO', delayMs: 200 }));
    const answer = await authorize(asked);
    expect([endingOf(answer).from, answer.envelope?.data]).toMatchObject(['DE/TWO', { allowed: 'EXPIRED' }]);
  });

  it.each([
    ['all know it not', UNKNOWN],
    ['one knows it not and the other is silent', ocpi(undefined, SILENT)],
  ])('is 404 with 2004 of the hub where %s', async (_, other) => {
    one.answerTo(AUTHORIZE, UNKNOWN);
    two.answerTo(AUTHORIZE, other);
    expect(endingOf(await authorize(newUid()))).toEqual({ http: 404, ocpi: 2004, from: 'XX/HUB', to: 'NL/CPO' });
  });

  it('is 4002 where all are silent, and they count as connected still', async () => {
    one.answerTo(AUTHORIZE, ocpi(undefined, SILENT));
    two.answerTo(AUTHORIZE, ocpi(undefined, SILENT));
    expect(endingOf(await authorize(newUid()))).toEqual({ http: 200, ocpi: 4002, from: 'XX/HUB', to: 'NL/CPO' });
  });

  it('is 4001 where the operator has switched asking off', async () => {
    const other = await startHub({ env: { BUSBAR_AUTHORIZE_ANY: 'false' } });
    const asker = await joinHub(other, { parties: [{ id: 'NL/CPO', role: 'CPO' }] });
    const asked = await joinHub(other, { parties: [{ id: 'DE/ONE', role: 'EMSP' }] });
    const answer = await asker.request({ ...AUTHORIZE, path: '/1/authorize' });
    expect([endingOf(answer).ocpi, asked.received.matching(AUTHORIZE)]).toEqual([4001, []]);
  });
});
