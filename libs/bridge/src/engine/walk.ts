import type { OcpiVersion } from '@busbar/ocpi';
import type { BridgedEndpoint, JsonObject, Known, Note, Wanted } from '../bridge.js';

/** What a translation returns where the value cannot be said; the walk has the reason. */
export const REFUSED: unique symbol = Symbol('refused');

/** In which words a rule wants to have a seen object, and how much of it: what it leaves away need not be translated. */
export interface SeenAs {
  readonly name: string;
  readonly version: OcpiVersion;
  /** In the words of whatever version it came in: for the names that are the same in all of them. */
  readonly narrow?: (value: JsonObject) => JsonObject;
}

/** How a seen object is brought to the version a rule knows; undefined where the hub has not seen it. */
export type ReadSeen = (wanted: Wanted, as: SeenAs) => JsonObject | undefined;

/** Notes of one body in one step. */
const MAX_NOTES = 1000;

/** What a walk starts with. */
export interface WalkStart {
  readonly known: Known;
  readonly readSeen: ReadSeen;
  /** Translates an object that a rule has put together, in the words of the source's version. */
  readonly translate: (name: string, value: unknown, walk: Walk) => unknown;
  /** The request: the answer to authorize says nothing of the Token that was asked for. */
  readonly endpoint?: BridgedEndpoint;
  /** A moment that the message itself tells. */
  readonly at?: string | undefined;
}

/** One translation of one body: what it is given, and what it notes on its way. */
export class Walk {
  readonly notes: Note[] = [];
  /** The object whose fields are being translated. */
  source: JsonObject = {};
  /** Whether that object is the body of a PATCH. */
  isPartial = false;
  private path = '';
  private reason = '';

  constructor(readonly start: WalkStart) {}

  /** Notes that something was filled, replaced, dropped or left out. */
  note(note: Note): void {
    if (!this.isFull) this.notes.push(note);
  }

  /** Whether no more is noted: a body with a million broken items would cost its receiver seconds in notes alone. */
  get isFull(): boolean {
    return this.notes.length >= MAX_NOTES;
  }

  /** Says why a value cannot be said. */
  refuse(reason: string, path = ''): typeof REFUSED {
    this.reason = reason;
    this.path = path;
    return REFUSED;
  }

  /** Puts a field or an index before the path of the last refusal. */
  below(step: string): typeof REFUSED {
    this.path = step + this.path;
    return REFUSED;
  }

  /** The last refusal. */
  get refusal(): { readonly path: string; readonly reason: string } {
    return { path: this.path, reason: this.reason };
  }

  /** Forgets what was noted about a value that is not said after all. */
  forgetSince(count: number): void {
    this.notes.length = count;
  }
}
