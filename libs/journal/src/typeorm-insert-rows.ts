import type { EntityManager } from 'typeorm';

/** Rows per statement. Few different statements, so that each is prepared once and kept. */
const ROWS_PER_STATEMENT = [64, 8, 1] as const;

/** Rows to insert, as one flat list of values, row after row. */
export interface FlatRows {
  readonly table: string;
  readonly columns: readonly string[];
  readonly values: readonly unknown[];
}

/**
 * Inserts rows, three times as fast as entities through `insert`. A row whose key is there already
 * is left alone: a batch whose outcome is unknown may simply be sent again.
 */
export async function insertIgnoringKnown(
  entityManager: EntityManager,
  { table, columns, values }: FlatRows,
): Promise<void> {
  const isSqlite = entityManager.dataSource.options.type === 'better-sqlite3';
  const intoTable = `INSERT ${isSqlite ? 'OR IGNORE' : 'IGNORE'} INTO ${table} (${columns.join(', ')}) VALUES `;
  const row = `(${columns.map(() => '?').join(', ')})`;
  let start = 0;
  for (const rows of ROWS_PER_STATEMENT) {
    const count = rows * columns.length;
    const statement = intoTable + Array.from({ length: rows }, () => row).join(', ');
    for (; start + count <= values.length; start += count) {
      await entityManager.query(statement, values.slice(start, start + count));
    }
  }
}
