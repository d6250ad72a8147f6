import { OCPI_VERSIONS, partyKey, readJsonText, type PartyId } from '@busbar/ocpi';
import type { MessagePayload, MessageRow } from '../journal.js';
import type { RegistrySnapshot } from '../registry.js';
import type { DeliveryContent } from './delivery.js';
import { objectOf, type ReceivedWrite } from './object-key.js';
import { whyUnsendable, type ReplayCandidate } from './replay.js';

/** What a failed direct push may have been, for whoever looks for them: pushes of objects, and CDRs. */
export const PUSH_METHODS = ['PUT', 'PATCH', 'DELETE'] as const;
/** A command or charging profile that comes late acts on another moment than it was meant for. */
export const NEVER_REPLAYED = ['commands', 'chargingprofiles'] as const;
/** The journal cuts paths here: what is as long may have been longer. */
const CUT_AT = 512;

const CUT_PATH = `its path is longer than the ${CUT_AT} characters that are kept`;
const NOT_KEPT =
  'what it said is not kept: BUSBAR_JOURNAL_PAYLOADS was none, the days of payloads are over, or the hub had no room for it then';
const CUT_BODY = 'its body was cut: more long bodies had failed at that time than the hub keeps whole';

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
  if (rest.length >= CUT_AT) return CUT_PATH;
  if (payload === null) return NOT_KEPT;
  if (!isWhole(row, payload)) return CUT_BODY;
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

/**
 * Why the push cannot be replayed, as far as that is known without reading what it said; null where it can. `keptBytes` is how much is
 * kept of it: what was cut is shorter than the body was.
 */
export function whyNotReplayable(row: MessageRow, keptBytes: number | null, snapshot: RegistrySnapshot): string | null {
  const payload = keptBytes === null ? null : NOTHING_SAID;
  const bytesMissing = keptBytes !== null && keptBytes < row.requestBytes;
  if (row.path.length < CUT_AT && bytesMissing) return CUT_BODY;
  const push = readFailedPush({ ...row, payload, requestBytes: 0 }, snapshot);
  return typeof push === 'string' ? push : whyUnsendable(push.candidate, snapshot);
}

const NOTHING_SAID: MessagePayload = { query: null, requestBody: null, answerBody: null };

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
