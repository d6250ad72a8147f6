import { OCPI_VERSIONS, type OcpiVersion } from './versions.js';
import type { findEndpoint, typesAt } from './validation/endpoints.js';
import type { VersionTables } from './validation/tables.js';
import type { ValueCheck } from './validation/value-checks.js';

/** The facts of every version in the form in which code asks for them, and how to ask. */
export interface FactBase {
  readonly tables: Readonly<Record<OcpiVersion, VersionTables>>;
  readonly findEndpoint: typeof findEndpoint;
  readonly typesAt: typeof typesAt;
  /** Whether a value of the field's type passes one check of its. */
  readonly checkFor: (check: ValueCheck) => (value: string | number) => boolean;
}

/** Loads the facts of all versions: a hub whose parties are all on one version loads none of them. */
export async function loadFactBase(): Promise<FactBase> {
  const { CATALOGUE } = await import('./generated/catalogue.js');
  const { findEndpoint, typesAt } = await import('./validation/endpoints.js');
  const { checkFor } = await import('./validation/value-checks.js');
  const loaded = OCPI_VERSIONS.map(async (version) => [version, (await CATALOGUE[version].tables()).TABLES] as const);
  const tables = Object.fromEntries(await Promise.all(loaded)) as Record<OcpiVersion, VersionTables>;
  return { tables, findEndpoint, typesAt, checkFor };
}
