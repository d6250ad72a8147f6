import { MAX_BREACH_EXAMPLES, type BreachExample, type ModelBreach } from '@busbar/core';

/** Which rule of which object is broken. */
export type BreachSubject = Omit<ModelBreach, 'party' | 'examples'>;

/** An example, and when it was seen. */
export interface DatedExample extends BreachExample {
  readonly atMs: number;
}

const MAX_SUBJECT_CHARACTERS = 255;

/** What is broken, as one text that sorts. It is made of the specification's own words: a peer cannot make it many. */
export function subjectOf({ module, version, direction, path, rule }: BreachSubject): string {
  return [module, version, direction, path, rule].join(' ').slice(0, MAX_SUBJECT_CHARACTERS);
}

/** The newest of both; `newer` came later. */
export function newestExamples(
  older: readonly DatedExample[] | null,
  newer: readonly DatedExample[],
): readonly DatedExample[] {
  return [...(older ?? []), ...newer].slice(-MAX_BREACH_EXAMPLES);
}
