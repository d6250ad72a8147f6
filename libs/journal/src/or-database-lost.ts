import { DatabaseLost } from '@busbar/database';

/** The outcome of database work, with the loss of the database as a value. */
export async function orDatabaseLost<T>(work: Promise<T>): Promise<T | 'database-lost'> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof DatabaseLost) return 'database-lost';
    throw error;
  }
}
