import { OCPI_STATUS, type EndpointTable, type VersionTables } from '@busbar/ocpi';
import type { BridgedEndpoint, JsonObject } from '../bridge.js';
import type { Pair } from '../engine/pair.js';
import { asciiOf, upTo, wholeSeconds } from '../engine/texts.js';
import { REFUSED, type Walk } from '../engine/walk.js';
import { hidesLocation } from './hidden-locations.js';
import { toldInsteadOf } from './withdrawn-locations.js';

/** A request after one step: its body, the data of an answer that the protocol has for "cannot be done", or REFUSED. */
export type SteppedRequest = { readonly body: unknown } | { readonly answered: unknown } | typeof REFUSED;

const UNKNOWN_MODULE = 'no such module';

/** What the protocol has for "cannot be done", in any version that has the request; undefined where it has nothing. */
function refusalInWords({ module, method, interfaceRole, segments }: BridgedEndpoint): unknown {
  if (module === 'commands' && interfaceRole === 'RECEIVER') return { result: 'NOT_SUPPORTED', timeout: 0 };
  if (module === 'sessions' && method === 'PUT' && segments[1] === 'charging_preferences') return 'NOT_POSSIBLE';
  return undefined;
}

/** Translates a request by one step. Of a custom module no version says anything: its messages pass. */
export function stepRequest(
  pair: Pair,
  { endpoint, body }: { endpoint: BridgedEndpoint; body: unknown },
  walk: Walk,
): SteppedRequest {
  const there = endpointIn(pair, pair.to, endpoint);
  if (there === 'custom') {
    if (endpointIn(pair, pair.from, endpoint) === 'custom') return { body };
    return cannot(endpoint, walk.refuse(`${UNKNOWN_MODULE} in OCPI ${pair.to.version}`));
  }
  const here = endpointIn(pair, pair.from, endpoint);
  if (typeof here === 'string') return walk.refuse(`no such request in OCPI ${pair.from.version}`);
  if (there === 'none') return cannot(endpoint, walk.refuse(`no such request in OCPI ${pair.to.version}`));
  const tooLong = unsayableSegment(pair, there, endpoint.segments);
  if (tooLong !== null) return walk.refuse(`not sayable in OCPI ${pair.to.version}`, tooLong);
  if (pair.to.version === '2.1.1' && hidesLocation(endpoint, body, walk)) return REFUSED;
  // What has no body here has none there either: of what comes nevertheless nobody knows the meaning.
  if (body === undefined || here.request === null) return { body: undefined };
  const ends = { here, there, endpoint };
  const instead = pair.to.version === '2.1.1' ? translateInstead(pair, ends, { value: body, walk }) : REFUSED;
  const translated = instead === REFUSED ? translateContent(pair, ends, { value: body, walk }) : instead;
  return translated === REFUSED ? REFUSED : { body: translated };
}

/** What is told in place of the body; REFUSED where nothing is, or where it could not be said either. */
function translateInstead(pair: Pair, ends: BothEnds, { value, walk }: { value: unknown; walk: Walk }): unknown {
  const before = walk.notes.length;
  const instead = toldInsteadOf(ends.endpoint, value, walk);
  if (instead === undefined) return REFUSED;
  const translated = translateContent(pair, ends, { value: instead, walk });
  if (translated === REFUSED) walk.forgetSince(before);
  return translated;
}

function cannot(endpoint: BridgedEndpoint, refused: typeof REFUSED): SteppedRequest {
  const answered = refusalInWords(endpoint);
  return answered === undefined ? refused : { answered };
}

interface BothEnds {
  readonly here: EndpointTable;
  readonly there: EndpointTable;
  readonly endpoint: BridgedEndpoint;
}

function translateContent(pair: Pair, ends: BothEnds, { value, walk }: { value: unknown; walk: Walk }): unknown {
  const { here, there, endpoint } = ends;
  const depth = endpoint.segments.length;
  const from = here.request === null ? [] : pair.facts.typesAt(here.request, here, depth);
  const to = there.request === null ? [] : pair.facts.typesAt(there.request, there, depth);
  const index = from.length > 1 ? resultIndex(endpoint) : 0;
  const [name, target] = [from[index] ?? from[0], to[index] ?? to[0]];
  const plan = name === undefined || target === undefined ? undefined : pair.plan(name, target);
  return plan === undefined
    ? walk.refuse(`no such body in OCPI ${pair.to.version}`)
    : plan.translate(value, walk, here.isPatch ?? false);
}

/** ActiveChargingProfileResult, ChargingProfileResult and ClearProfileResult, in the order of the facts. */
function resultIndex({ callbackOf }: BridgedEndpoint): number {
  return callbackOf === 'PUT' ? 1 : callbackOf === 'DELETE' ? 2 : 0;
}

