import { DatabaseLost } from '@busbar/database';
import type { BatchTarget } from '@busbar/journal';

/** Hands batches on to a database, or to nowhere, unless it is told to fail. */
export class FallibleTarget implements BatchTarget {
  /** What every call ends with until it is null again. */
  failing: 'lost' | 'refused' | 'silent' | null = null;

  constructor(private readonly target: BatchTarget = { append: async () => undefined }) {}

  async append(batch: Parameters<BatchTarget['append']>[0]): Promise<void> {
    switch (this.failing) {
      case 'lost':
        throw new DatabaseLost('the database is away');
      case 'refused':
        throw new Error('the statement is wrong');
      case 'silent':
        return new Promise(() => undefined);
      case null:
        return this.target.append(batch);
    }
  }
}
