import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';
import { wideTypes } from '../columns.js';
import { integer, key, optional, text, wide } from './table-columns.js';

const BEFORE = 'peer_defects_before';
const COUNTS = ['platform_id', 'kind', 'count', 'first_at', 'last_at', 'detail'];

/** Defects are counted by what is broken and by whom, too; the key grows, so the table is made anew. Older versions write neither. */
export class ModelViolations1764001100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { text: long } = wideTypes(runner);
    await remake(runner, [
      key(text('platform_id', 36)),
      key(text('kind', 40)),
      key({ ...text('party', 6), default: "''" }),
      key({ ...text('subject', 255), default: "''" }),
      ...COUNTED,
      optional({ name: 'breach', type: long }),
      optional({ name: 'examples', type: long }),
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DELETE FROM peer_defects WHERE subject <> ''");
    await remake(runner, [key(text('platform_id', 36)), key(text('kind', 40)), ...COUNTED]);
  }
}

const COUNTED: readonly TableColumnOptions[] = [
  integer('count'),
  wide('first_at'),
  wide('last_at'),
  text('detail', 500),
];

async function remake(runner: QueryRunner, columns: readonly TableColumnOptions[]): Promise<void> {
  await runner.renameTable('peer_defects', BEFORE);
  await runner.createTable(new Table({ name: 'peer_defects', columns: [...columns] }));
  const names = COUNTS.join(', ');
  await runner.query(`INSERT INTO peer_defects (${names}) SELECT ${names} FROM ${BEFORE}`);
  await runner.dropTable(BEFORE);
}
