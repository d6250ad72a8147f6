/** The parts of a fact base that tests look at. */
export interface ObjectFacts {
  readonly version: string;
  readonly objects: Readonly<
    Record<
      string,
      {
        readonly module: string;
        readonly fields: readonly {
          readonly name: string;
          readonly type: string;
          readonly card: string;
          readonly maxLength: number | null;
          readonly pattern?: string;
        }[];
      }
    >
  >;
  readonly enums: Readonly<Record<string, { readonly values: readonly string[]; readonly open: boolean }>>;
}

/** A copy of a valid object with one thing wrong: where, and which rule it breaks. */
export interface Mutation {
  readonly value: Record<string, unknown>;
  readonly path: string;
  readonly rule: string;
}

export function factsOf(version: string): ObjectFacts;
export function seeded(seed: number): () => number;
export function validObject(
  facts: ObjectFacts,
  name: string,
  how: { readonly random: () => number; readonly isFull?: boolean },
): Record<string, unknown>;
export function mutationsOf(facts: ObjectFacts, name: string, value: Record<string, unknown>): readonly Mutation[];
