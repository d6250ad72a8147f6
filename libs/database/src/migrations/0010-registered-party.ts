import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whose a connection of OCPI 2.1.1 is; connections of later versions are their platforms'. */
export class RegisteredParty1764000900000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE platforms ADD COLUMN party varchar(6) NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE platforms DROP COLUMN party');
  }
}
