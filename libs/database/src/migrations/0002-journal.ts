import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import { wideTypes } from '../columns.js';
import { integer, key, optional, text, wide } from './table-columns.js';

/** One row per message, and what was said where the hub keeps it. */
export class Journal1764000100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'messages',
        columns: [
          key(text('id', 36)),
          wide('at_ms'),
          text('correlation_id', 128),
          integer('correlation_hash'),
          text('request_id', 128),
          optional(text('version', 8)),
          optional(text('from_party', 6)),
          optional(text('to_party', 6)),
          optional(text('from_platform_id', 36)),
          optional(text('to_platform_id', 36)),
          optional(text('module', 64)),
          optional(text('interface_role', 8)),
          text('method', 16),
          text('path', 512),
          optional(text('plan', 10)),
          text('why', 500),
          text('outcome', 10),
          integer('http_status'),
          optional(integer('ocpi_status')),
          wide('duration_us'),
          wide('request_bytes'),
          wide('answer_bytes'),
        ],
        indices: [
          { name: 'ix_messages_time', columnNames: ['id', 'module', 'outcome', 'plan'] },
          { name: 'ix_messages_from', columnNames: ['from_party', 'id', 'to_party', 'module', 'outcome'] },
          { name: 'ix_messages_to', columnNames: ['to_party', 'id', 'module', 'outcome'] },
          { name: 'ix_messages_correlation', columnNames: ['correlation_hash'] },
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'message_payloads',
        columns: [key(text('id', 36)), { name: 'sealed', type: wideTypes(runner).blob }],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('message_payloads');
    await runner.dropTable('messages');
  }
}
