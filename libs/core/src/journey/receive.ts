import { isUsableId, type IncomingHeaders } from '@busbar/ocpi';
import type { Clock, Ids } from '../ports.js';
import type { RawMessage, Received } from './message.js';

/**
 * Gives a message its id, its time and the two ids it is traced by. Ids that are absent or cannot be passed on are made new;
 * the address step refuses those that are broken. OCPI 2.2.1, Transport and format > Unique message IDs.
 */
export function receive(raw: RawMessage, clock: Clock, ids: Ids): Received {
  const atMs = clock.now();
  return {
    raw,
    id: ids.messageId(atMs),
    atMs,
    startedAt: clock.elapsed(),
    requestId: idFrom(raw.headers, 'x-request-id') ?? ids.uuid(),
    correlationId: idFrom(raw.headers, 'x-correlation-id') ?? ids.uuid(),
  };
}

function idFrom(headers: IncomingHeaders, name: string): string | null {
  const value = headers[name];
  return typeof value === 'string' && isUsableId(value) ? value : null;
}
