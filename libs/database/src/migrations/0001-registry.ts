import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';
import { wideTypes } from '../columns.js';
import { integer, key, optional, text, wide } from './table-columns.js';

/** Platforms, their parties and tokens, and what belongs to operators. */
export class Registry1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const long = (name: string): TableColumnOptions => ({ name, type: wideTypes(runner).text });

    await runner.createTable(
      new Table({
        name: 'platforms',
        columns: [
          key(text('id', 36)),
          text('name', 255),
          integer('revision'),
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
          key(text('party_key', 6)),
          key(text('role', 8)),
          text('platform_id', 36),
          integer('position'),
          text('country_code', 2),
          text('party_id', 3),
          long('business_details'),
          wide('last_updated'),
        ],
        indices: [{ name: 'ix_parties_platform', columnNames: ['platform_id'] }],
        foreignKeys: [belongsToPlatform('fk_parties_platform')],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'departed_parties',
        columns: [
          key(text('party_key', 6)),
          key(text('role', 8)),
          text('country_code', 2),
          text('party_id', 3),
          wide('last_updated'),
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'held_tokens',
        columns: [
          key(text('digest', 64)),
          text('platform_id', 36),
          text('purpose', 12),
          optional(wide('expires_at')),
          integer('since_revision'),
          { name: 'retires_others', type: 'boolean' },
        ],
        indices: [{ name: 'ix_held_tokens_platform', columnNames: ['platform_id'] }],
        foreignKeys: [belongsToPlatform('fk_held_tokens_platform')],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'registry_revision',
        columns: [{ name: 'id', type: 'integer', isPrimary: true }, integer('revision')],
      }),
    );
    await runner.query('INSERT INTO registry_revision (id, revision) VALUES (1, 1)');
    await runner.createTable(
      new Table({
        name: 'operator_keys',
        columns: [
          key(text('id', 64)),
          text('role', 16),
          optional(text('country_code', 2)),
          optional(text('party_id', 3)),
          text('hash', 64),
          wide('created_at'),
        ],
        indices: [{ name: 'ux_operator_keys_hash', columnNames: ['hash'], isUnique: true }],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'idempotency_records',
        columns: [key(text('id', 128)), text('request_hash', 128), optional(long('sealed_answer')), wide('claimed_at')],
        indices: [{ name: 'ix_idempotency_records_claimed_at', columnNames: ['claimed_at'] }],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'peer_defects',
        columns: [
          key(text('platform_id', 36)),
          key(text('kind', 40)),
          integer('count'),
          wide('first_at'),
          wide('last_at'),
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
