import type { MigrationInterface } from 'typeorm';

/** Every migration, oldest first; each runs on SQLite and on MySQL/MariaDB through TypeORM's schema API. */
export const migrations: readonly (new () => MigrationInterface)[] = [];
