import { namesParties, partyKey, pathSegments, type OcpiVersion, type PartyKey } from '@busbar/ocpi';
import { statusInAnswer } from '../journey/answer-status.js';
import { FactList } from './fact-list.js';
import { childrenOf, readJsonObject, textIn, type JsonObject } from './json-reading.js';
import type { OwnedFact } from './owner-index.js';
import type { KeptModule } from './object-store.js';
import type { Passage } from './passage.js';
import type { Receiver } from '../journey/message.js';

/**
 * Who owns what, as far as this passage tells. Only what the teller may say: a platform speaks of its own parties, a receiver that took
 * something without objection lets itself be spoken of, and an answer of a Receiver interface, which is an echo, tells nothing.
 */
export function factsIn(passage: Passage): readonly OwnedFact[] {
  const rule = RULES[passage.module];
  if (rule === undefined || (passage.answer !== null && !isSuccess(passage.answer))) return [];
  const facts = new FactList(passage);
  rule(passage, facts);
  return facts.all;
}

/** An object in a list that was pulled from the party that owns it. */
export interface ListedObject {
  readonly source: Receiver;
  readonly version: OcpiVersion;
  readonly module: KeptModule;
  readonly id: string;
  readonly body: Uint8Array | null;
  readonly atMs: number;
}

/** Longer objects are not looked into: of them the id alone is told. */
const MAX_LOOKED_INTO = 128 * 1024;

/** Who owns what, as far as an object tells that its owner lists. */
export function factsInListed({ source, version, module, id, body, atMs }: ListedObject): readonly OwnedFact[] {
  const { party, platform } = source;
  const answered = { version, module, interfaceRole: 'SENDER', method: 'GET', rest: '', query: null } as const;
  const of = { from: party.key, platform, receiver: source, request: null, answer: null, atMs };
  const passage: Passage = { ...answered, ...of };
  const facts = new FactList(passage);
  const told = body === null || body.length > MAX_LOOKED_INTO ? null : readJsonObject(body);
  TELLERS[module]({ ids: [id], body: told, owner: party.key }, facts, passage);
  return facts.all;
}

type Rule = (passage: Passage, facts: FactList) => void;

/** What each module tells, by its name. */
const RULES: Readonly<Partial<Record<string, Rule>>> = {
  locations: (passage, facts) => tellOfObjects(passage, facts, tellOfLocation),
  tariffs: (passage, facts) => tellOfObjects(passage, facts, tellOfTariff),
  tokens: (passage, facts) =>
    isAuthorization(passage) ? tellOfAuthorization(passage, facts) : tellOfObjects(passage, facts, tellOfToken),
  sessions: (passage, facts) => tellOfObjects(passage, facts, tellOfSession),
  cdrs: (passage, facts) =>
    passage.method === 'POST' ? tellOfPostedCdr(passage, facts) : tellOfObjects(passage, facts, tellOfCdr),
  commands: tellOfCommand,
  chargingprofiles: tellOfChargingProfile,
};

/** An object and whose it is: ids as far as its URL names them, body as far as there is one. */
interface Told {
  readonly ids: readonly string[];
  readonly body: JsonObject | null;
  readonly owner: PartyKey;
}

type Teller = (told: Told, facts: FactList, passage: Passage) => void;

const TELLERS: Readonly<Record<KeptModule, Teller>> = {
  locations: tellOfLocation,
  tariffs: tellOfTariff,
  tokens: tellOfToken,
};

/** Pushes name owner and ids in their URL; what is read on a Sender interface names them in the answer. */
function tellOfObjects(passage: Passage, facts: FactList, tell: Teller): void {
  const segments = pathSegments(passage.rest) ?? [];
  if (passage.interfaceRole === 'RECEIVER') {
    const [countryCode, partyId, ...ids] = segments;
    const isPush = passage.method === 'PUT' || passage.method === 'PATCH';
    if (!isPush || countryCode === undefined || partyId === undefined || ids[0] === undefined) return;
    tell({ ids, body: readJsonObject(passage.request), owner: partyKey({ countryCode, partyId }) }, facts, passage);
    return;
  }
  const asked = passage.receiver?.party.key;
  if (passage.method !== 'GET' || asked === undefined) return;
  for (const body of childrenOf(readJsonObject(passage.answer?.body ?? null), 'data')) {
    tell({ ids: segments, body, owner: facts.ownerNamedIn(body) ?? asked }, facts, passage);
  }
}

