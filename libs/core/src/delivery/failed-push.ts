import { OCPI_VERSIONS, partyKey, type OcpiVersion, type PartyId } from '@busbar/ocpi';
import type { MessagePayload, MessageRow } from '../journal.js';
import type { RegistrySnapshot } from '../registry.js';
import type { DeliveryContent } from './delivery.js';
import type { FanOut } from './delivery-store.js';
import { objectOf } from './object-key.js';
import type { ReplayCandidate } from './replay.js';

/** What a failed direct push may have been, for whoever looks for them: pushes of objects, and CDRs. */
export const PUSH_METHODS = ['PUT', 'PATCH', 'DELETE'] as const;
/** A command or charging profile that comes late acts on another moment than it was meant for. */
export const NEVER_REPLAYED = ['commands', 'chargingprofiles'] as const;
/** The journal cuts longer paths. */
const WHOLE_PATH = 511;

/** A failed push that can be delivered by the hub on behalf of its sender. */
export interface ReplayablePush {
  readonly candidate: ReplayCandidate;
  readonly content: DeliveryContent;
}

/** Whether a message is a push that the hub may deliver later for its sender. */
export function isPush({ module, interfaceRole, method }: Pick<MessageRow, 'module' | 'interfaceRole' | 'method'>): boolean {
  if (interfaceRole !== 'RECEIVER' || module === null) return false;
  if (method === 'POST') return module === 'cdrs';
  return isOneOf(PUSH_METHODS, method) && !isOneOf(NEVER_REPLAYED, module);
}

/**
 * The push as it can be delivered to where its receiver is now, or why it cannot in words. Its content goes out with the original
 * routing headers.
 */
export function readFailedPush(row: MessageRow, snapshot: RegistrySnapshot): ReplayablePush | string {
  const { module, interfaceRole, from, to, payload } = row;
  const version = OCPI_VERSIONS.find((known) => known === row.version);
  const isKnown = module !== null && interfaceRole !== null && from !== null && to !== null && version !== undefined;
  if (row.outcome !== 'failed') return `the message was ${row.outcome}: only what failed is replayed`;
  if (!isKnown || !isPush(row)) return 'only pushes on Receiver interfaces and new CDRs are replayed';
  if (payload === null || row.path.length > WHOLE_PATH || !isWhole(row, payload)) {
    return 'what it said was not kept, or not whole: BUSBAR_JOURNAL_PAYLOADS says for which messages it is';
  }
  const write = { module, method: row.method, rest: row.path, query: payload.query, body: payload.requestBody };
  const content = {
    messageId: row.id,
    correlationId: row.correlationId,
    version,
    module,
    interfaceRole,
    method: row.method,
    rest: row.path,
    query: payload.query,
    contentType: payload.requestBody === null ? null : 'application/json',
    body: payload.requestBody,
    from,
  };
  const platformId = platformOf({ to, toPlatformId: row.toPlatformId, module }, snapshot);
  return {
    content,
    candidate: {
      id: row.id,
      platformId,
      to,
      version,
      module,
      interfaceRole,
      object: objectOf({ ...write, lastUpdated: lastUpdatedOf(payload) }, row.id),
      cameInAtMs: row.atMs,
      place: Number.MAX_SAFE_INTEGER,
    },
  };
}
