import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';
import { wideTypes } from '../columns.js';

const text = (name: string, length: number): TableColumnOptions => ({ name, type: 'varchar', length: String(length) });
const wide = (name: string): TableColumnOptions => ({ name, type: 'bigint' });
const integer = (name: string): TableColumnOptions => ({ name, type: 'integer' });
const optional = (column: TableColumnOptions): TableColumnOptions => ({ ...column, isNullable: true });

/** What operators have sent again. */
export class Replays1764000400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const counted = (name: string): TableColumnOptions => ({
      name,
      type: wideTypes(runner).countedKey,
      isPrimary: true,
      isGenerated: true,
      generationStrategy: 'increment',
    });
    await runner.createTable(
      new Table({
        name: 'replays',
        columns: [
          counted('number'),
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
          counted('id'),
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
