import {
  authorizationsIn,
  type BridgedAnswer,
  type BridgedEndpoint,
  type Parties,
  type SeenAuthorization,
} from '@busbar/bridge';
import { envelopeJson, joinEndpoint, ocpiDateTime, OCPI_STATUS, type OcpiVersion } from '@busbar/ocpi';
import type { ForwardedAnswer } from '../journey/forward.js';
import type { Routed } from '../journey/message.js';
import { writtenBody, type ReadBody } from '../journey/read-body.js';
import { refuse, type Refusal } from '../journey/refusal.js';
import { collectBody } from '../registration/collect-body.js';
import { endpointOf, isInBoth, partiesOf, queryWith, type CrossedPlace } from './bridged-endpoint.js';
import { bridgeBetween } from './bridges.js';
import { refuseLostMemory } from './lost-memory.js';
import { MAX_ANSWER_VALUES, MAX_OBJECT_VALUES, readJudged, readToTranslate } from './read-json.js';
import { translateAnswer, translateRequest, type BridgingPorts, type ToTranslate } from './translate.js';

/** A message between parties that speak different versions, as each of them understands it. */
export interface Crossing {
  readonly kind: 'crossing';
  /** As its asker sees it, on its way to the URL that the receiver knows. */
  readonly here: Routed;
  /** As the receiver gets it. */
  readonly there: { readonly message: Routed; readonly body: ReadBody };
  /** The receiver's answer as the asker understands it, or why he has to do without. */
  readonly back: (answer: ForwardedAnswer) => Promise<ForwardedAnswer | Refusal>;
}

/** A message that the other version has no words for, while the protocol has an answer that says so. */
export interface Answered {
  readonly kind: 'answered';
  readonly here: Routed;
  readonly answer: ForwardedAnswer;
}

/** An answer is read whole before it is translated, which takes memory; pages of OCPI are smaller. */
const MAX_ANSWER_BYTES = 16 * 1024 * 1024;
const TO_UTF8 = new TextEncoder();
const NO_BYTES = new Uint8Array();
const NO_CONTENT = { kind: 'read', value: undefined } as const;
/** Items of a list that are translated in one turn. */
const PIECE = 25;

/** Whether sender and receiver of a message speak different versions. */
export function crosses({ version, plan }: Routed): boolean {
  const theirs = plan.receiver.platform.registration?.version;
  return theirs !== undefined && theirs !== version;
}

/**
 * Brings a message to the version of its receiver, for one that {@link crosses}. A part of it that cannot be said, and that nothing fills,
 * refuses the whole: no untranslated body leaves the hub.
 */
export async function cross(
  message: Routed,
  body: ReadBody,
  ports: BridgingPorts,
): Promise<Crossing | Answered | Refusal> {
  const { plan, version } = message;
  const { receiver } = plan;
  const theirs = receiver.platform.registration?.version ?? version;
  const between = `${receiver.party.key} speaks OCPI ${theirs}, you speak ${version}`;
  if (!isInBoth(plan.module, version, theirs)) {
    return refuse('no-bridge', `${between}: the module ${plan.module} is not part of both, so nothing translates it`);
  }
  const read = body.bytes === null ? NO_CONTENT : readJudged(body.bytes, MAX_OBJECT_VALUES);
  if (read.kind === 'unreadable') {
    return refuse('no-bridge', `${between}, and the hub cannot translate this: $ ${read.why ?? 'is no JSON'}`);
  }
  const content = read.value;
  const place = placeOf(message);
  const endpoint = endpointOf(place, content);
  if (endpoint === null) return refuse('no-bridge', `${between}: the path cannot be read: nothing was sent`);
  const parties = partiesOf(place, endpoint, { from: message.from, to: receiver.id });
  const crossed = { message, content, endpoint, parties, theirs };
  const request = await translateRequest(
    {
      ...(await askedOf(crossed)),
      defaults: receiver.platform.settings.bridge_defaults,
      way: { platformId: receiver.platform.id, from: version, to: theirs, module: plan.module },
    },
    ports,
  );
  if (request === 'database-lost') return refuseLostMemory();
  if (request.kind === 'refused') {
    return refuse('no-bridge', `${between}, and the hub cannot translate this: ${request.path} ${request.reason}`);
  }
  if (request.kind === 'answered') return answered(message, request.data, theirs);
  const there = asReceived(message, { ...request, theirs });
  const why = `${plan.why}; translated from OCPI ${version} to ${theirs}`;
  return {
    kind: 'crossing',
    here: { ...message, plan: { ...plan, url: there.plan.url, why } },
    there: { message: there, body: writtenBody(request.body) },
    back: (answer) => answerBack(crossed, answer, ports),
  };
}

