import type { QueryRunner } from 'typeorm';

/** Column options for whole numbers beyond 32 bits, such as ms since the epoch: MySQL hands its bigint out as text. */
export const WIDE_INTEGER = {
  type: 'bigint',
  transformer: {
    to: (value: unknown): unknown => value,
    from: (value: unknown): number | null => (value === null || value === undefined ? null : Number(value)),
  },
} as const;

/** Column options for a value kept as JSON; TypeORM's own kind of it ends at 64 KB on MySQL. */
export const JSON_TEXT = {
  type: 'text',
  transformer: {
    to: (value: unknown): unknown => (value === null || value === undefined ? value : JSON.stringify(value)),
    from: (value: unknown): unknown => (typeof value === 'string' ? (JSON.parse(value) as unknown) : null),
  },
} as const;

/**
 * Column options for a key that the database counts up, and its type in a migration: SQLite counts only an `integer`, which is 64
 * bits there and 32 on MySQL.
 */
export const COUNTED_KEY = { type: 'integer', transformer: WIDE_INTEGER.transformer } as const;

/**
 * What `text` and `blob` of an entity are called in a migration: on MySQL the types of these names end at 64 KB, so the columns are
 * made with their large kin there.
 */
export function wideTypes(runner: QueryRunner): {
  readonly text: 'text' | 'longtext';
  readonly blob: 'blob' | 'longblob';
  readonly countedKey: 'integer' | 'bigint';
} {
  return runner.dataSource.options.type === 'better-sqlite3'
    ? { text: 'text', blob: 'blob', countedKey: 'integer' }
    : { text: 'longtext', blob: 'longblob', countedKey: 'bigint' };
}
