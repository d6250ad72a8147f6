/** A page of counted defects, sorted by platform and kind. */
export interface DefectPage {
  /** Null for all. */
  readonly platformIds: readonly string[] | null;
  readonly kind: string | null;
  /** The last one of the page before. */
  readonly after: { readonly platformId: string; readonly kind: string } | null;
  readonly limit: number;
}
