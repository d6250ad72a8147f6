// Plays what the rows say, over HTTP.
import { expect } from '@jest/globals';
import type { InterfaceRole, OcpiVersion } from '@busbar/ocpi';
import {
  ocpi,
  type PlatformAnswer,
  type PlatformRequest,
  type RequestMatch,
} from '../../../apps/simulator/src/index.js';
import { eventually } from '../../support/eventually.js';
import type { JoinedPlatform } from '../../support/joined-platform.js';
import { rowsOf } from '../../support/journal-of.js';
import type { Asked, Commanded, Exchange, Responded, Sent } from './exchange.js';
import { cpoOf, emspOf, named, pathOf, type Couple, type World } from './world.js';

/** From one version to its neighbour. */
export type Way = readonly [from: OcpiVersion, to: OcpiVersion];

/** Plays an exchange and fails where it goes another way. */
export async function play(world: World, exchange: Exchange, way: Way): Promise<void> {
  if (typeof exchange === 'function') return exchange(world);
  if ('after' in exchange && exchange.after !== undefined) await play(world, exchange.after, [way[1], way[0]]);
  switch (exchange.kind) {
    case 'sent':
      return playSent(world, exchange, way);
    case 'asked':
      return playAsked(world, exchange, way);
    case 'commanded':
      return playCommanded(world, exchange, way);
    case 'responded':
      return playResponded(world, exchange, way);
  }
}

/** Whoever sends a request and whoever gets it. */
interface Ends {
  readonly couple: Couple;
  readonly sender: JoinedPlatform;
  readonly receiver: JoinedPlatform;
  readonly request: PlatformRequest;
  /** The request at its receiver. */
  readonly match: RequestMatch;
}

const RECEIVED_BY_CPOS = new Set(['tokens', 'commands', 'chargingprofiles']);
const FOR_MANY = new Set(['locations', 'tariffs', 'tokens']);

function endsOf(world: World, { line, query }: Pick<Sent, 'line' | 'query'>, [from, to]: Way): Ends {
  const [interfaceRole, method = '', target = ''] = line.split(' ');
  const isByEmsp = RECEIVED_BY_CPOS.has(target.split('/')[0] ?? '') === (interfaceRole === 'RECEIVER');
  const couple = isByEmsp ? { cpo: to, emsp: from } : { cpo: from, emsp: to };
  const [module = '', ...rest] = pathOf(target, couple).split('/');
  const path = rest.length === 0 ? '' : `/${rest.join('/')}`;
  const match = { module, interfaceRole: interfaceRole as InterfaceRole, method, path };
  const [cpo, emsp] = [world.cpos[couple.cpo], world.emsps[couple.emsp]];
  const [sender, receiver] = isByEmsp ? [emsp, cpo] : [cpo, emsp];
  const address = { to: isByEmsp ? cpoOf(to) : emspOf(to), ...(query === undefined ? {} : { query }) };
  receiver.received.clear();
  receiver.clearAnswers();
  return { couple, sender, receiver, match, request: { ...match, ...address } };
}

async function playSent(world: World, exchange: Sent, way: Way): Promise<void> {
  const ends = endsOf(world, exchange, way);
  const { couple, sender, receiver, match, request } = ends;
  const answer = await sender.request({ ...request, body: named(exchange.body, couple) });
  const { refused, code } = exchange;
  if (refused !== undefined) return expectRefused(world, { ends, answer, why: refused, code });
  expect(answer.envelope).toMatchObject({ status_code: 1000 });
  if ('told' in exchange) {
    expect(answer.envelope?.data).toEqual(exchange.told);
    return expectNothing(ends);
  }
  const got = await receiver.received.waitFor(match);
  expect(got.json).toEqual(named(exchange.arrives, couple));
  expectQuery(got.query, exchange);
}

function expectQuery(query: string | null, { query: asSent, arrivesAt }: Sent | Asked): void {
  expect(query).toBe(arrivesAt === undefined ? (asSent ?? null) : arrivesAt);
}

