import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import { wideTypes } from '../columns.js';
import { integer, key, text } from './table-columns.js';

/** Locations as they were before they were withdrawn; older versions neither write nor read it. */
export class WithdrawnLocations1764001300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'withdrawn_locations',
        columns: [
          key(text('owner', 6)),
          key(text('id_key', 112)),
          text('version', 8),
          { name: 'body', type: wideTypes(runner).text },
          integer('withdrawn_day'),
        ],
        indices: [{ name: 'ix_withdrawn_locations_age', columnNames: ['withdrawn_day'] }],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('withdrawn_locations');
  }
}