interface Crossed {
  readonly message: Routed;
  readonly content: unknown;
  readonly endpoint: BridgedEndpoint;
  readonly parties: Parties;
  readonly theirs: OcpiVersion;
}

function placeOf({ plan, address, raw, query }: Routed): CrossedPlace {
  return {
    module: plan.module,
    interfaceRole: plan.interfaceRole,
    method: raw.method,
    rest: address.kind === 'module' ? address.rest : null,
    query,
  };
}

async function askedOf({ message, theirs, ...crossed }: Crossed): Promise<Omit<ToTranslate, 'defaults' | 'way'>> {
  const bridge = await bridgeBetween(message.version, theirs);
  return { bridge, receivedAt: ocpiDateTime(message.atMs), ...crossed };
}

/** The message under the receiver's version: what is rewritten, forwarded and held to the object model from here on is this one. */
function asReceived(
  message: Routed,
  asked: {
    readonly tokenType?: string | null;
    readonly body: unknown;
    readonly theirs: OcpiVersion;
  },
): Routed {
  const { address, plan, raw } = message;
  const headers = asked.body === undefined ? raw.headers : { ...raw.headers, 'content-type': 'application/json' };
  const there = { ...message, version: asked.theirs, raw: { ...raw, headers } };
  if (address.kind !== 'module' || asked.tokenType === undefined) return there;
  const endpoint = message.snapshot.endpoint(plan.receiver.platform.id, plan.module, plan.interfaceRole);
  const query = queryWith(message.query, asked.tokenType);
  const { trailing_slash: trailingSlash } = plan.receiver.platform.settings;
  const url = endpoint === null ? plan.url : joinEndpoint(endpoint, { rest: address.rest, query, trailingSlash });
  return { ...there, query, plan: { ...plan, url } };
}

function answered(message: Routed, data: unknown, theirs: OcpiVersion): Answered {
  const text = envelopeJson({ statusCode: OCPI_STATUS.success, data }, message.atMs);
  const why = `${message.plan.why}; answered by the hub, since OCPI ${theirs} has no such request`;
  return {
    kind: 'answered',
    here: { ...message, plan: { ...message.plan, why } },
    answer: {
      kind: 'answer',
      status: 200,
      headers: new Map([['content-type', 'application/json']]),
      body: { kind: 'whole', bytes: TO_UTF8.encode(text) },
    },
  };
}

