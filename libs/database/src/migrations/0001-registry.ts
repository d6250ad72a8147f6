import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';
import { wideTypes } from '../columns.js';

const text = (name: string, length: number): TableColumnOptions => ({ name, type: 'varchar', length: String(length) });
const key = (name: string, length: number): TableColumnOptions => ({ ...text(name, length), isPrimary: true });
const time = (name: string): TableColumnOptions => ({ name, type: 'bigint' });
const count = (name: string): TableColumnOptions => ({ name, type: 'integer' });
const optional = (column: TableColumnOptions): TableColumnOptions => ({ ...column, isNullable: true });

/** Platforms, their parties and tokens, and what belongs to operators. */
export class Registry1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const long = (name: string): TableColumnOptions => ({ name, type: wideTypes(runner).text });

    await runner.createTable(
      new Table({
        name: 'platforms',
        columns: [
          key('id', 36),
          text('name', 255),
          count('revision'),
          text('status', 12),
          long('settings'),
          optional(text('version', 8)),
          optional(long('versions_url')),
          optional(long('endpoints')),
          optional(long('hosts')),
          optional(long('sealed_token')),
          optional(text('token_encoding', 6)),
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'parties',
        columns: [
          key('party_key', 6),
          key('role', 8),
          text('platform_id', 36),
          count('position'),
          text('country_code', 2),
          text('party_id', 3),
          long('business_details'),
          time('last_updated'),
        ],
        indices: [{ name: 'ix_parties_platform', columnNames: ['platform_id'] }],
        foreignKeys: [belongsToPlatform('fk_parties_platform')],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'departed_parties',
        columns: [
          key('party_key', 6),
          key('role', 8),
          text('country_code', 2),
          text('party_id', 3),
          time('last_updated'),
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'held_tokens',
        columns: [
          key('digest', 64),
          text('platform_id', 36),
          text('purpose', 12),
          optional(time('expires_at')),
          count('since_revision'),
          { name: 'retires_others', type: 'boolean' },
        ],
        indices: [{ name: 'ix_held_tokens_platform', columnNames: ['platform_id'] }],
        foreignKeys: [belongsToPlatform('fk_held_tokens_platform')],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'registry_revision',
        columns: [{ name: 'id', type: 'integer', isPrimary: true }, count('revision')],
      }),
    );
    await runner.query('INSERT INTO registry_revision (id, revision) VALUES (1, 1)');
    await runner.createTable(
      new Table({
        name: 'operator_keys',
        columns: [
          key('id', 64),
          text('role', 16),
          optional(text('country_code', 2)),
          optional(text('party_id', 3)),
          text('hash', 64),
          time('created_at'),
        ],
        indices: [{ name: 'ux_operator_keys_hash', columnNames: ['hash'], isUnique: true }],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'idempotency_records',
        columns: [key('id', 128), text('request_hash', 128), optional(long('sealed_answer')), time('claimed_at')],
        indices: [{ name: 'ix_idempotency_records_claimed_at', columnNames: ['claimed_at'] }],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'peer_defects',
        columns: [
          key('platform_id', 36),
          key('kind', 40),
          count('count'),
          time('first_at'),
          time('last_at'),
          text('detail', 500),
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    const inOrder = ['peer_defects', 'idempotency_records', 'operator_keys', 'registry_revision', 'held_tokens'];
    for (const table of [...inOrder, 'departed_parties', 'parties', 'platforms']) await runner.dropTable(table);
  }
}

function belongsToPlatform(name: string): {
  readonly name: string;
  columnNames: string[];
  referencedTableName: string;
  referencedColumnNames: string[];
  onDelete: string;
  onUpdate: string;
} {
  return {
    name,
    columnNames: ['platform_id'],
    referencedTableName: 'platforms',
    referencedColumnNames: ['id'],
    onDelete: 'NO ACTION',
    onUpdate: 'NO ACTION',
  };
}
