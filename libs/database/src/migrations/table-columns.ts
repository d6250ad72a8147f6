import type { QueryRunner, TableColumnOptions } from 'typeorm';
import { wideTypes } from '../columns.js';

/** A text of at most so many characters. */
export const text = (name: string, length: number): TableColumnOptions => ({
  name,
  type: 'varchar',
  length: String(length),
});

/** A whole number beyond 32 bits, such as a time in ms. */
export const wide = (name: string): TableColumnOptions => ({ name, type: 'bigint' });

/** A whole number. */
export const integer = (name: string): TableColumnOptions => ({ name, type: 'integer' });

/** The same column as one that may be null. */
export const optional = (column: TableColumnOptions): TableColumnOptions => ({ ...column, isNullable: true });

/** The same column as one of the primary key. */
export const key = (column: TableColumnOptions): TableColumnOptions => ({ ...column, isPrimary: true });

/** A primary key that the database counts up. */
export const counted = (runner: QueryRunner, name: string): TableColumnOptions => ({
  name,
  type: wideTypes(runner).countedKey,
  isPrimary: true,
  isGenerated: true,
  generationStrategy: 'increment',
});
