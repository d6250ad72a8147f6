/** The versions of OCPI that the hub offers, oldest first. */
export const OCPI_VERSIONS = ['2.1.1', '2.2', '2.2.1', '2.3.0'] as const;
/** A version of OCPI that the hub offers. */
export type OcpiVersion = (typeof OCPI_VERSIONS)[number];

/** Whether the text is exactly a version the hub offers. */
export function isOcpiVersion(text: string): text is OcpiVersion {
  return (OCPI_VERSIONS as readonly string[]).includes(text);
}

/** The newest version both sides offer, or null (OCPI 2.2.1, Credentials > Registration). */
export function newestMutualVersion(theirs: readonly string[]): OcpiVersion | null {
  return [...OCPI_VERSIONS].reverse().find((version) => theirs.includes(version)) ?? null;
}

/**
 * Whether messages name their parties in headers, endpoints their role and objects their owner. OCPI 2.1.1 has a CPO and an eMSP at the
 * ends of a connection and nobody in between, so none of it is needed there.
 */
export function namesParties(version: OcpiVersion | null): boolean {
  return version !== '2.1.1';
}
