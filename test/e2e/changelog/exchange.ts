// What the rows of the changelogs are written in: what one party says and what the other, of the next version, understands.
import type { World } from './world.js';

/**
 * Something sent by a party of the version a row's direction begins with. It is written as `RECEIVER PUT locations/NL/ABC/LOC1`; the CPO
 * NL/ABC, the EMSP DE/MSP and their objects stand for those of the two versions.
 */
export interface Sent {
  readonly kind: 'sent';
  readonly line: string;
  readonly query?: string;
  readonly body?: unknown;
  /** The body at its receiver; the path is the same. */
  readonly arrives?: unknown;
  /** The query at its receiver; as it was sent unless told otherwise. */
  readonly arrivesAt?: string | null;
  /** The data of the hub's own answer, where the protocol has one for what nobody can be asked: nothing arrives. */
  readonly told?: unknown;
  /** Why nothing arrives, which its sender is told or, if it was for many, the operator. */
  readonly refused?: string;
  /** The status code of a refusal: 4000 unless told otherwise. */
  readonly code?: number;
  /** What came from the other side before, from which the hub knows what is not said here. */
  readonly after?: Exchange;
}

/** An answer by a party of the version a row's direction begins with, to one of the other version. */
export interface Asked {
  readonly kind: 'asked';
  readonly line: string;
  readonly query?: string;
  readonly arrivesAt?: string | null;
  readonly answers: unknown;
  readonly told: unknown;
  readonly after?: Exchange;
}

/** A command by an EMSP of the version a row's direction begins with. */
export interface Commanded {
  readonly kind: 'commanded';
  readonly command: string;
  /** Without response_url, which the hub replaces. */
  readonly body: object;
  readonly arrives?: object;
  readonly told?: unknown;
  readonly refused?: string;
  readonly after?: Exchange;
}

/** What a CPO of the version a row's direction begins with says to a command: at once, and later. */
export interface Responded {
  readonly kind: 'responded';
  readonly response: object;
  readonly told: object;
  readonly result?: object;
  readonly hears?: object;
}

/** What no exchange of these kinds shows. */
export type Check = (world: World) => void | Promise<void>;

/** One thing that shows a row, or a part of it. */
export type Exchange = Sent | Asked | Commanded | Responded | Check;

/** What shows a row in one direction, or why no message can. */
export type Shown = readonly [Exchange, ...Exchange[]] | string;

/** A row of a changelog: `up` to the newer version, `down` to the older one. */
export interface Row {
  readonly row: number;
  readonly up: Shown;
  readonly down: Shown;
}

/** Something that arrives in other words, or the same. */
export function sent(line: string, body: unknown, arrives: unknown = body): Sent {
  return { kind: 'sent', line, body, arrives };
}

/** Something that cannot be said in the other version. */
export function refused(line: string, body: unknown, why: string): Sent {
  return { kind: 'sent', line, body, refused: why };
}

/** The same with this query, which is another one at its receiver. */
export function queried(one: Sent, query: string | undefined, arrivesAt: string | null): Sent {
  return { ...one, ...(query === undefined ? {} : { query }), arrivesAt };
}

/** An answer that is understood in other words, or the same. */
export function asked(line: string, answers: unknown, told: unknown = answers): Asked {
  return { kind: 'asked', line, answers, told };
}

/** A command that arrives in other words, or the same. */
export function commanded(command: string, body: object, arrives: object = body): Commanded {
  return { kind: 'commanded', command, body, arrives };
}

/** The same thing in the words of either version. */
export function bothWays(row: number, line: string, [old, young]: readonly [unknown, unknown]): Row {
  return { row, up: [sent(line, old, young)], down: [sent(line, young, old)] };
}
