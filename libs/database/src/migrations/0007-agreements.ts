import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';
import { wideTypes } from '../columns.js';

const text = (name: string, length: number): TableColumnOptions => ({ name, type: 'varchar', length: String(length) });
const time = (name: string): TableColumnOptions => ({ name, type: 'bigint' });
const integer = (name: string): TableColumnOptions => ({ name, type: 'integer' });
const key = (column: TableColumnOptions): TableColumnOptions => ({ ...column, isPrimary: true });
const optional = (column: TableColumnOptions): TableColumnOptions => ({ ...column, isNullable: true });

/** Who may exchange what with whom, and whom a party has blocked. */
export class Agreements1764000600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'agreement_policy',
        columns: [
          key(integer('id')),
          text('policy', 8),
          text('without_agreement', 12),
          integer('revision'),
          integer('stamp'),
          time('changed_at'),
        ],
      }),
    );
    // A hub that is upgraded goes on as it was: everybody may talk to everybody.
    await runner.query(
      "INSERT INTO agreement_policy (id, policy, without_agreement, revision, stamp, changed_at) VALUES (1, 'open', 'invisible', 0, 0, 0)",
    );
    await runner.createTable(
      new Table({
        name: 'agreements',
        columns: [
          key(integer('position')),
          text('party_a', 6),
          text('party_b', 6),
          { name: 'modules', type: wideTypes(runner).text },
          optional(time('from_at')),
          optional(time('until_at')),
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'agreement_changes',
        columns: [key(text('pair', 13)), time('changed_at')],
        indices: [{ name: 'ix_agreement_changes_changed_at', columnNames: ['changed_at'] }],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'party_blocks',
        columns: [key(text('by_party', 6)), key(text('blocked_party', 6)), time('since')],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    const tables = ['party_blocks', 'agreement_changes', 'agreements', 'agreement_policy'];
    for (const table of tables) await runner.dropTable(table);
  }
}
