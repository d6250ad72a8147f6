import {
  isCountryCode,
  isPartyId,
  operatorOfEvse,
  partyKey,
  pathSegments,
  providerOfContract,
  separatedProvider,
  stringAt,
  type PartyId,
  type Role,
} from '@busbar/ocpi';
import type { OwnedKind, OwnedThing } from '../objects/owner-index.js';
import { tokenTypeIn } from '../objects/write-of.js';
import type { ModuleMessage } from './message.js';
import { ownerKeys, type Clue, type TextPlace } from './open-rules.js';
import type { ReadBody } from './read-body.js';

/** What a clue says in one message. */
export type Evidence =
  /** The message names a party; `isFinal`: nobody else may have it. */
  | { readonly kind: 'named'; readonly owner: PartyId; readonly where: string; readonly isFinal: boolean }
  /** An id begins with a party's ids, which says something where that party plays one of these roles. */
  | { readonly kind: 'prefix'; readonly owner: PartyId; readonly what: string; readonly roles: readonly Role[] }
  /** The hub may have learned whose these are. */
  | { readonly kind: 'learned'; readonly things: readonly NamedThing[] };

/** A thing to look up, and how a reason speaks of it: ids of tokens, contracts and sessions are nobody's business. */
export interface NamedThing extends OwnedThing {
  readonly words: string;
}

/** What may be named in a reason. Anything else is personal, or leads to a person. */
const NAMED_BY_ID: ReadonlySet<OwnedKind> = new Set(['location', 'evse', 'evse-id', 'tariff']);
const WORDS: Readonly<Record<OwnedKind, string>> = {
  location: 'location',
  evse: 'EVSE',
  'evse-id': 'EVSE id',
  tariff: 'tariff',
  session: 'the session',
  'session-emsp': 'the token of the session',
  reservation: 'the reservation',
  cdr: 'the CDR',
  token: 'the token',
  contract: 'the contract',
};

/** The longest id that OCPI has is an EVSE id of 48 characters; what is longer names nothing. */
const MAX_ID = 48;

/** What the clues of a message say, in their order; those that say nothing are left out. */
export function evidenceOf(clues: readonly Clue[], message: ModuleMessage, body: ReadBody): readonly Evidence[] {
  const reader = new TextReader(message, body);
  return clues.map((clue) => reader.read(clue)).filter((evidence) => evidence !== null);
}

class TextReader {
  private readonly segments: readonly string[];

  constructor(
    private readonly message: ModuleMessage,
    private readonly body: ReadBody,
  ) {
    this.segments = pathSegments(message.address.rest) ?? [];
  }

  read(clue: Clue): Evidence | null {
    switch (clue.kind) {
      case 'owner-in-body': {
        const owner = this.ownerUnder(clue.key);
        const where = clue.key === '' ? 'the body' : clue.key;
        return this.named(owner, { where, isFinal: clue.isFinal });
      }
      case 'owner-in-url': {
        const [countryCode, partyId] = this.segments;
        return this.named(asPartyId(countryCode, partyId), { where: 'the URL', isFinal: false });
      }
      case 'contract-id': {
        const id = this.text(clue.id);
        const isContract = clue.certainty === 'is' || tokenTypeIn(this.message.query).toUpperCase() === 'EMAID';
        const owner = id === null ? null : isContract ? providerOfContract(id) : separatedProvider(id);
        return owner === null ? null : { kind: 'prefix', owner, what: 'contract id', roles: ['EMSP', 'OTHER'] };
      }
      case 'evse-id': {
        const id = this.text(clue.id);
        const owner = id === null ? null : operatorOfEvse(id);
        return owner === null ? null : { kind: 'prefix', owner, what: 'EVSE id', roles: ['CPO', 'OTHER'] };
      }
      case 'learned': {
        const things = clue.things.map(({ kind, id }) => this.thing(kind, id)).filter((thing) => thing !== null);
        return things.length === 0 ? null : { kind: 'learned', things };
      }
    }
  }

  /** What names the owner of an object rather than a receiver says nothing where that is the sender himself. */
  private named(owner: PartyId | null, how: { readonly where: string; readonly isFinal: boolean }): Evidence | null {
    if (owner === null) return null;
    const isOwn = this.message.platform.parties.some(({ key }) => key === partyKey(owner));
    return isOwn && !how.isFinal ? null : { kind: 'named', owner, ...how };
  }

  private thing(kind: OwnedKind, place: TextPlace): NamedThing | null {
    const id = this.text(place);
    if (id === null) return null;
    const words = NAMED_BY_ID.has(kind) ? `${WORDS[kind]} ${printable(id)}` : WORDS[kind];
    return { kind, id, words };
  }

  private text(place: TextPlace): string | null {
    if ('segment' in place) return usable(this.segments[place.segment]);
    if ('body' in place) return usable(this.member(place.body));
    const id = this.text(place.id);
    const owner = this.ownerFor(place.within);
    return id === null || owner === null ? null : `${partyKey(owner)} ${id}`;
  }

  private ownerFor(within: 'asker' | 'url-owner' | 'body-owner'): PartyId | null {
    switch (within) {
      case 'asker':
        return this.message.from;
      case 'url-owner':
        return asPartyId(this.segments[0], this.segments[1]);
      case 'body-owner':
        return this.ownerUnder('') ?? this.message.from;
    }
  }

  private ownerUnder(key: string): PartyId | null {
    const [countryCode, partyId] = ownerKeys(key).map((each) => this.member(each));
    return asPartyId(countryCode, partyId);
  }

  private member(path: string): string | undefined {
    const span = this.body.members.get(path);
    if (span === undefined || span === 'duplicate' || this.body.bytes === null) return undefined;
    return stringAt(this.body.bytes, span) ?? undefined;
  }
}

function asPartyId(countryCode: string | undefined, partyId: string | undefined): PartyId | null {
  if (countryCode === undefined || partyId === undefined) return null;
  return isCountryCode(countryCode) && isPartyId(partyId) ? { countryCode, partyId } : null;
}

function usable(text: string | undefined): string | null {
  return text === undefined || text === '' || text.length > MAX_ID ? null : text;
}

/** Text of a stranger, made harmless for a reason that operators read. */
function printable(text: string): string {
  return text.replace(/[^\x20-\x7e]|["\\<>]/g, '?');
}

/** What a clue looks at, in words for a developer whose message told nothing. */
export function wordsOfClue(clue: Clue): string {
  switch (clue.kind) {
    case 'owner-in-body':
      return `country_code and party_id in ${clue.key === '' ? 'the body' : clue.key}`;
    case 'owner-in-url':
      return 'the party in the URL';
    case 'contract-id':
      return 'the beginning of the contract id';
    case 'evse-id':
      return 'the beginning of the EVSE id';
    case 'learned':
      return `whose ${clue.things.map(({ kind }) => WORDS[kind].replace(/^the /, '')).join(' and ')} it is`;
  }
}
