import type { JsonObject } from '../bridge.js';
import type { REFUSED, Walk } from './walk.js';

/** The same under another name; judged by the facts of the other side like a field that keeps its name. */
export interface Renamed {
  readonly kind: 'renamed';
  readonly to: string;
  readonly says?: string;
}

/** Words of an enum that are other words on the other side; null is no word, and drops the field or refuses the object. */
export interface Worded {
  readonly kind: 'worded';
  readonly to?: string;
  readonly words: Readonly<Record<string, string | null>>;
  /** For every further word that the other side does not have. */
  readonly otherwise?: string;
  /** Words whose loss loses nothing and is not noted. */
  readonly silent?: readonly string[];
  readonly says: string;
}

/** A value that is said in another shape. The rule answers for its validity; undefined says nothing. */
export interface Reshaped {
  readonly kind: 'reshaped';
  readonly to: string;
  readonly value: (value: unknown, walk: Walk) => unknown;
  readonly says: string;
}

/** A value that is said in several fields, or that also depends on others; `write` puts them into the object that is being made. */
export interface Spread {
  readonly kind: 'spread';
  readonly to: readonly string[];
  readonly write: (value: unknown, target: Record<string, unknown>, walk: Walk) => typeof REFUSED | undefined;
  readonly says: string;
}

/** A list of which some items are left out before the rest is translated. */
export interface Sieved {
  readonly kind: 'sieved';
  readonly keeps: (item: JsonObject) => boolean;
  readonly says: string;
}

/** Not sayable on the other side: dropped and noted. With `isCarried` another rule says it, and nothing is noted. */
export interface Gone {
  readonly kind: 'gone';
  readonly isCarried?: boolean;
  readonly says: string;
}

/** A value other than null that makes the whole object unsayable, unless `unless` finds that it means nothing. */
export interface Refusing {
  readonly kind: 'refusing';
  readonly unless?: (value: unknown, walk: Walk) => boolean;
  readonly reason: string;
}

/** What becomes of a field. */
export type FieldRule = Renamed | Worded | Reshaped | Spread | Sieved | Gone | Refusing;

/** Where a field that the target needs comes from when the source does not say it: undefined is nowhere, and refuses the object. */
export interface Fill {
  readonly value: (walk: Walk, target: JsonObject) => unknown;
  readonly says: string;
}

/** What the facts do not tell about one object in one direction; everything else follows from the facts of both sides. */
export interface ObjectRules {
  /** By field of the source. */
  readonly fields?: Readonly<Record<string, FieldRule>>;
  /** By required field of the target. */
  readonly fills?: Readonly<Record<string, Fill>>;
  /** Fields that may not be lost, not even an item of a list: the object is refused instead. */
  readonly essential?: readonly string[];
  /** Looks at the made object; may refuse it. */
  readonly ends?: (target: Record<string, unknown>, walk: Walk) => typeof REFUSED | undefined;
  /** What `ends` does, for the documentation. */
  readonly endsSay?: readonly string[];
}

/** Rules of one direction, by object, or `Source>Target` where an object becomes one of another name. */
export type StepRules = Readonly<Record<string, ObjectRules>>;

/** The same field under another name. */
export function renamed(to: string, says?: string): Renamed {
  return { kind: 'renamed', to, ...(says === undefined ? {} : { says }) };
}

/** A field that the other side does not have. */
export function gone(says: string): Gone {
  return { kind: 'gone', says };
}

/** A field that another rule says. */
export function carried(says: string): Gone {
  return { kind: 'gone', isCarried: true, says };
}
