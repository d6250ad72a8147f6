import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';
import { wideTypes } from '../columns.js';

const text = (name: string, length: number): TableColumnOptions => ({ name, type: 'varchar', length: String(length) });
const time = (name: string): TableColumnOptions => ({ name, type: 'bigint' });

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
          time('created_at'),
          time('expires_at'),
        ],
        indices: [{ name: 'ix_carried_urls_expires_at', columnNames: ['expires_at'] }],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('carried_urls');
  }
}
