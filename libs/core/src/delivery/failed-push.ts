import { OCPI_VERSIONS, partyKey, readJsonText, type PartyId } from '@busbar/ocpi';
import type { MessagePayload, MessageRow } from '../journal.js';
import type { RegistrySnapshot } from '../registry.js';
import type { DeliveryContent } from './delivery.js';
import { objectOf, type ReceivedWrite } from './object-key.js';
import type { ReplayCandidate } from './replay.js';

/** What a failed direct push may have been, for whoever looks for them: pushes of objects, and CDRs. */
export const PUSH_METHODS = ['PUT', 'PATCH', 'DELETE'] as const;
/** A command or charging profile that comes late acts on another moment than it was meant for. */
export const NEVER_REPLAYED = ['commands', 'chargingprofiles'] as const;
/** The journal cuts paths here: what is as long may have been longer. */
const CUT_AT = 512;

/** A failed push that can be delivered by the hub on behalf of its sender. */
export interface ReplayablePush {
  readonly candidate: ReplayCandidate;
  readonly content: DeliveryContent;
}

/** Whether a message is a push that the hub may deliver later for its sender. */
export function isPush({
  module,
  interfaceRole,
  method,
}: Pick<MessageRow, 'module' | 'interfaceRole' | 'method'>): boolean {
  if (interfaceRole !== 'RECEIVER' || module === null) return false;
  if (method === 'POST') return module === 'cdrs';
  return isOneOf(PUSH_METHODS, method) && !isOneOf(NEVER_REPLAYED, module);
}

/**
 * The push as it can be delivered to where its receiver is now, with the original routing headers; in words why it cannot. The row must
 * come with its payload where that is kept.
 */
export function readFailedPush(row: MessageRow, snapshot: RegistrySnapshot): ReplayablePush | string {
  const { module, interfaceRole, method, from, to, path: rest, payload, correlationId } = row;
  const version = OCPI_VERSIONS.find((known) => known === row.version);
  if (row.outcome !== 'failed') return `the message was ${row.outcome}: only what failed is replayed`;
  const isAddressed = module !== null && interfaceRole !== null && from !== null && to !== null;
  if (!isPush(row) || !isAddressed || version === undefined) {
    return 'only pushes on Receiver interfaces and new CDRs are replayed';
  }
  if (payload === null || rest.length >= CUT_AT || !isWhole(row, payload)) {
    return 'what it said was not kept, or not whole: BUSBAR_JOURNAL_PAYLOADS says for which messages it is';
  }
  const { query, requestBody: body } = payload;
  const object = objectOf({ module, method, rest, query, body, lastUpdated: placeOfLastUpdated(body) }, row.id);
  const way = { version, module, interfaceRole };
  const contentType = body === null ? null : 'application/json';
  return {
    content: { messageId: row.id, correlationId, ...way, method, rest, query, contentType, body, from },
    candidate: {
      id: row.id,
      platformId: platformOf(to, row, snapshot),
      to,
      ...way,
      object,
      cameInAtMs: row.atMs,
      place: Number.MAX_SAFE_INTEGER,
    },
  };
}

/** A body that is longer than what is kept was cut. */
function isWhole(row: MessageRow, { requestBody }: MessagePayload): boolean {
  return (requestBody?.length ?? 0) === row.requestBytes;
}

/** Where it was sent, unless the receiver has moved. */
function platformOf(to: PartyId, { toPlatformId, module }: MessageRow, snapshot: RegistrySnapshot): string {
  const hosts = snapshot.partiesNamed(partyKey(to)).map(({ platformId }) => platformId);
  if (toPlatformId !== null && hosts.includes(toPlatformId)) return toPlatformId;
  const offering = hosts.find((platformId) => snapshot.endpoint(platformId, module ?? '', 'RECEIVER') !== null);
  return offering ?? toPlatformId ?? '';
}

function placeOfLastUpdated(body: Uint8Array | null): ReceivedWrite['lastUpdated'] {
  const json = body === null ? null : readJsonText(body, ['last_updated']);
  return json?.ok === true ? json.members.get('last_updated') : undefined;
}

function isOneOf(texts: readonly string[], text: string): boolean {
  return texts.includes(text);
}
