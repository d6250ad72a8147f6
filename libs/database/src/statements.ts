import type { EntityManager, QueryRunner } from 'typeorm';

/** What a column can be bound to. */
export type ColumnValue = string | number | null | Uint8Array;

/** Rows to insert, as one flat list of values, row after row. */
export interface FlatRows {
  readonly table: string;
  readonly columns: readonly string[];
  readonly values: readonly ColumnValue[];
  /** Leaves rows alone whose key is there already. */
  readonly ignoringKnown?: boolean;
}

/** Rows to change: a key each and the same columns for all. */
export interface RowChanges {
  readonly table: string;
  readonly key: string;
  readonly rows: readonly RowChange[];
  /** SQL in front of the other assignments, such as `attempts = attempts + 1`. */
  readonly also?: string;
  /** SQL behind the keys, such as `AND pending_lane IS NOT NULL`. */
  readonly only?: string;
}

/** One row to change. */
export interface RowChange {
  readonly key: number;
  readonly values: Readonly<Record<string, ColumnValue>>;
}

/** Few different statements on SQLite, so that each is prepared once and kept; a server is spared round trips. */
const ROWS_PER_INSERT = { sqlite: [128, 32, 8, 1], server: 500 } as const;
/** A CASE looks through its list for each row: beyond this, long lists cost more than statements. */
const ROWS_PER_CHANGE = 128;

/** SQL on the connection of one transaction, as far as SQLite and MySQL speak the same. */
export class Statements {
  readonly isSqlite: boolean;
  private readonly runner: QueryRunner;

  constructor(entityManager: EntityManager) {
    this.isSqlite = entityManager.dataSource.options.type === 'better-sqlite3';
    if (entityManager.queryRunner === undefined) throw new Error('statements belong into a transaction');
    this.runner = entityManager.queryRunner;
  }

  /** Behind a SELECT whose rows are to be changed; SQLite has one writer at a time anyway. */
  get forUpdate(): string {
    return this.isSqlite ? '' : ' FOR UPDATE';
  }

  /**
   * Behind a table: the index to take. Many conditions fit several of them, and both databases now and then take the one that leads
   * through everything that is pending.
   */
  by(index: string): string {
    return this.isSqlite ? `INDEXED BY ${index}` : `FORCE INDEX (${index})`;
  }

  /** Behind SELECT: tables are taken in the order in which they are named. SQLite reads the same from CROSS JOIN. */
  get inOrder(): string {
    return this.isSqlite ? '' : 'STRAIGHT_JOIN';
  }

  /**
   * For a list of which it does not matter that something stands twice: on SQLite the last item is repeated up to the next power of
   * two, so that few different statements are prepared and kept.
   */
  padded<T>(items: readonly T[]): readonly T[] {
    const last = items.at(-1);
    if (!this.isSqlite || last === undefined) return items;
    const length = 2 ** Math.ceil(Math.log2(items.length));
    return [...items, ...new Array<T>(length - items.length).fill(last)];
  }

  async select<R extends object>(sql: string, parameters: readonly ColumnValue[]): Promise<R[]> {
    return (await this.runner.query(sql, [...parameters])) as R[];
  }

  /** Resolves to how many rows it met. */
  async change(sql: string, parameters: readonly ColumnValue[]): Promise<number> {
    const result = await this.runner.query(sql, [...parameters], true);
    return result.affected ?? 0;
  }

  /** Inserts one row and resolves to the key that the database counted. */
  async insertCounted(row: FlatRows): Promise<number> {
    const result: unknown = await this.runner.query(this.insertion(row, 1), [...row.values]);
    return Number(isObject(result) ? result.insertId : result);
  }

  async insert(rows: FlatRows): Promise<void> {
    const { columns, values } = rows;
    for (let start = 0; start < values.length;) {
      const count = this.rowsTogether((values.length - start) / columns.length);
      const end = start + count * columns.length;
      await this.runner.query(this.insertion(rows, count), values.slice(start, end));
      start = end;
    }
  }

  /** Changes many rows, each to values of its own; resolves to how many it met. */
  async changeEach({ table, key, rows, also, only = '' }: RowChanges): Promise<number> {
    let met = 0;
    for (let start = 0; start < rows.length; start += ROWS_PER_CHANGE) {
      const portion = this.padded(rows.slice(start, start + ROWS_PER_CHANGE));
      const parameters: ColumnValue[] = [];
      const assignments = Object.keys(portion[0]?.values ?? {}).map((column) => {
        const keyed = portion.map((row): KeyedValue => [row.key, row.values[column] ?? null]);
        const { sql, bound } = valueByKey(key, keyed);
        parameters.push(...bound);
        return `${column} = ${sql}`;
      });
      parameters.push(...portion.map((row) => row.key));
      met += await this.change(
        `UPDATE ${table} SET ${[...(also === undefined ? [] : [also]), ...assignments].join(', ')} WHERE ${key} IN (${marks(portion.length)}) ${only}`,
        parameters,
      );
    }
    return met;
  }

  /** How many of the rows that are left the next statement takes. */
  private rowsTogether(left: number): number {
    if (!this.isSqlite) return Math.min(left, ROWS_PER_INSERT.server);
    return ROWS_PER_INSERT.sqlite.find((rows) => rows <= left) ?? 1;
  }

  private insertion({ table, columns, ignoringKnown }: FlatRows, rows: number): string {
    const ignoring = ignoringKnown ? (this.isSqlite ? 'OR IGNORE ' : 'IGNORE ') : '';
    const row = `(${marks(columns.length)})`;
    const list = Array.from({ length: rows }, () => row).join(', ');
    return `INSERT ${ignoring}INTO ${table} (${columns.join(', ')}) VALUES ${list}`;
  }
}

/** So many question marks, for a list. */
export function marks(count: number): string {
  return Array.from({ length: count }, () => '?').join(', ');
}

type KeyedValue = readonly [number, ColumnValue];

/** One value where all rows agree, else each row's own. */
function valueByKey(
  key: string,
  keyed: readonly KeyedValue[],
): { readonly sql: string; readonly bound: readonly ColumnValue[] } {
  const [, first] = keyed[0] ?? [0, null];
  if (keyed.every(([, value]) => value === first)) return { sql: '?', bound: [first] };
  return { sql: `CASE ${key} ${keyed.map(() => 'WHEN ? THEN ?').join(' ')} END`, bound: keyed.flat() };
}

function isObject(value: unknown): value is { readonly insertId: unknown } {
  return typeof value === 'object' && value !== null && 'insertId' in value;
}
