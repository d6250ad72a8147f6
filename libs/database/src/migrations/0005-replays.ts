import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import { counted, integer, optional, text, wide } from './table-columns.js';

/** What operators have sent again. */
export class Replays1764000400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'replays',
        columns: [
          counted(runner, 'number'),
          text('id', 36),
          text('state', 10),
          integer('forced'),
          integer('items'),
          integer('sent'),
          integer('stale'),
          integer('refused'),
          wide('created_at'),
          optional(wide('ended_at')),
          wide('fence'),
          wide('leased_until'),
        ],
        indices: [
          { name: 'ux_replays_id', columnNames: ['id'], isUnique: true },
          { name: 'ix_replays_state', columnNames: ['state', 'created_at'] },
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'replay_items',
        columns: [
          counted(runner, 'id'),
          wide('replay'),
          optional(wide('delivery')),
          optional(wide('root_delivery')),
          optional(text('root_message', 36)),
          text('state', 10),
          text('reason', 500),
          optional(wide('sent_as')),
        ],
        indices: [
          { name: 'ix_replay_items_replay', columnNames: ['replay', 'state'] },
          { name: 'ix_replay_items_delivery', columnNames: ['delivery'] },
          { name: 'ix_replay_items_root_delivery', columnNames: ['root_delivery'] },
          { name: 'ix_replay_items_root_message', columnNames: ['root_message'] },
          { name: 'ix_replay_items_sent_as', columnNames: ['sent_as'] },
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['replay_items', 'replays']) await runner.dropTable(table);
  }
}
