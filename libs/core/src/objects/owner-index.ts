import type { PartyKey } from '@busbar/ocpi';

/**
 * What an id can name. `evse` is the uid of an EVSE and `evse-id` its eMI3 id; `session-emsp` is a session as its CPO names it
 * (`NL/ABC id`), owned by the EMSP whose token it runs on; `reservation` is a reservation as its EMSP names it (`NL/EMS id`), owned by
 * the CPO that has it.
 */
export type OwnedKind =
  | 'location'
  | 'evse'
  | 'evse-id'
  | 'tariff'
  | 'session'
  | 'session-emsp'
  | 'reservation'
  | 'cdr'
  | 'token'
  | 'contract';

/** Something that a message names. Ids compare case-insensitively (OCPI 2.2.1, Types > CiString). */
export interface OwnedThing {
  readonly kind: OwnedKind;
  readonly id: string;
}

/** Who owns it, as a message has told. */
export interface OwnedFact extends OwnedThing {
  readonly owner: PartyKey;
  /** Another party said so and the owner took it without objection. What owners say themselves counts for more. */
  readonly isHearsay?: boolean;
}

/** Which party owns what, learned from traffic: never by a bare id when two owners share it. */
export abstract class OwnerIndex {
  /**
   * Every owner of what carries this id, at most a handful: those who said so themselves, or where nobody did, those of whom it was
   * said. At once where it is remembered, else after one indexed read.
   */
  abstract ownersOf(thing: OwnedThing): readonly PartyKey[] | Promise<readonly PartyKey[] | 'database-lost'>;
  /** Takes note and returns at once; never throws. Facts are lost, and counted, while the database is away or too slow. */
  abstract learn(facts: readonly OwnedFact[]): void;
}
