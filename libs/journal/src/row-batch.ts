import type { MessageRow } from '@busbar/core';
import { pushMessage, type ColumnValue } from './message-columns.js';
import type { MessageBatch } from './typeorm-message-store.js';

/** Rows that go to the database in one call, encoded as they come. */
export class RowBatch implements MessageBatch {
  readonly messages: ColumnValue[] = [];
  readonly payloads: (string | Uint8Array)[] = [];
  rows = 0;
  payloadBytes = 0;
  /** How often the database refused it. */
  refusals = 0;

  add(row: MessageRow): void {
    pushMessage(this.messages, row);
    this.rows++;
  }

  addPayload(messageId: string, sealed: Uint8Array): void {
    this.payloads.push(messageId, sealed);
    this.payloadBytes += sealed.length;
  }
}
