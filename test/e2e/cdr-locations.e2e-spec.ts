import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ocpi, plain, type PlatformAnswer, type PlatformRequest } from '../../apps/simulator/src/index.js';
import { eventually } from '../support/eventually.js';
import { endingOf, headerOf } from '../support/hub-answers.js';
import type { HubProcess } from '../support/hub-process.js';
import type { JoinedPlatform } from '../support/joined-platform.js';
import { forget, startRoaming } from '../support/roaming.js';

/**
 * CDRs: only their receiver knows where it keeps them, so the Location it gives must lead back to it through the hub. It observes
 * the Location that the CPO gets and what the EMSP is asked for behind it.
 */
const AT_HUB = /^http:\/\/localhost:\d+\/ocpi\/2\.2\.1\/carried\/[A-Za-z0-9_-]{22}$/;

describe('the Location of a created CDR', () => {
  let hub: HubProcess;
  let cpo: JoinedPlatform;
  let emsp: JoinedPlatform;
  let origin: string;

  beforeAll(async () => {
    ({ hub, cpo, emsp } = await startRoaming());
    origin = new URL(emsp.endpointUrl('cdrs', 'RECEIVER')).origin;
  }, 60_000);

  beforeEach(() => forget(cpo, emsp));

  const post = (request: Partial<PlatformRequest> = {}): Promise<PlatformAnswer> =>
    cpo.request({
      method: 'POST',
      module: 'cdrs',
      interfaceRole: 'RECEIVER',
      to: 'DE/MSP',
      body: { id: 'CDR 1/ä' },
      ...request,
    });
  const locationFor = async (headers: readonly string[], status = 201): Promise<string | null> => {
    emsp.answerTo({ module: 'cdrs', method: 'POST' }, ocpi(undefined, { status, headers }));
    return headerOf(await post(), 'location');
  };
  const lookUp = (url: string | null, request: Partial<PlatformRequest> = {}): Promise<PlatformAnswer> =>
    cpo.request({ method: 'GET', url: url ?? '', to: 'DE/MSP', ...request });
  const defects = async (): Promise<string[]> => {
    const view = await hub.operator<{ defects: { kind: string }[] }>('GET', `/platforms/${emsp.id}`);
    return view.body.defects.map(({ kind }) => kind);
  };

  it.each([200, 201])('is a URL of the hub, which leads to the CDR (HTTP %i)', async (status) => {
    const theirs = '/archive/2026;x/%7BCDR%7D?version=7&y=%20';
    const location = await locationFor(['Location', `${origin}${theirs}`], status);
    expect(location).toMatch(AT_HUB);
    emsp.answerTo({ method: 'GET' }, ocpi({ id: 'CDR1' }));
    const found = await lookUp(location, { correlationId: 'look-up-1' });
    expect(endingOf(found)).toEqual({ http: 200, ocpi: 1000, from: 'DE/MSP', to: 'NL/CPO' });
    expect(found.envelope?.data).toEqual({ id: 'CDR1' });
    const [asked] = emsp.received.matching({ method: 'GET' });
    expect(asked).toMatchObject({ target: theirs, from: 'NL/CPO', to: 'DE/MSP', correlationId: 'look-up-1' });
    expect(emsp.tokens.read(asked?.headers.authorization)).not.toBeNull();
  });

  it('may be relative', async () => {
    const location = await locationFor(['Location', '/kept/here/1']);
    await lookUp(location);
    expect(emsp.received.matching({ method: 'GET' })[0]?.target).toBe('/kept/here/1');
  });

  it.each([
    ['when the receiver sent none', [], 'missing-location'],
    ['when it lies on a foreign host', ['Location', 'http://169.254.169.254/cdr'], 'foreign-location'],
    ['when it is a script', ['Location', 'javascript:alert(1)'], 'foreign-location'],
    ['when it is no URL', ['Location', 'http://[::1'], 'foreign-location'],
  ])('is made from the endpoint and the id of the CDR %s, and a defect recorded', async (_title, headers, defect) => {
    const location = await locationFor(headers);
    expect(location).toMatch(AT_HUB);
    await lookUp(location);
    const { pathname } = new URL(emsp.endpointUrl('cdrs', 'RECEIVER'));
    expect(emsp.received.matching({ method: 'GET' })[0]?.target).toBe(`${pathname}/CDR%201%2F%C3%A4`);
    await eventually('the defect to be shown', async () => (await defects()).includes(defect));
  });

  it('is left out when the receiver sent none and the CDR has no id, or two', async () => {
    for (const body of ['{}', '{"id":1}', '{"id":"A","id":"B"}']) {
      expect(headerOf(await post({ body }), 'location')).toBeNull();
    }
  });

  it.each([
    ['the receiver refused the CDR', ocpi(undefined, { ocpiStatus: 2001 })],
    ['the receiver failed', ocpi(undefined, { status: 500, ocpiStatus: 3000 })],
    ['the receiver took it for later', ocpi(undefined, { status: 202 })],
  ])('is left out when %s', async (_title, answer) => {
    emsp.answerTo({ module: 'cdrs' }, { ...answer, headers: ['Location', `${origin}/x`] });
    const refused = await post();
    expect(headerOf(refused, 'location')).toBeNull();
    expect(refused.bytes.equals(Buffer.from(answer.body))).toBe(true);
  });

  it('is given for a 201 without a body', async () => {
    emsp.answerTo({ module: 'cdrs', method: 'POST' }, plain({ status: 201, headers: ['Location', `${origin}/bare`] }));
    const created = await post();
    expect([created.status, created.bytes.length]).toEqual([201, 0]);
    await lookUp(headerOf(created, 'location'));
    expect(emsp.received.matching({ method: 'GET' })[0]?.target).toBe('/bare');
  });

  it('of anything but a CDR does not pass', async () => {
    emsp.answerTo({ module: 'tokens' }, ocpi(undefined, { status: 201, headers: ['Location', `${origin}/x`] }));
    const answer = await post({ module: 'tokens', interfaceRole: 'SENDER', path: '/T1/authorize' });
    expect(headerOf(answer, 'location')).toBeNull();
  });

  it('opens to the party that it was given to and to no other, and only for reading', async () => {
    const location = await locationFor(['Location', `${origin}/mine`]);
    const answers = [
      await lookUp(location, { method: 'DELETE' }),
      await emsp.request({ method: 'GET', url: location ?? '' }),
      await lookUp(location, { token: 'of-nobody' }),
    ];
    expect(answers.map(({ status, envelope }) => [status, envelope?.status_code])).toEqual([
      [405, 2000],
      [404, 2001],
      [401, 2000],
    ]);
    expect(emsp.received.matching({ path: '/mine' })).toEqual([]);
  });
});