function tellOfLocation({ ids, body, owner }: Told, facts: FactList): void {
  facts.say('location', ids[0] ?? textIn(body, 'id'), owner);
  facts.say('evse', ids[1], owner);
  if (ids.length === 2) facts.say('evse-id', textIn(body, 'evse_id'), owner);
  if (ids.length > 1) return;
  for (const evse of childrenOf(body, 'evses')) {
    facts.say('evse', textIn(evse, 'uid'), owner);
    facts.say('evse-id', textIn(evse, 'evse_id'), owner);
  }
}

function tellOfTariff({ ids, body, owner }: Told, facts: FactList): void {
  facts.say('tariff', ids[0] ?? textIn(body, 'id'), owner);
}

function tellOfToken({ ids, body, owner }: Told, facts: FactList, passage: Passage): void {
  facts.say('token', ids[0] ?? textIn(body, 'uid'), owner);
  facts.say('contract', contractIn(body, passage), owner);
}

/** OCPI 2.1.1 calls it `auth_id`, and has it in Sessions and CDRs where later versions have a `cdr_token`. */
function contractIn(body: JsonObject | null, { version }: Passage): string | null {
  return textIn(body, namesParties(version) ? 'contract_id' : 'auth_id');
}

/** The Location that Sessions and CDRs of OCPI 2.1.1 are about stands in them, with the EVSE that was used. */
function tellOfUsedLocation({ body, owner }: Omit<Told, 'ids'>, facts: FactList, { version }: Passage): void {
  if (namesParties(version)) return;
  for (const location of childrenOf(body, 'location')) tellOfLocation({ ids: [], body: location, owner }, facts);
}

function tellOfSession({ ids, body, owner }: Told, facts: FactList, passage: Passage): void {
  const id = ids[0] ?? textIn(body, 'id');
  facts.say('session', id, owner);
  facts.say('location', textIn(body, 'location_id'), owner);
  facts.say('evse', textIn(body, 'evse_uid'), owner);
  tellOfUsedLocation({ body, owner }, facts, passage);
  if (id === null || !facts.isStated('session', id, owner)) return;
  const emsp = passage.interfaceRole === 'RECEIVER' ? tokenTaker(facts, body) : passage.from;
  if (emsp !== null) facts.hear('session-emsp', `${owner} ${id}`, emsp);
  if (passage.interfaceRole === 'RECEIVER') tellOfCdrToken(body, facts, passage);
}

function tellOfCdr({ body, owner }: Told, facts: FactList, passage: Passage): void {
  facts.say('cdr', textIn(body, 'id'), owner);
  facts.say('session', textIn(body, 'session_id'), owner);
  for (const location of childrenOf(body, 'cdr_location')) {
    facts.say('location', textIn(location, 'id'), owner);
    facts.say('evse', textIn(location, 'evse_uid'), owner);
    facts.say('evse-id', textIn(location, 'evse_id'), owner);
  }
  tellOfUsedLocation({ body, owner }, facts, passage);
  if (passage.interfaceRole === 'RECEIVER') tellOfCdrToken(body, facts, passage);
}

/** The URL of a new CDR names nobody: it is the sender's, or that of another party of its platform which it names. */
function tellOfPostedCdr(passage: Passage, facts: FactList): void {
  const body = readJsonObject(passage.request);
  if (passage.interfaceRole !== 'RECEIVER' || body === null) return;
  tellOfCdr({ ids: [], body, owner: facts.ownerNamedIn(body) ?? passage.from }, facts, passage);
}

