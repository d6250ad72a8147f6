import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import { key, text, wide } from './table-columns.js';

/** What is remembered of objects that were deleted; older versions neither write nor read it. */
export class DeletedObjects1764001000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'deleted_objects',
        columns: [
          key(wide('shelf')),
          key(text('id_key', 112)),
          wide('number'),
          wide('last_updated'),
          wide('deleted_at'),
        ],
        indices: [
          { name: 'ix_deleted_objects_order', columnNames: ['shelf', 'number'] },
          { name: 'ix_deleted_objects_age', columnNames: ['deleted_at'] },
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('deleted_objects');
  }
}
