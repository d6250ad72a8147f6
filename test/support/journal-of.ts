import { eventually } from './eventually.js';
import type { HubProcess } from './hub-process.js';

/** A message as the operator API lists it. */
export interface ListedMessage {
  readonly id: string;
  readonly at: string;
  readonly correlation_id: string;
  readonly request_id: string;
  readonly version: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly module: string | null;
  readonly interface: string | null;
  readonly method: string;
  readonly path: string;
  readonly plan: string | null;
  readonly why: string;
  readonly outcome: string;
  readonly http_status: number;
  readonly ocpi_status: number | null;
  readonly duration_ms: number;
  readonly answer_bytes: number;
}

/** A page of messages. */
export interface MessagePage {
  readonly items: readonly ListedMessage[];
  readonly next_cursor: string | null;
}

/** Messages that match a query, newest first, as they stand now. */
export async function listMessages(hub: HubProcess, query: string): Promise<MessagePage> {
  const { status, body } = await hub.operator<MessagePage>('GET', `/messages?${query}`);
  if (status !== 200) throw new Error(`the list of messages answered ${status}: ${JSON.stringify(body)}`);
  return body;
}

/** The rows of a correlation id, oldest first, once there are `count` of them: rows are written a moment after the answer. */
export async function rowsOf(hub: HubProcess, correlationId: string, count = 1): Promise<readonly ListedMessage[]> {
  const look = async (): Promise<readonly ListedMessage[] | null> => {
    const { items } = await listMessages(hub, `correlation_id=${encodeURIComponent(correlationId)}`);
    return items.length < count ? null : [...items].reverse();
  };
  return eventually(`${count} rows of ${correlationId}`, look);
}
