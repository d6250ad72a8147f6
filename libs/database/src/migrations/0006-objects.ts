import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import { wideTypes } from '../columns.js';
import { counted, integer, key, text, wide } from './table-columns.js';

/** The objects that the hub keeps, and who owns what. */
export class Objects1764000500000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'object_shelves',
        columns: [
          counted(runner, 'id'),
          text('module', 16),
          text('scope', 8),
          text('version', 8),
          text('owner', 6),
          integer('objects'),
          integer('block'),
          integer('block_taken'),
          integer('owner_seen_day'),
        ],
        indices: [
          { name: 'ux_object_shelves', columnNames: ['module', 'scope', 'version', 'owner'], isUnique: true },
          { name: 'ix_object_shelves_owner', columnNames: ['owner'] },
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'object_blocks',
        columns: [key(wide('shelf')), key(integer('number')), wide('first_sequence'), integer('objects')],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'kept_objects',
        columns: [
          counted(runner, 'sequence'),
          wide('shelf'),
          integer('block'),
          text('id_key', 112),
          text('object_id', 255),
          text('type', 64),
          wide('last_updated'),
          integer('seen_day'),
          integer('is_told'),
          integer('bytes'),
          { name: 'body', type: wideTypes(runner).text },
        ],
        indices: [
          { name: 'ux_kept_objects_key', columnNames: ['shelf', 'id_key'], isUnique: true },
          { name: 'ix_kept_objects_order', columnNames: ['shelf', 'sequence'] },
          { name: 'ix_kept_objects_updated', columnNames: ['shelf', 'last_updated'] },
          { name: 'ix_kept_objects_seen', columnNames: ['shelf', 'seen_day'] },
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'owner_facts',
        columns: [
          key(integer('kind')),
          key(text('id_key', 64)),
          key(text('owner', 6)),
          integer('is_hearsay'),
          integer('seen_day'),
        ],
        indices: [{ name: 'ix_owner_facts_owner', columnNames: ['owner', 'seen_day'] }],
      }),
    );
    await runner.createTable(
      new Table({ name: 'owner_fact_counts', columns: [key(text('owner', 6)), integer('facts')] }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    const tables = ['owner_fact_counts', 'owner_facts', 'kept_objects', 'object_blocks', 'object_shelves'];
    for (const table of tables) await runner.dropTable(table);
  }
}
