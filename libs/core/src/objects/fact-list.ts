import { brokenRoleRule, partyKey, type PartyKey } from '@busbar/ocpi';
import type { Platform } from '../registry.js';
import { textIn, type JsonObject } from './json-reading.js';
import type { OwnedFact, OwnedKind } from './owner-index.js';
import type { Passage } from './passage.js';

/** A message tells of so many things at most: a Location of thousands of EVSEs is known by some of them. */
const MAX_FACTS = 400;
/** Longer ids than any of OCPI's are nobody's. */
const MAX_ID = 255;

/** The module whose pushes an owner of such a thing is allowed: an EMSP owns no Location, whatever it says. */
const MODULE_OF: Readonly<Record<OwnedKind, string>> = {
  location: 'locations',
  evse: 'locations',
  'evse-id': 'locations',
  tariff: 'tariffs',
  session: 'cdrs',
  'session-emsp': 'tokens',
  reservation: 'cdrs',
  cdr: 'cdrs',
  token: 'tokens',
  contract: 'tokens',
};

/** The facts of one passage: takes what its teller may say and leaves the rest. */
export class FactList {
  private readonly facts = new Map<string, OwnedFact>();
  /** Whose platform the ids and owners are told by: a request's sender, or on a Sender interface who answers. */
  private readonly teller: Platform | null;
  /** Who took what it was told; null where nobody in particular did. */
  readonly taker: PartyKey | null;

  constructor(private readonly passage: Passage) {
    const { interfaceRole, method, platform, receiver } = passage;
    const tellsInAnswer = interfaceRole === 'SENDER' && (method === 'GET' || method === 'POST');
    this.teller = tellsInAnswer ? (receiver?.platform ?? null) : platform;
    this.taker = receiver?.party.key ?? null;
  }

  get all(): readonly OwnedFact[] {
    return [...this.facts.values()];
  }

  /** The owner itself says so; it must be a party of the platform that tells. */
  say(kind: OwnedKind, id: string | null | undefined, owner: PartyKey): void {
    if (this.teller !== null && mayOwn(this.teller, owner, kind)) this.add({ kind, owner }, id);
  }

  /** Another party says so, and the owner took it. */
  hear(kind: OwnedKind, id: string | null | undefined, owner: PartyKey): void {
    const { receiver, platform } = this.passage;
    const home = [receiver?.platform, platform].find((each) => each && mayOwn(each, owner, kind));
    if (home !== undefined) this.add({ kind, owner, isHearsay: true }, id);
  }

  isStated(kind: OwnedKind, id: string, owner: PartyKey): boolean {
    return this.facts.has(nameOf({ kind, id, owner }));
  }

  /** The party that an object names as its owner; null where it names none. */
  ownerNamedIn(object: JsonObject): PartyKey | null {
    const [countryCode, partyId] = [textIn(object, 'country_code'), textIn(object, 'party_id')];
    return countryCode === null || partyId === null ? null : partyKey({ countryCode, partyId });
  }

  private add(said: Omit<OwnedFact, 'id'>, id: string | null | undefined): void {
    if (id === null || id === undefined || id === '' || id.length > MAX_ID || this.facts.size >= MAX_FACTS) return;
    const fact = { ...said, id };
    const name = nameOf(fact);
    if (!this.facts.has(name)) this.facts.set(name, fact);
  }
}

function mayOwn(platform: Platform, owner: PartyKey, kind: OwnedKind): boolean {
  const roles = platform.parties.filter(({ key }) => key === owner).map(({ role }) => role);
  const push = { module: MODULE_OF[kind], interfaceRole: 'RECEIVER', method: 'PUT', roles } as const;
  return roles.length > 0 && brokenRoleRule(push) === null;
}

function nameOf({ kind, id, owner }: OwnedFact): string {
  return `${kind} ${owner} ${id.toUpperCase()}`;
}
