import type { InterfaceRole, OcpiVersion, PartyId } from '@busbar/ocpi';

/** A JSON object of which nothing is known yet. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** What an exchange is about, in the version of the side it comes from. */
export interface BridgedEndpoint {
  readonly module: string;
  readonly interfaceRole: InterfaceRole;
  readonly method: string;
  /** What follows the endpoint's URL, decoded: `['NL', 'ABC', 'LOC1']`. */
  readonly segments: readonly string[];
  /** Where the URL is a `response_url`: the command (`START_SESSION`) or charging profile method (`GET`, `PUT`, `DELETE`) it answers. */
  readonly callbackOf?: string;
  /** `type` of a Token, where the query has it. */
  readonly tokenType?: string;
}

/**
 * Something the hub may have seen that fills a gap. What {@link Known.seen} answers: a {@link SeenObject} for Locations and Tokens,
 * a whole number for `reservation-number`, a text for `authorization-reference`, and undefined for whatever it has not seen.
 */
export type Wanted =
  /** The newest Location of that owner. */
  | { readonly kind: 'location'; readonly owner: PartyId; readonly id: string }
  /** That Location as it was when it might last be published, be it now or until lately. */
  | { readonly kind: 'published-location'; readonly owner: PartyId; readonly id: string }
  /**
   * The Token whose contract_id (auth_id in 2.1.1) it is, of that owner. Without one, it is the only owner's that has such a Token: whoever
   * pushes a Token under another's contract says nothing about it.
   */
  | { readonly kind: 'token-of-contract'; readonly owner?: PartyId | null; readonly contractId: string }
  /** The Token of that uid; whose it is may be unknown. */
  | { readonly kind: 'token'; readonly owner: PartyId | null; readonly uid: string }
  /** The same whole number each time for one reservation id of that party: 2.1.1 has numbers only. */
  | { readonly kind: 'reservation-number'; readonly owner: PartyId; readonly id: string }
  /** What was agreed when the Token was authorized or the command given, see {@link authorizationsIn}. */
  | {
      readonly kind: 'authorization-reference';
      readonly emsp: PartyId;
      readonly contractId: string;
      readonly uid: string | null;
      readonly locationId: string | null;
    };

/** An object as the hub has seen it, in the version it came in: the bridge brings it to the version it needs. */
export interface SeenObject {
  readonly version: OcpiVersion;
  readonly value: unknown;
}

/** Whose objects an exchange is about. */
export interface Parties {
  /** Whose objects they are: the owner in the URL of a push, the party that sends a CDR, gives a command or answers a list. */
  readonly owner: PartyId | null;
  /** The other side where that is known: of sessions and CDRs the party whose driver it is. */
  readonly counterpart: PartyId | null;
}

/** What the bridge may use beyond the message itself. */
export interface Known extends Parties {
  /** The platform's `bridge_defaults`; those that are shipped need not be in it. */
  readonly defaults: Readonly<Record<string, unknown>>;
  readonly seen: (wanted: Wanted) => unknown;
  /** When the message reached the hub, as DateTime: the `last_updated` of a PATCH of 2.1.1 that has none. */
  readonly receivedAt?: string;
}

/** What was done to an object beyond renaming: each counts once, in the order in which it was done. */
export interface Note {
  readonly kind: 'filled' | 'replaced' | 'dropped' | 'left-out';
  /** Name of the object, and the field in the version in which it has been filled, or from which it has been taken. */
  readonly object: string;
  readonly field: string;
  /** Where it was taken from, for `filled`. */
  readonly from?: 'seen' | 'coordinates' | 'bridge_defaults' | '#NA' | 'message';
  readonly detail?: string;
}

/** Why there is no translation: where in the body (`$.evses[0].uid`) or URL (`url.location_id`), and what is the matter. */
export interface BridgeRefusal {
  readonly kind: 'refused';
  readonly path: string;
  readonly reason: string;
  readonly notes: readonly Note[];
}

/** A request as the other side understands it, or why it cannot be asked. */
export type BridgedRequest =
  | {
      /** Method and path are the same in all versions. */
      readonly kind: 'translated';
      /** Undefined where there is none. */
      readonly body: unknown;
      /** What the query's `type` of a Token becomes: null is none. Left out where there was none and none is needed. */
      readonly tokenType?: string | null;
      readonly notes: readonly Note[];
    }
  | BridgeRefusal
  /** The protocol has a word for "cannot be done": the data of the answer, in the asker's version. Nothing is sent. */
  | { readonly kind: 'answered'; readonly data: unknown; readonly notes: readonly Note[] };

/** An answer as the asker understands it, or why it has to do without. */
export type BridgedAnswer =
  { readonly kind: 'translated'; readonly envelope: JsonObject; readonly notes: readonly Note[] } | BridgeRefusal;

/** An object as the other side understands it, or why it cannot be said. */
export type BridgedObject =
  { readonly kind: 'translated'; readonly value: unknown; readonly notes: readonly Note[] } | BridgeRefusal;

/** The passage from one version to another. It keeps nothing between two calls and changes nothing it is given. */
export interface Bridge {
  /** Translates a request; `body` is what its JSON was parsed to, undefined where it has none. */
  request(endpoint: BridgedEndpoint, body: unknown, known: Known): BridgedRequest;
  /**
   * Translates an answer back to the asker; `endpoint` is as the asker asked it, in the asker's version. Items of a list that cannot be
   * said are left out and noted.
   */
  answer(endpoint: BridgedEndpoint, envelope: unknown, known: Known): BridgedAnswer;
  /** Translates one object, given its name in the version it comes from; with `isPartial` nothing that is missing is filled. */
  object(name: string, value: unknown, known: Known & { readonly isPartial?: boolean }): BridgedObject;
}
