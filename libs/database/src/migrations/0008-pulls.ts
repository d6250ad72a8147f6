import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import { wideTypes } from '../columns.js';
import { integer, key, optional, text, wide } from './table-columns.js';

/** Where pulls of parties' lists stand, and which objects a running one has come across. */
export class Pulls1764000700000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { countedKey, text: long } = wideTypes(runner);
    await runner.createTable(
      new Table({
        name: 'pulls',
        columns: [
          { name: 'number', type: countedKey, isPrimary: true, isGenerated: true, generationStrategy: 'increment' },
          text('platform_id', 36),
          text('module', 16),
          text('party', 6),
          text('version', 8),
          optional(wide('full_started_at')),
          optional(wide('full_ended_at')),
          optional(wide('last_started_at')),
          integer('objects'),
          optional(text('running', 5)),
          wide('started_at'),
          optional({ name: 'next_url', type: long }),
          integer('pages'),
          integer('objects_read'),
          wide('round'),
          wide('newest_at_start'),
          integer('is_wanted'),
          integer('failures'),
          wide('not_before'),
          optional(text('last_error', 500)),
          optional(wide('last_error_at')),
          wide('fence'),
          wide('leased_until'),
        ],
        indices: [{ name: 'ux_pulls_list', columnNames: ['platform_id', 'module', 'party'], isUnique: true }],
      }),
    );
    await runner.createTable(
      new Table({ name: 'pull_marks', columns: [key(wide('pull')), key(wide('sequence')), wide('round')] }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['pull_marks', 'pulls']) await runner.dropTable(table);
  }
}
