import { HEADER, joinEndpoint, namesParties } from '@busbar/ocpi';
import type { Clock, Ids, PartyAnswer, PartyClient, PeerDefects, Presence } from '../ports.js';
import type { Platform, RegistrySnapshot } from '../registry.js';
import { collectBody } from '../registration/collect-body.js';
import type { DeliveryCrossings } from '../bridging/cross-delivery.js';
import { ocpiStatusOf, outcomeOf, type AttemptOutcome } from './attempt-outcome.js';
import { isBetweenBlocked } from './blocked.js';
import type { DeliveryContent } from './delivery.js';
import type { AttemptRow, LoadedDelivery } from './delivery-store.js';

/** What an attempt is made with. */
export interface AttemptPorts {
  readonly parties: PartyClient;
  readonly presence: Presence;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly defects: PeerDefects;
  /** Brings what is owed to the versions of those it is owed to. */
  readonly crossings: DeliveryCrossings;
  /** Deadline of an exchange with a platform that sets none, in ms. */
  readonly forwardTimeoutMs: number;
}

/** Whom a delivery goes to, by the registry of this moment. */
export interface Addressee {
  readonly platform: Platform;
  readonly snapshot: RegistrySnapshot;
}

/** What came of an attempt; the row is null where nothing was tried. */
export interface AttemptResult {
  readonly outcome: AttemptOutcome;
  readonly row: AttemptRow | null;
  /** `Clock.elapsed()` when it began. */
  readonly startedAt: number;
}

/** What a receiver has to say of a push is an envelope; what is longer is none. */
const MAX_ANSWER_BYTES = 1024 * 1024;
const NO_ENVELOPE = new Uint8Array();

/** Tries a delivery once: a new request id, the message's own correlation id (OCPI 2.2.1, Unique message IDs). */
export async function attempt(
  loaded: LoadedDelivery,
  { platform, snapshot }: Addressee,
  ports: AttemptPorts,
): Promise<AttemptResult> {
  const startedAt = ports.clock.elapsed();
  const wayThere = wayOf(loaded, { platform, snapshot }, ports.crossings);
  const way = wayThere instanceof Promise ? await wayThere : wayThere;
  if ('kind' in way) return { outcome: way, row: null, startedAt };
  const { url, content } = way;
  const { delivery } = loaded;
  const requestId = ports.ids.uuid();
  const atMs = ports.clock.now();
  const exchanged = await ports.parties.exchange({
    platform,
    method: content.method,
    url,
    headers: headersOf({ delivery, content }, requestId),
    body: content.body,
    deadlineMs: platform.settings.timeout_ms ?? ports.forwardTimeoutMs,
  });
  const answer = await inWhole(exchanged);
  ports.presence.exchangeEnded(platform, answer, startedAt);
  const ocpiStatus = ocpiStatusOf(answer);
  const outcome = outcomeOf(answer, ports.clock.now(), ocpiStatus);
  if (outcome.kind === 'delivered' && outcome.defect !== null) {
    const detail = `a ${content.method} on ${content.module} was answered without a readable OCPI envelope`;
    ports.defects.note({ platformId: platform.id, kind: outcome.defect, detail });
  }
  if (outcome.kind === 'not-tried') return { outcome, row: null, startedAt };
  const row: AttemptRow = {
    deliveryId: delivery.id,
    requestId,
    atMs,
    durationMs: ports.clock.elapsed() - startedAt,
    httpStatus: answer.kind === 'answer' ? answer.status : null,
    ocpiStatus,
    outcome: outcome.kind,
    reason: outcome.reason,
  };
  return { outcome, row, startedAt };
}

/** A long answer is read to its end: an exchange is over, and its connection free, only then. */
async function inWhole(answer: PartyAnswer): Promise<PartyAnswer> {
  if (answer.kind !== 'answer' || answer.body.kind === 'whole') return answer;
  const bytes = await collectBody(answer.body, MAX_ANSWER_BYTES);
  if (bytes === 'cut-off') return { kind: 'no-answer', reason: bytes, detail: 'the answer broke off' };
  return { ...answer, body: { kind: 'whole', bytes: bytes === 'too-large' ? NO_ENVELOPE : bytes } };
}

/** What goes out, and where to. */
interface WayThere {
  readonly url: string;
  readonly content: DeliveryContent;
}

/** Where the delivery goes by what the platform publishes now, and in the version it speaks now; both may have changed meanwhile. */
function wayOf(
  loaded: LoadedDelivery,
  { platform, snapshot }: Addressee,
  crossings: DeliveryCrossings,
): WayThere | AttemptOutcome | Promise<WayThere | AttemptOutcome> {
  if (isBetweenBlocked(loaded, snapshot)) {
    return { kind: 'undeliverable', reason: 'sender and receiver exchange nothing any more' };
  }
  const { content, delivery } = loaded;
  const { module, interfaceRole } = content;
  const endpoint = snapshot.endpoint(platform.id, module, interfaceRole);
  const version = platform.registration?.version;
  if (endpoint === null || version === undefined) {
    return {
      kind: 'undeliverable',
      reason: `the platform no longer offers the ${interfaceRole} interface of ${module}`,
    };
  }
  if (version === content.version) return { url: urlOf(content, endpoint, platform), content };
  return crossings.cross(content, { platform, version, to: delivery.to }).then((crossed) => {
    if (crossed === 'database-lost') {
      return { kind: 'not-tried', reason: 'what translating it takes cannot be looked up now' };
    }
    return crossed.kind === 'content'
      ? { url: urlOf(crossed.content, endpoint, platform), content: crossed.content }
      : crossed;
  });
}

function urlOf({ rest, query }: DeliveryContent, endpoint: string, { settings }: Platform): string {
  return joinEndpoint(endpoint, { rest, query, trailingSlash: settings.trailing_slash });
}

function headersOf({ delivery, content }: LoadedDelivery, requestId: string): string[] {
  const headers = [HEADER.requestId, requestId, HEADER.correlationId, content.correlationId];
  if (delivery.to !== null && content.from !== null && namesParties(content.version)) {
    headers.push(HEADER.toPartyId, delivery.to.partyId, HEADER.toCountryCode, delivery.to.countryCode);
    headers.push(HEADER.fromPartyId, content.from.partyId, HEADER.fromCountryCode, content.from.countryCode);
  }
  if (content.contentType !== null) headers.push(HEADER.contentType, content.contentType);
  return headers;
}
