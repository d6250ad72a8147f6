import type { StoreRef } from './database.js';
import { Database } from './database.js';
import { probe, probeStore } from './probe.js';
import type { Report } from './thread-lane.js';

export interface MysqlOptions {
  readonly url: string;
  readonly stores: readonly StoreRef<object>[];
  readonly report: Report;
}
export class MysqlDatabase extends Database {
  static async open(_options: MysqlOptions): Promise<MysqlDatabase> {
    return new MysqlDatabase();
  }
  override writer<S extends object>(_store: StoreRef<S>): S {
    throw new Error('unfinished');
  }
  override reader<S extends object>(_store: StoreRef<S>): S {
    throw new Error('unfinished');
  }
  override isReachable(): Promise<boolean> {
    return probe([this.reader(probeStore)]);
  }
  override async giveBackSpace(): Promise<void> {}
  override async close(): Promise<void> {}
}
