import { Transform } from 'class-transformer';
import { TextField, WholeNumberField } from '../fields/field.js';
import { invalidField } from '../fields/validation.js';
import type { Problem } from '../problems/problem.js';

const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 500;

/** One page of a list; `next_cursor` is null on the last one. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next_cursor: string | null;
}

/** What every list can be asked. */
export class PageQuery {
  @Transform(({ value }) => wholeNumber(value))
  @WholeNumberField({ optional: true, min: 1, max: MAX_LIMIT, fallback: DEFAULT_LIMIT, description: 'Items per page.' })
  limit?: number;

  @TextField({ optional: true, maxLength: 512, description: 'The next_cursor of the page before.' })
  cursor?: string;
}

/** Where a page begins, and how many items it has. */
export interface PageRequest {
  /** The page has what comes after this key; null for the first one. */
  readonly afterKey: string | null;
  readonly limit: number;
}

/**
 * A list that is walked by the key of its items, so that a page stays right when items come and go between two pages. Cursors are
 * bound to the list by its name.
 */
export class PagedList<Item> {
  constructor(
    private readonly name: string,
    private readonly keyOf: (item: Item) => string,
  ) {}

  /** Reads where a page begins. A cursor of another list, or one that was made up, is a problem. */
  read(query: PageQuery): PageRequest | Problem {
    const limit = query.limit ?? DEFAULT_LIMIT;
    if (query.cursor === undefined) return { afterKey: null, limit };
    const [name, afterKey] = decodeCursor(query.cursor);
    if (name === this.name && afterKey !== undefined) return { afterKey, limit };
    return invalidField('cursor', 'cursor must be the next_cursor of this list');
  }

  /** A page of items that are all in memory, in any order: they are sorted by their key. */
  page(items: readonly Item[], { afterKey, limit }: PageRequest): Page<Item> {
    const sorted = [...items].sort((a, b) => (this.keyOf(a) < this.keyOf(b) ? -1 : 1));
    const rest = afterKey === null ? sorted : sorted.filter((item) => this.keyOf(item) > afterKey);
    return this.pageWithOneMore(rest, limit);
  }

  /** A page of items that begin where it begins; one item more than its limit is enough to know that another page follows. */
  pageWithOneMore(found: readonly Item[], limit: number): Page<Item> {
    const items = found.slice(0, limit);
    const last = items.at(-1);
    return { items, next_cursor: last !== undefined && found.length > limit ? this.cursorAfter(last) : null };
  }

  private cursorAfter(item: Item): string {
    return Buffer.from(`${this.name} ${this.keyOf(item)}`, 'utf8').toString('base64url');
  }
}

function decodeCursor(cursor: string): readonly [string?, string?] {
  if (!/^[A-Za-z0-9_-]+$/.test(cursor)) return [];
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  const blank = text.indexOf(' ');
  return blank < 0 ? [] : [text.slice(0, blank), text.slice(blank + 1)];
}

/** Query parameters arrive as text; anything but digits stays what it is and fails the validation. */
function wholeNumber(value: unknown): unknown {
  return typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value;
}
