/** The parts of a fact base that a test changes. */
export interface VersionFacts {
  readonly version: string;
  readonly objects: Readonly<Record<string, { readonly fields: { maxLength: number | null }[] }>>;
}

export const FACTS: string;
export const GENERATED: string;
export function readFacts(root: string): VersionFacts[];
export function generateOcpi(facts: readonly VersionFacts[]): Map<string, string>;