interface Refused {
  readonly ends: Ends;
  readonly answer: PlatformAnswer;
  readonly why: string;
  readonly code?: number | undefined;
}

async function expectRefused({ hub }: World, { ends, answer, why, code = 4000 }: Refused): Promise<void> {
  const { sender, receiver, match, request } = ends;
  const isForMany = sender.version === '2.1.1' && FOR_MANY.has(match.module ?? '');
  if (isForMany && request.method !== 'POST') {
    const [message] = await rowsOf(hub, answer.sentCorrelationId);
    const failed = await eventually('the failed delivery', async () => {
      const { body } = await hub.operator<{ items: readonly { message_id: string; reason: string }[] }>(
        'GET',
        `/failed?platform=${receiver.id}`,
      );
      return body.items.find(({ message_id: id }) => id === message?.id);
    });
    expect(failed.reason).toContain(why);
  } else {
    // Towards 2.1.1, which has no hubs, 4000 is a server error.
    expect(answer.envelope?.status_code).toBe(sender.version === '2.1.1' ? 3000 : code);
    expect(answer.envelope?.status_message).toContain(why);
  }
  expectNothing(ends);
}

function expectNothing({ receiver, match: { module = '' } }: Ends): void {
  expect(receiver.received.matching({ module })).toEqual([]);
}

async function playAsked(world: World, exchange: Asked, [from, to]: Way): Promise<void> {
  const { couple, sender, receiver, match, request } = endsOf(world, exchange, [to, from]);
  receiver.answerTo(match, ocpi(named(exchange.answers, couple)));
  const answer = await sender.request(request);
  expect(answer.envelope?.status_message).toBe('Success');
  expect(answer.envelope?.data).toEqual(named(exchange.told, couple));
  expectQuery((await receiver.received.waitFor(match)).query, exchange);
}

async function playCommanded(world: World, exchange: Commanded, [from, to]: Way): Promise<void> {
  const ends = endsOf(world, { line: `RECEIVER POST commands/${exchange.command}` }, [from, to]);
  const { couple, sender, receiver, match, request } = ends;
  const response_url = `${sender.endpointUrl('commands', 'SENDER')}/${exchange.command}/1`;
  const answer = await sender.request({ ...request, body: { response_url, ...named(exchange.body, couple) } });
  if (exchange.refused !== undefined) return expectRefused(world, { ends, answer, why: exchange.refused });
  expect(answer.envelope?.status_code).toBe(1000);
  if (exchange.arrives === undefined) {
    expect(answer.envelope?.data).toEqual(exchange.told);
    return expectNothing(ends);
  }
  const got = await receiver.received.waitFor(match);
  const hubUrl = expect.stringContaining(world.hub.publicUrl);
  expect(got.json).toEqual({ response_url: hubUrl, ...named(exchange.arrives, couple) });
}

const UNLOCK = { location_id: 'LOC1', evse_uid: 'E1', connector_id: '1' };

async function playResponded(world: World, exchange: Responded, [from, to]: Way): Promise<void> {
  const ends = endsOf(world, { line: 'RECEIVER POST commands/UNLOCK_CONNECTOR' }, [to, from]);
  const { couple, sender: emsp, receiver: cpo, match, request } = ends;
  emsp.received.clear();
  cpo.answerTo(match, ocpi(exchange.response));
  const url = `${emsp.endpointUrl('commands', 'SENDER')}/UNLOCK_CONNECTOR/1`;
  const answer = await emsp.request({ ...request, body: { response_url: url, ...named(UNLOCK, couple) } });
  expect(answer.envelope?.data).toEqual(exchange.told);
  if (exchange.result === undefined) return;
  const { response_url: given } = (await cpo.received.waitFor(match)).json as { response_url: string };
  const callback = await cpo.request({ method: 'POST', url: given, to: emsp.party, body: exchange.result });
  expect(callback.envelope?.status_code).toBe(1000);
  const heard = await emsp.received.waitFor({ module: 'commands', interfaceRole: 'SENDER', method: 'POST' });
  expect(heard.json).toEqual(exchange.hears);
}