async function answerBack(
  crossed: Crossed,
  answer: ForwardedAnswer,
  ports: BridgingPorts,
): Promise<ForwardedAnswer | Refusal> {
  const { message } = crossed;
  const { key } = message.plan.receiver.party;
  const bytes = await collectBody(answer.body, MAX_ANSWER_BYTES);
  if (bytes === 'cut-off') return refuse('no-answer', `the message was sent, but the answer of ${key} broke off`);
  if (bytes === 'too-large')
    return unsayable(crossed, `is larger than the ${MAX_ANSWER_BYTES} bytes that the hub translates`);
  if (bytes.length === 0) return { ...answer, body: { kind: 'whole', bytes } };
  const isPlain = (answer.headers.get('content-encoding') ?? 'identity') === 'identity';
  const read = isPlain ? readToTranslate(bytes, MAX_ANSWER_VALUES) : null;
  const isUnread = read?.kind === 'unreadable';
  if (isUnread && read.why !== null && isSuccess(answer)) return unsayable(crossed, read.why);
  const envelope = read?.kind === 'read' && isEnvelope(read.value) ? read.value : null;
  if (envelope === null) return withoutEnvelope(crossed, { answer, bytes, isText: isUnread && read.why === null });
  ports.bridgeMemory.noteAuthorizations(authorizationsOf(crossed, envelope));
  const translated = await translateBack(crossed, envelope, ports);
  if (translated === 'database-lost') return refuseLostMemory();
  if (translated.kind === 'refused')
    return unsayable(crossed, `cannot be translated: ${translated.path} ${translated.reason}`);
  const headers = new Map(answer.headers).set('content-type', 'application/json');
  const text = JSON.stringify(translated.envelope);
  return { ...answer, headers, body: { kind: 'whole', bytes: TO_UTF8.encode(text) } };
}

/** What a Session or CDR of 2.1.1 will not say; later versions say it themselves, and nothing of them is kept. */
function authorizationsOf(
  { message, theirs, endpoint, content }: Crossed,
  envelope: Readonly<Record<string, unknown>>,
): readonly SeenAuthorization[] {
  const { receiver } = message.plan;
  if (theirs === '2.1.1') return authorizationsIn(endpoint, { body: content, envelope: null }, message.from);
  return message.version === '2.1.1' ? authorizationsIn(endpoint, { body: null, envelope }, receiver.id) : [];
}

/** A long list is translated a piece at a time, so that others have their turn between two pieces. */
async function translateBack(
  crossed: Crossed,
  envelope: Readonly<Record<string, unknown>>,
  ports: BridgingPorts,
): Promise<BridgedAnswer | 'database-lost'> {
  const { message, theirs } = crossed;
  const asked = {
    ...(await askedOf(crossed)),
    defaults: message.platform.settings.bridge_defaults,
    way: { platformId: message.platform.id, from: theirs, to: message.version, module: message.plan.module },
  };
  const { data } = envelope;
  if (!Array.isArray(data) || data.length <= PIECE) return translateAnswer({ ...asked, content: envelope }, ports);
  const made: unknown[] = [];
  for (let start = 0; ; start += PIECE) {
    const piece = { ...envelope, data: data.slice(start, start + PIECE) as unknown };
    const translated = await translateAnswer({ ...asked, content: piece }, ports);
    if (translated === 'database-lost' || translated.kind === 'refused') return translated;
    const items = translated.envelope['data'];
    if (Array.isArray(items)) made.push(...(items as unknown[]));
    if (start + PIECE >= data.length) return { ...translated, envelope: { ...translated.envelope, data: made } };
    await ports.giveTurn();
  }
}

/** What is no envelope holds no object where it is no JSON at all; outside of 2xx the status alone says enough. */
function withoutEnvelope(
  crossed: Crossed,
  { answer, bytes, isText }: { readonly answer: ForwardedAnswer; readonly bytes: Uint8Array; readonly isText: boolean },
): ForwardedAnswer | Refusal {
  if (isSuccess(answer)) return unsayable(crossed, 'is no OCPI envelope that can be read');
  return { ...answer, body: { kind: 'whole', bytes: isText ? bytes : NO_BYTES } };
}

/** The receiver was asked and has acted: that is told with it. */
function unsayable({ message, theirs }: Crossed, what: string): Refusal {
  const { key } = message.plan.receiver.party;
  return refuse('untranslatable-answer', `the message reached ${key}, whose answer in OCPI ${theirs} ${what}`);
}

function isEnvelope(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && 'status_code' in value && typeof value.status_code === 'number';
}

function isSuccess({ status }: ForwardedAnswer): boolean {
  return status >= 200 && status < 300;
}
