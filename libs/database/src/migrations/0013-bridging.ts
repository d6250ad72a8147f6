import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import { counted, integer, key, optional, text, wide } from './table-columns.js';

/** What translating between versions looks up, and what it costs; older versions neither write nor read it. */
export class Bridging1764001200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'bridge_counts',
        columns: [
          key(text('platform_id', 36)),
          key(text('subject', 255)),
          text('from_version', 8),
          text('to_version', 8),
          text('module', 36),
          text('kind', 16),
          text('object', 64),
          text('field', 255),
          optional(text('source', 32)),
          integer('count'),
          wide('first_at'),
          wide('last_at'),
          text('detail', 500),
        ],
        indices: [{ name: 'ix_bridge_counts_age', columnNames: ['last_at'] }],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'reservation_numbers',
        columns: [counted(runner, 'number'), text('owner', 6), text('id_key', 64), integer('made_day')],
        indices: [
          { name: 'ux_reservation_numbers', columnNames: ['owner', 'id_key'], isUnique: true },
          { name: 'ix_reservation_numbers_age', columnNames: ['made_day'] },
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'seen_authorizations',
        columns: [key(text('subject', 66)), key(text('location', 64)), text('reference', 255), integer('seen_day')],
        indices: [{ name: 'ix_seen_authorizations_age', columnNames: ['seen_day'] }],
      }),
    );
    // As SQL: TypeORM's own way copies the whole table on SQLite.
    await runner.query('ALTER TABLE kept_objects ADD COLUMN contract_key varchar(64) NULL');
    await runner.query('CREATE INDEX ix_kept_objects_contract ON kept_objects (contract_key)');
  }

  async down(runner: QueryRunner): Promise<void> {
    const isServer = runner.dataSource.options.type !== 'better-sqlite3';
    await runner.query(`DROP INDEX ix_kept_objects_contract${isServer ? ' ON kept_objects' : ''}`);
    await runner.query('ALTER TABLE kept_objects DROP COLUMN contract_key');
    for (const table of ['seen_authorizations', 'reservation_numbers', 'bridge_counts']) await runner.dropTable(table);
  }
}
