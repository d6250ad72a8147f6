import {
  arrayElements,
  lastMember,
  namesParties,
  objectMembers,
  partyKey,
  pathSegments,
  stringIn,
  type JsonSpan,
  type PartyId,
} from '@busbar/ocpi';
import { statusInAnswer } from '../journey/answer-status.js';
import type { ObjectWrite } from './object-store.js';
import type { Passage } from './passage.js';
import { keptTypeOf, writeOf } from './write-of.js';

/** Of these a private newest copy is kept: what a translation between versions may have to look up. */
const COPIED_MODULES: ReadonlySet<string> = new Set(['locations', 'tokens']);
const MAX_COPIES = 200;
const UTF8 = new TextDecoder();
const TO_UTF8 = new TextEncoder();

/** The objects that this passage shows, each as its owner wrote it: pushes that were taken, and what a Sender interface answered. */
export function copiesIn(passage: Passage): readonly ObjectWrite[] {
  const { module, interfaceRole, method, answer, request } = passage;
  if (!COPIED_MODULES.has(module) || answer === null || !isTaken(answer)) return [];
  if (interfaceRole === 'RECEIVER') {
    if (request === null && method !== 'DELETE') return [];
    const write = writeOf({ ...passage, body: request }, 'private');
    return write === null ? [] : [write];
  }
  const isWhole = (pathSegments(passage.rest) ?? []).length <= 1;
  return method === 'GET' && isWhole && answer.body !== null ? copiesInAnswer(passage, UTF8.decode(answer.body)) : [];
}

function isTaken({ status, body }: NonNullable<Passage['answer']>): boolean {
  const ocpi = body === null ? null : statusInAnswer(body);
  return status >= 200 && status < 300 && ocpi !== null && ocpi >= 1000 && ocpi < 2000;
}

function copiesInAnswer(passage: Passage, text: string): readonly ObjectWrite[] {
  const data = lastMember(objectMembers(text) ?? [], 'data');
  if (data === undefined) return [];
  const objects = arrayElements(text, data.start) ?? [data];
  return objects
    .slice(0, MAX_COPIES)
    .map((span) => copyOf(passage, text, span))
    .filter((copy) => copy !== null);
}

/** Null where the object names no owner, or one that is no party of the platform that answered. */
function copyOf(passage: Passage, text: string, { start, end }: JsonSpan): ObjectWrite | null {
  const members = objectMembers(text, start) ?? [];
  const says = (key: string): string | null => {
    const member = lastMember(members, key);
    return member === undefined ? null : stringIn(text, member);
  };
  const [countryCode, partyId] = [says('country_code'), says('party_id')];
  const module = passage.module === 'tokens' ? 'tokens' : 'locations';
  const id = says(module === 'tokens' ? 'uid' : 'id');
  const named: PartyId | null = countryCode === null || partyId === null ? null : { countryCode, partyId };
  // In OCPI 2.1.1 an object is whoever's list it stands in.
  const owner = namesParties(passage.version) ? named : (passage.receiver?.party.id ?? null);
  if (owner === null || id === null || id === '') return null;
  const isTheirs = passage.receiver?.platform.parties.some(({ key }) => key === partyKey(owner)) === true;
  if (!isTheirs) return null;
  return {
    scope: 'private',
    version: passage.version,
    module,
    owner,
    ids: [id],
    type: module === 'tokens' ? keptTypeOf(passage.version, says('type')) : '',
    method: 'PUT',
    body: TO_UTF8.encode(text.slice(start, end)),
    atMs: passage.atMs,
  };
}
