/** As long as a client may take between two pages, in ms. */
const REMEMBERED_MS = 10 * 60_000;
const MAX_PLACES = 10_000;
/** Longer keys are not remembered. */
const MAX_KEY = 500;

/**
 * Where pages of lists ended, for clients that rebuild the URL of the next page from offset and limit and drop what else the Link says: they
 * go on at the same place, whatever was removed before it meanwhile. Only a memory: without it, offsets count from the start.
 */
export class RecentPlaces {
  private readonly places = new Map<string, { readonly place: string; readonly untilMs: number }>();

  /** The list's next page begins there. */
  remember(list: string, offset: number, { place, nowMs }: { readonly place: string; readonly nowMs: number }): void {
    const key = keyOf(list, offset);
    if (key.length > MAX_KEY) return;
    this.places.delete(key);
    this.places.set(key, { place, untilMs: nowMs + REMEMBERED_MS });
    if (this.places.size <= MAX_PLACES) return;
    const [oldest] = this.places.keys();
    if (oldest !== undefined) this.places.delete(oldest);
  }

  /** Where the page at this offset begins, or null when nobody was told lately. */
  find(list: string, offset: number, nowMs: number): string | null {
    const known = this.places.get(keyOf(list, offset));
    return known === undefined || known.untilMs < nowMs ? null : known.place;
  }
}

function keyOf(list: string, offset: number): string {
  return `${offset} ${list}`;
}
