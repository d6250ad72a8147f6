import { setTimeout as delay } from 'node:timers/promises';
import { DatabaseLost } from './database.js';

/** The outcome of database work, with the loss of the database as a value. */
export async function orDatabaseLost<T>(work: Promise<T>): Promise<T | 'database-lost'> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof DatabaseLost) return 'database-lost';
    throw error;
  }
}

/** The same, and `database-lost` too when it takes longer than somebody would wait: the work itself may still succeed. */
export async function orLostWithin<T>(work: Promise<T>, withinMs: number): Promise<T | 'database-lost'> {
  const patience = new AbortController();
  const tooLate = delay(withinMs, 'database-lost' as const, { signal: patience.signal }).catch(
    () => 'database-lost' as const,
  );
  try {
    return await Promise.race([orDatabaseLost(work), tooLate]);
  } finally {
    patience.abort();
  }
}
