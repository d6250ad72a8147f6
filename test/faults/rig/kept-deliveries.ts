import Sqlite from 'better-sqlite3';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { SQLITE_FILE } from '@busbar/database';

/** A delivery as the hub has it on record. */
export interface KeptDelivery {
  readonly correlationId: string;
  readonly to: string;
  readonly state: string;
  readonly reason: string;
  readonly attempts: number;
  readonly completedAttempts: number;
  /** Of the message that replaced it. */
  readonly supersededBy: string | null;
}

/** Where the hub keeps its record. */
export type RecordPlace = { readonly dataDir: string } | { readonly databaseUrl: string };

const ALL = `SELECT c.correlation_id AS correlationId, d.to_party AS "to", d.state, d.reason, d.attempts,
  d.completed_attempts AS completedAttempts, n.correlation_id AS supersededBy
  FROM deliveries d JOIN delivery_contents c ON c.id = d.content_id
  LEFT JOIN deliveries b ON b.sequence = d.superseded_by LEFT JOIN delivery_contents n ON n.id = b.content_id`;
const PENDING = `SELECT COUNT(*) AS pending FROM deliveries WHERE pending_lane IS NOT NULL`;

/** The record, read past the hub: what it has said must be there whatever became of the process. */
export class KeptDeliveries {
  constructor(private readonly record: RecordPlace) {}

  /** All of them. */
  all(): Promise<readonly KeptDelivery[]> {
    return this.rows<KeptDelivery>(ALL);
  }

  /** How many are still owed. */
  async pending(): Promise<number> {
    const [row] = await this.rows<{ pending: number }>(PENDING);
    return Number(row?.pending);
  }

  /** What a statement finds. */
  async rows<Row>(statement: string): Promise<readonly Row[]> {
    if ('dataDir' in this.record) return this.sqliteRows<Row>(this.record.dataDir, statement);
    const connection = await createConnection({ uri: this.record.databaseUrl });
    try {
      const [rows] = await connection.query(statement.replaceAll('"', '`'));
      return rows as Row[];
    } finally {
      await connection.end();
    }
  }

  private sqliteRows<Row>(dataDir: string, statement: string): readonly Row[] {
    const file = new Sqlite(join(dataDir, SQLITE_FILE), { readonly: true });
    try {
      return file.prepare(statement).all() as Row[];
    } finally {
      file.close();
    }
  }
}
