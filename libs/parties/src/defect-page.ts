/** A page of counted defects, sorted by platform, kind, party and subject. */
export interface DefectPage {
  /** Null for all. */
  readonly platformIds: readonly string[] | null;
  /** What this party did, and what its platform did as a whole; null for all. */
  readonly party: string | null;
  readonly kind: string | null;
  /** The last one of the page before. */
  readonly after: DefectKey | null;
  readonly limit: number;
}

/** What tells one row from every other. */
export interface DefectKey {
  readonly platformId: string;
  readonly kind: string;
  readonly party: string;
  readonly subject: string;
}