/** The endpoint in one version: `custom` where the version has no such module, `none` where it has no such request. */
function endpointIn(pair: Pair, tables: VersionTables, endpoint: BridgedEndpoint): EndpointTable | 'custom' | 'none' {
  const { module: name, interfaceRole, method, segments, callbackOf } = endpoint;
  const module = Object.hasOwn(tables.modules, name) ? tables.modules[name] : undefined;
  if (module === undefined) return 'custom';
  const isCallback = callbackOf !== undefined;
  const found = pair.facts.findEndpoint(module, { interfaceRole, method, segments, isCallback });
  if (typeof found !== 'string') return found;
  // Many post CDRs below the endpoint's URL, where nothing but a CDR can be meant.
  if (name !== 'cdrs' || method !== 'POST') return 'none';
  const bare = pair.facts.findEndpoint(module, { interfaceRole, method, segments: [], isCallback });
  return typeof bare === 'string' ? 'none' : bare;
}

/** The first URL segment that the other side cannot have. */
function unsayableSegment(pair: Pair, there: EndpointTable, segments: readonly string[]): string | null {
  for (const [index, table] of (there.segments ?? []).entries()) {
    const given = segments[index];
    const parameter = there.parameters.find(({ name, where }) => where === 'path' && name === table.name);
    if (given === undefined || parameter === undefined) continue;
    const broken = (parameter.checks ?? []).some(
      (check) => check[0] !== 'isCountryAlpha2' && !pair.facts.checkFor(check)(given),
    );
    if (broken) return `url.${parameter.name}`;
  }
  return null;
}

/** Translates an answer by one step back, from the version of who was asked to that of the asker. */
export function stepAnswer(
  pair: Pair,
  { endpoint, envelope }: { endpoint: BridgedEndpoint; envelope: JsonObject },
  walk: Walk,
): JsonObject | typeof REFUSED {
  const { data, ...rest } = envelope;
  const made: Record<string, unknown> = { ...rest };
  const status = envelope['status_code'];
  if (pair.to.version === '2.1.1') inOldWords(made);
  if (data === undefined) return made;
  const isSuccess = typeof status === 'number' && status >= 1000 && status <= 1999;
  const translated = isSuccess ? stepData(pair, { endpoint, data }, walk) : dropData(data, walk);
  if (translated === REFUSED) return walk.below('.data');
  return translated === undefined ? made : { data: translated, ...made };
}

function dropData(data: unknown, walk: Walk): unknown {
  if (data === null || data === '' || (Array.isArray(data) && data.length === 0)) return data;
  walk.note({ kind: 'dropped', object: 'ResponseFormat', field: 'data', detail: 'of no known type' });
  return undefined;
}

function stepData(pair: Pair, { endpoint, data }: { endpoint: BridgedEndpoint; data: unknown }, walk: Walk): unknown {
  const [here, there] = [endpointIn(pair, pair.from, endpoint), endpointIn(pair, pair.to, endpoint)];
  if (here === 'custom' && there === 'custom') return data;
  if (typeof here === 'string' || typeof there === 'string')
    return walk.refuse(`no such answer in OCPI ${typeof here === 'string' ? pair.from.version : pair.to.version}`);
  const [own, other] = [here.response, there.response];
  if (own === null || own === 'omitted' || other === null || other === 'omitted') return dropData(data, walk);
  if (data === null) return data;
  if (pair.to.version === '2.1.1' && hidesLocation(endpoint, undefined, walk)) return REFUSED;
  const depth = endpoint.segments.length;
  const [name = ''] = pair.facts.typesAt(own, here, depth);
  const [target = ''] = pair.facts.typesAt(other, there, depth);
  const plan = pair.plan(name, target);
  // ChargingPreferencesResponse is a word, and the same in every version that has it.
  if (plan === undefined) return pair.to.enums[target] === undefined ? walk.refuse('of no known type') : data;
  if (own.card !== '*' && own.card !== '+') return plan.translate(data, walk);
  return Array.isArray(data) ? stepList(data, name, { plan, walk }) : walk.refuse('is no list');
}

function stepList(
  data: readonly unknown[],
  name: string,
  { plan, walk }: { plan: NonNullable<ReturnType<Pair['plan']>>; walk: Walk },
): unknown {
  if (plan.isIdentity) return data;
  const made: unknown[] = [];
  for (const [index, item] of data.entries()) {
    const before = walk.notes.length;
    const translated = plan.translate(item, walk);
    if (translated !== REFUSED) {
      made.push(translated);
      continue;
    }
    walk.forgetSince(before);
    const { path, reason } = walk.refusal;
    if (!walk.isFull)
      walk.note({ kind: 'left-out', object: name, field: 'data', detail: `[${index}]${path}: ${reason}` });
  }
  return made;
}

const HUB_CODES = 4000;
/** It has no bound of its own. */
const MAX_STATUS_MESSAGE = 1000;

/** Codes that 2.1.1 does not have (its Status codes), whole seconds and printable ASCII. */
function inOldWords(envelope: Record<string, unknown>): void {
  const { status_code: status, status_message: message, timestamp } = envelope;
  if (status === OCPI_STATUS.unknownReceiver || status === OCPI_STATUS.unknownToken)
    envelope['status_code'] = OCPI_STATUS.clientError;
  else if (typeof status === 'number' && status >= HUB_CODES && status < 5000)
    envelope['status_code'] = OCPI_STATUS.serverError;
  if (typeof message === 'string') envelope['status_message'] = asciiOf(upTo(message, MAX_STATUS_MESSAGE));
  if (typeof timestamp === 'string') envelope['timestamp'] = wholeSeconds(timestamp);
}
