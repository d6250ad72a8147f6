import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import { wideTypes } from '../columns.js';
import { counted, integer, optional, text, wide } from './table-columns.js';

/** What the hub owes, to whom, and what became of it. */
export class Deliveries1764000300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const types = wideTypes(runner);

    await runner.createTable(
      new Table({
        name: 'lanes',
        columns: [
          counted(runner, 'id'),
          text('platform_id', 36),
          wide('fence'),
          wide('leased_until'),
          integer('failures_in_a_row'),
          wide('wait_until'),
          optional(integer('paused_at_revision')),
          wide('last_success_at'),
          integer('resumes'),
        ],
        indices: [{ name: 'ux_lanes_platform', columnNames: ['platform_id'], isUnique: true }],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'delivery_contents',
        columns: [
          counted(runner, 'id'),
          text('message_id', 36),
          text('kind', 12),
          text('correlation_id', 128),
          text('version', 8),
          text('module', 255),
          text('interface_role', 8),
          text('method', 16),
          optional(text('from_party', 6)),
          wide('object_hash'),
          { name: 'object_key', type: types.text },
          { name: 'object_path', type: types.text },
          text('object_write', 6),
          optional(wide('object_last_updated')),
          integer('receivers'),
          wide('accepted_at'),
          optional(wide('sealed_until')),
          integer('sealed_bytes'),
          optional({ name: 'sealed', type: types.blob }),
        ],
        indices: [
          { name: 'ux_delivery_contents_message', columnNames: ['message_id'], isUnique: true },
          { name: 'ix_delivery_contents_object', columnNames: ['object_hash', 'accepted_at'] },
          { name: 'ix_delivery_contents_accepted_at', columnNames: ['accepted_at'] },
          { name: 'ix_delivery_contents_sealed_until', columnNames: ['sealed_until'] },
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'deliveries',
        columns: [
          counted(runner, 'sequence'),
          wide('content_id'),
          wide('lane_id'),
          optional(wide('pending_lane')),
          optional(wide('pending_stream')),
          optional(text('to_party', 6)),
          text('module', 64),
          text('state', 10),
          text('reason', 500),
          optional(wide('superseded_by')),
          integer('attempts'),
          integer('completed_attempts'),
          optional(wide('first_failed_at')),
          wide('next_attempt_at'),
          wide('expires_at'),
          wide('accepted_at'),
          optional(wide('ended_at')),
        ],
        indices: [
          { name: 'ix_deliveries_due', columnNames: ['pending_lane', 'next_attempt_at'] },
          { name: 'ix_deliveries_expiry', columnNames: ['pending_lane', 'expires_at'] },
          { name: 'ix_deliveries_stream', columnNames: ['pending_lane', 'pending_stream'] },
          {
            name: 'ix_deliveries_state',
            columnNames: ['state', 'accepted_at', 'sequence', 'lane_id', 'module', 'to_party'],
          },
          { name: 'ix_deliveries_content', columnNames: ['content_id', 'lane_id'] },
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'delivery_attempts',
        columns: [
          counted(runner, 'id'),
          wide('delivery'),
          text('request_id', 36),
          wide('at_ms'),
          wide('duration_us'),
          optional(integer('http_status')),
          optional(integer('ocpi_status')),
          text('outcome', 12),
          text('reason', 500),
        ],
        indices: [{ name: 'ix_delivery_attempts_delivery', columnNames: ['delivery'] }],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'accepted_requests',
        columns: [
          { ...text('id', 64), isPrimary: true },
          text('message_id', 36),
          integer('receivers'),
          wide('accepted_at'),
        ],
        indices: [{ name: 'ix_accepted_requests_accepted_at', columnNames: ['accepted_at'] }],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    const inOrder = ['accepted_requests', 'delivery_attempts', 'deliveries', 'delivery_contents', 'lanes'];
    for (const table of inOrder) await runner.dropTable(table);
  }
}