/** What a charge point operator says of a token, and its EMSP took. */
function tellOfCdrToken(body: JsonObject | null, facts: FactList, passage: Passage): void {
  const taker = tokenTaker(facts, body);
  if (taker === null) return;
  if (!namesParties(passage.version)) facts.hear('contract', contractIn(body, passage), taker);
  for (const token of childrenOf(body, 'cdr_token')) {
    facts.hear('token', textIn(token, 'uid'), taker);
    facts.hear('contract', textIn(token, 'contract_id'), taker);
  }
}

/** The receiver, unless the `cdr_token` names somebody else. */
function tokenTaker(facts: FactList, body: JsonObject | null): PartyKey | null {
  const taker = facts.taker;
  const [token] = childrenOf(body, 'cdr_token');
  const named = token === undefined ? null : facts.ownerNamedIn(token);
  return named === null || named === taker ? taker : null;
}

function isAuthorization({ method, interfaceRole, rest }: Passage): boolean {
  return method === 'POST' && interfaceRole === 'SENDER' && /\/authorize\/?$/i.test(rest);
}

function tellOfAuthorization(passage: Passage, facts: FactList): void {
  const [answer] = childrenOf(readJsonObject(passage.answer?.body ?? null), 'data');
  const asked = passage.receiver?.party.key;
  const uid = pathSegments(passage.rest)?.[0]?.toUpperCase();
  if (asked === undefined || uid === undefined) return;
  if (!namesParties(passage.version)) return tellOfAuthorizationWithoutToken(passage, answer, { facts, owner: asked });
  for (const token of childrenOf(answer ?? null, 'token')) {
    if (textIn(token, 'uid')?.toUpperCase() !== uid) continue;
    tellOfToken({ ids: [], body: token, owner: facts.ownerNamedIn(token) ?? asked }, facts, passage);
  }
}

/** In OCPI 2.1.1 the answer is all there is; NOT_ALLOWED is also what is said of a token that nobody knows. */
function tellOfAuthorizationWithoutToken(
  passage: Passage,
  answer: JsonObject | undefined,
  { facts, owner }: { readonly facts: FactList; readonly owner: PartyKey },
): void {
  const allowed = textIn(answer ?? null, 'allowed');
  if (allowed !== null && allowed !== 'NOT_ALLOWED') facts.say('token', pathSegments(passage.rest)?.[0], owner);
}

function tellOfCommand(passage: Passage, facts: FactList): void {
  const body = readJsonObject(passage.request);
  const [result] = childrenOf(readJsonObject(passage.answer?.body ?? null), 'data');
  if (passage.method !== 'POST' || passage.interfaceRole !== 'RECEIVER' || body === null) return;
  for (const token of childrenOf(body, 'token')) {
    tellOfToken({ ids: [], body: token, owner: facts.ownerNamedIn(token) ?? passage.from }, facts, passage);
  }
  const cpo = passage.receiver?.party.key;
  if (cpo === undefined || textIn(result ?? null, 'result') !== 'ACCEPTED') return;
  facts.hear('location', textIn(body, 'location_id'), cpo);
  facts.hear('evse', textIn(body, 'evse_uid'), cpo);
  facts.hear('session', textIn(body, 'session_id'), cpo);
  const reservation = textIn(body, 'reservation_id');
  if (reservation !== null && /^\/RESERVE_NOW\/?$/i.test(passage.rest)) {
    facts.hear('reservation', `${passage.from} ${reservation}`, cpo);
  }
}

function tellOfChargingProfile(passage: Passage, facts: FactList): void {
  const cpo = passage.receiver?.party.key;
  if (passage.interfaceRole !== 'RECEIVER' || cpo === undefined) return;
  const [answer] = childrenOf(readJsonObject(passage.answer?.body ?? null), 'data');
  if (textIn(answer ?? null, 'result') === 'ACCEPTED') facts.hear('session', pathSegments(passage.rest)?.[0], cpo);
}

function isSuccess({ status, body }: NonNullable<Passage['answer']>): boolean {
  const ocpi = body === null ? null : statusInAnswer(body);
  return status >= 200 && status < 300 && ocpi !== null && ocpi >= 1000 && ocpi < 2000;
}
