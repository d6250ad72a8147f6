import { describe, expect, it } from '@jest/globals';
import { JourneyWorld, jsonAnswer, type SentMessage } from '../../../../test/doubles/journey-world.js';
import { aSnapshot, type PlatformSketch } from '../../../../test/support/builders.js';
import type { AnswerBody } from '../answer.js';
import type { ValidationMode } from '../platform-settings.js';
import type { PartyAnswer } from '../ports.js';

const UTF8 = new TextEncoder();
const OFFERS = ['locations SENDER', 'tokens RECEIVER', 'tariffs RECEIVER', 'commands RECEIVER', 'commands SENDER'];
const SUCCESS = { status_code: 1000, timestamp: '2026-01-30T00:00:00Z' };
const TOKEN = {
  country_code: 'DE',
  party_id: 'MSP',
  uid: 'U1',
  type: 'RFID',
  contract_id: 'DE8ACC12E46L89',
  issuer: 'TheNewMotion',
  valid: true,
  whitelist: 'ALWAYS',
  last_updated: '2026-01-30T00:00:00Z',
};
const GET_LOCATIONS: SentMessage = { target: '/ocpi/2.2.1/sender/locations', from: 'DE/MSP', to: 'NL/CPO' };
const putToken = (change: object = {}): SentMessage => ({
  target: '/ocpi/2.2.1/receiver/tokens/DE/MSP/U1',
  method: 'PUT',
  from: 'DE/MSP',
  to: 'NL/CPO',
  body: JSON.stringify({ ...TOKEN, ...change }),
});

interface Modes {
  readonly hub?: ValidationMode;
  readonly emsp?: ValidationMode;
  readonly cpo?: ValidationMode;
}

function world({ hub = 'off', emsp, cpo }: Modes): JourneyWorld {
  const sketch = (id: string, party: string, validation?: ValidationMode): PlatformSketch => ({
    id,
    parties: [party],
    offers: OFFERS,
    settings: { validation: validation ?? null },
  });
  const made = new JourneyWorld(aSnapshot(sketch('cpo', 'CPO NL/CPO', cpo), sketch('emsp', 'EMSP DE/MSP', emsp)), {
    validation: hub,
  });
  made.answer = () => jsonAnswer(200, SUCCESS);
  return made;
}

function streamed(chunks: readonly string[], how: 'complete' | 'cut-off' = 'complete'): AnswerBody {
  return {
    kind: 'stream',
    pipeTo: (target) => {
      let isStopped = false;
      target.onGone(() => (isStopped = true));
      target.onDrain(() => undefined);
      for (const chunk of chunks) if (!isStopped) target.write(UTF8.encode(chunk));
      const edge = new Uint8Array(0);
      return Promise.resolve({ how: isStopped ? 'asker-gone' : how, bytes: 0, head: edge, tail: edge });
    },
  };
}

const answerOf = (body: AnswerBody, headers: readonly (readonly [string, string])[] = []): PartyAnswer => ({
  kind: 'answer',
  status: 200,
  headers: new Map(headers),
  body,
});

describe('whose mode counts', () => {
  it.each<[Modes, readonly string[]]>([
    [{}, []],
    [{ hub: 'observe' }, ['request of DE/MSP', 'answer of NL/CPO']],
    [{ hub: 'observe', cpo: 'off' }, ['request of DE/MSP']],
    [{ hub: 'off', cpo: 'observe' }, ['answer of NL/CPO']],
    [{ hub: 'enforce', emsp: 'observe', cpo: 'off' }, ['request of DE/MSP']],
  ])('with %j that of whoever said it: %j is observed', async (modes, expected) => {
    const hub = world(modes);
    await hub.send(putToken());
    expect(hub.watched.map(({ direction, party }) => `${direction} of ${party}`)).toEqual(expected);
  });
});

describe('a request under enforce', () => {
  it.each([
    ['without a field', putToken({ issuer: undefined }), '$.issuer breaks the rule required of OCPI 2.2.1, Tokens'],
    ['of a method that its version does not have', { ...putToken(), method: 'POST' }, 'url breaks the rule method of'],
    [
      'with a parameter that is none',
      { ...GET_LOCATIONS, target: `${GET_LOCATIONS.target}?limit=ten` },
      'query.limit breaks the rule type of OCPI 2.2.1, Locations module',
    ],
  ])('%s is refused before anybody hears of it', async (_title, sent, words) => {
    const hub = world({ emsp: 'enforce' });
    const reply = await hub.send(sent);
    expect([reply.status, reply.ocpi]).toEqual([200, 2001]);
    expect(reply.text).toContain(words);
    expect(hub.requests).toEqual([]);
    expect(hub.defects.map(({ kind, platformId }) => [kind, platformId])).toEqual([['object-model', 'emsp']]);
    expect(hub.rows.map(({ outcome }) => outcome)).toEqual(['refused']);
  });

  it('that keeps to the model goes on byte for byte, fields that OCPI does not know with it', async () => {
    const hub = world({ emsp: 'enforce' });
    const body = JSON.stringify(TOKEN).replace('{', '{ "x-ours": [1e400],  "__proto__": {"issuer": 5},');
    expect((await hub.send({ ...putToken(), body })).ocpi).toBe(1000);
    expect(hub.forwarded.body).toBe(body);
    expect(hub.defects).toEqual([]);
  });
});

