import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How often each delivery went out after a process that had its lane had ended; older versions leave it at 0. */
export class DeliveryLeases1764000800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // As SQL: TypeORM's own way copies the whole table on SQLite, and both databases add a column with a default in no time.
    await runner.query('ALTER TABLE deliveries ADD COLUMN leases integer NOT NULL DEFAULT 0');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE deliveries DROP COLUMN leases');
  }
}
