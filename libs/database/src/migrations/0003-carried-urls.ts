import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import { wideTypes } from '../columns.js';
import { text, wide } from './table-columns.js';

/** URLs that messages carried in and that leave as hub URLs. */
export class CarriedUrls1764000200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'carried_urls',
        columns: [
          { ...text('id', 64), isPrimary: true },
          text('kind', 16),
          { name: 'sealed_url', type: wideTypes(runner).text },
          text('owner_platform_id', 36),
          text('owner_country_code', 2),
          text('owner_party_id', 3),
          text('user_platform_id', 36),
          text('user_country_code', 2),
          text('user_party_id', 3),
          text('module', 64),
          text('correlation_id', 128),
          wide('created_at'),
          wide('expires_at'),
        ],
        indices: [{ name: 'ix_carried_urls_expires_at', columnNames: ['expires_at'] }],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('carried_urls');
  }
}
