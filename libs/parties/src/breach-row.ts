import type { BreachExample, ModelBreach } from '@busbar/core';

/** Which rule of which object is broken. */
export type BreachSubject = Omit<ModelBreach, 'party' | 'example'>;

/** An example, and when it was seen. */
export interface DatedExample extends BreachExample {
  readonly atMs: number;
}

/** As many show whether a mistake is always the same; each names a message of the journal. */
export const MAX_EXAMPLES = 3;
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
  return [...(older ?? []), ...newer].slice(-MAX_EXAMPLES);
}
