import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import { wideTypes } from '../columns.js';
import { integer, key, optional, text, wide } from './table-columns.js';

/** Who may exchange what with whom, and whom a party has blocked. */
export class Agreements1764000600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'agreement_policy',
        columns: [
          key(integer('id')),
          text('policy', 8),
          text('without_agreement', 12),
          integer('revision'),
          integer('stamp'),
          wide('changed_at'),
        ],
      }),
    );
    // A hub that is upgraded goes on as it was: everybody may talk to everybody.
    await runner.query(
      "INSERT INTO agreement_policy (id, policy, without_agreement, revision, stamp, changed_at) VALUES (1, 'open', 'invisible', 0, 0, 0)",
    );
    await runner.createTable(
      new Table({
        name: 'agreements',
        columns: [
          key(integer('position')),
          text('party_a', 6),
          text('party_b', 6),
          { name: 'modules', type: wideTypes(runner).text },
          optional(wide('from_at')),
          optional(wide('until_at')),
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'agreement_changes',
        columns: [key(text('pair', 13)), wide('changed_at')],
        indices: [{ name: 'ix_agreement_changes_changed_at', columnNames: ['changed_at'] }],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'party_blocks',
        columns: [key(text('by_party', 6)), key(text('blocked_party', 6)), wide('since')],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    const tables = ['party_blocks', 'agreement_changes', 'agreements', 'agreement_policy'];
    for (const table of tables) await runner.dropTable(table);
  }
}