describe('an answer under enforce', () => {
  const page = JSON.stringify({ ...SUCCESS, data: [{ id: 'L1' }] });

  it.each([
    ['whole', (): AnswerBody => ({ kind: 'whole', bytes: UTF8.encode(page) })],
    ['streamed', (): AnswerBody => streamed([page.slice(0, 10), page.slice(10)])],
  ])('to a read, %s and broken, is 4000 and counted for the one that gave it', async (_title, bodyOf) => {
    const hub = world({ cpo: 'enforce' });
    hub.answer = () => answerOf(bodyOf());
    const reply = await hub.send(GET_LOCATIONS);
    expect([reply.status, reply.ocpi]).toEqual([200, 4000]);
    expect(reply.text).toContain('the answer of NL/CPO breaks the object model: $.data[0].');
    expect(new Set(hub.defects.map(({ platformId }) => platformId))).toEqual(new Set(['cpo']));
    expect(hub.rows.map(({ outcome }) => outcome)).toEqual(['failed']);
  });

  it('to a read that is sound goes back byte for byte, though it was streamed', async () => {
    const hub = world({ cpo: 'enforce' });
    const text = JSON.stringify({ ...SUCCESS, data: [], 'x-ours': 1 });
    hub.answer = () => answerOf(streamed([text.slice(0, 20), text.slice(20)]));
    expect((await hub.send(GET_LOCATIONS)).text).toBe(text);
  });

  it.each([
    ['breaks off', 4002, (): PartyAnswer => answerOf(streamed([page], 'cut-off'))],
    ['is beyond 4 MiB', 4002, (): PartyAnswer => answerOf(streamed(Array<string>(5).fill('x'.repeat(1024 * 1024))))],
    ['is compressed', 4000, (): PartyAnswer => answerOf(streamed([page]), [['content-encoding', 'gzip']])],
  ])('that %s is %i', async (_title, ocpi, answer) => {
    const hub = world({ cpo: 'enforce' });
    hub.answer = answer;
    expect((await hub.send(GET_LOCATIONS)).ocpi).toBe(ocpi);
  });

  it('to a write passes, broken as it is, and is counted', async () => {
    const hub = world({ cpo: 'enforce' });
    hub.answer = () => jsonAnswer(200, { status_code: 1000 });
    expect((await hub.send(putToken())).text).toBe('{"status_code":1000}');
    expect(hub.defects.map(({ breach }) => [breach?.party, breach?.path])).toEqual([['NL/CPO', '$.timestamp']]);
  });
});

describe('under observe', () => {
  it('a streamed or compressed answer stays what it is and counts as not looked at', async () => {
    const hub = world({ cpo: 'observe' });
    const body = streamed(['{}']);
    hub.answer = () => answerOf(body);
    expect((await hub.send(GET_LOCATIONS)).reply).toBe(body);
    hub.answer = () => answerOf({ kind: 'whole', bytes: UTF8.encode('zip') }, [['content-encoding', 'gzip']]);
    expect((await hub.send(GET_LOCATIONS)).text).toBe('zip');
    expect([hub.watched, hub.passedUnseen]).toEqual([[], 2]);
  });

  it('a broadcast is shown once, and its repeat not again', async () => {
    const hub = world({ emsp: 'observe' });
    const sent = { ...putToken(), to: 'XX/HUB', headers: { 'x-request-id': 'r-1' } };
    for (const ocpi of [1000, 1000]) expect((await hub.send(sent)).ocpi).toBe(ocpi);
    expect(hub.watched.map(({ direction, module }) => [direction, module])).toEqual([['request', 'tokens']]);
  });

  it('the result of a command is shown as one', async () => {
    const hub = world({ hub: 'observe' });
    const command = { response_url: 'https://emsp.example/r/1', token: TOKEN, location_id: 'L1' };
    await hub.send({
      target: '/ocpi/2.2.1/receiver/commands/START_SESSION',
      method: 'POST',
      from: 'DE/MSP',
      to: 'NL/CPO',
      body: JSON.stringify(command),
    });
    const { response_url: url } = JSON.parse(hub.forwarded.body) as { response_url: string };
    hub.watched.length = 0;
    const target = new URL(url).pathname;
    await hub.send({ by: 'cpo', target, method: 'POST', from: 'NL/CPO', to: 'DE/MSP', body: '{"result":"ACCEPTED"}' });
    expect(
      hub.watched.map(({ isCallback, direction, party, module }) => [isCallback, direction, party, module]),
    ).toEqual([
      [true, 'request', 'NL/CPO', 'commands'],
      [true, 'answer', 'DE/MSP', 'commands'],
    ]);
  });
});
