import { isSameParty, namesParties, partyKey, type OcpiVersion } from '@busbar/ocpi';
import type { CarriedUrl } from '../carried-urls.js';
import type { CarriedUrls, PeerDefects } from '../ports.js';
import { refuseNoAgreement } from './agreed.js';
import type { Address, Addressed, DirectPlan, Receiver } from './message.js';
import { isOnOwnHost } from './own-host.js';
import { isRefusal, refuse, type Refusal } from './refusal.js';
import type { ResolveContext } from './resolve-context.js';
import { refuseUnreachable } from './plan-direct.js';

/** A message to a URL that the hub gave out. */
export type CarriedMessage = Addressed<Extract<Address, { kind: 'carried' }>> & { readonly version: OcpiVersion };

/** A message whose parties came from the row of its URL. */
export interface CarriedRoute {
  readonly row: CarriedUrl;
  readonly plan: DirectPlan;
}

/** The method each kind of hub URL is used with. */
const METHOD_OF = { 'response-url': 'POST', 'cdr-location': 'GET' } as const satisfies Record<
  CarriedUrl['kind'],
  string
>;

/**
 * Routes a message to a URL that the hub gave out: an asynchronous result to its asker, a look-up of a CDR to where it was created.
 * The row decides who talks to whom; a URL used by any other platform does not exist for it. Routing headers are only checked
 * against the row, since peers leave them out or swap them in callbacks, and OCPI 2.1.1 has none.
 */
export async function resolveCarried(
  message: CarriedMessage,
  context: ResolveContext & { readonly carriedUrls: CarriedUrls; readonly defects: PeerDefects },
): Promise<CarriedRoute | Refusal> {
  const row = await context.carriedUrls.find(message.address.id);
  if (row === 'database-lost') return refuse('database-lost', 'the hub cannot look this URL up now', 5);
  if (row === null || row.userPlatformId !== message.platform.id) {
    return refuse('unknown-carried-url', 'the hub gave this URL to nobody, or it has expired');
  }
  if (!message.platform.parties.some((party) => isSameParty(party.id, row.user))) {
    return refuse('not-your-party', `this URL was given to ${partyKey(row.user)}, which has left this platform`);
  }
  if (message.raw.method !== METHOD_OF[row.kind]) {
    return refuse('method-not-allowed', `this URL is used with ${METHOD_OF[row.kind]} only`);
  }
  const odd = namesParties(message.version) ? oddHeaders(message, row) : null;
  if (odd !== null && !message.platform.settings.lenient_callbacks) {
    context.defects.note({ platformId: message.platform.id, kind: 'callback-headers', detail: odd.message });
    if (odd.kind === 'contradiction') return refuse('invalid-parameters', odd.message);
  }
  const receiver = ownerOf(row, message);
  if (isRefusal(receiver)) return receiver;
  const unagreed = row.kind === 'response-url' ? null : refuseUnagreedLookUp(row, receiver, message);
  if (unagreed !== null) return unagreed;
  const unreachable =
    refuseUnreachable(receiver, message.platform, context.statusOf) ?? refuseFormerHost(row, receiver);
  if (unreachable !== null) return unreachable;
  const why = row.kind === 'response-url' ? `result for ${receiver.party.key}` : `CDR kept by ${receiver.party.key}`;
  const interfaceRole = row.kind === 'response-url' ? 'SENDER' : 'RECEIVER';
  return {
    row,
    plan: { kind: 'direct', receiver, module: row.module, interfaceRole, url: row.url, carried: row, why },
  };
}

/** A result answers what was agreed when it was asked for, and passes; looking a CDR up is a question of today. */
function refuseUnagreedLookUp(row: CarriedUrl, { party }: Receiver, { snapshot, atMs }: Addressed): Refusal | null {
  const user = partyKey(row.user);
  const isAgreed = snapshot.agreements.permits(user, party.key, { module: row.module, nowMs: atMs });
  return isAgreed ? null : refuseNoAgreement(user, party.key, row.module);
}

/** The URL lives longer than a registration: a host that its owner has left gets neither its messages nor its new token. */
function refuseFormerHost({ url }: CarriedUrl, { platform, party }: Receiver): Refusal | null {
  return isOnOwnHost(url, platform)
    ? null
    : refuse('not-sent', `nothing was sent: the URL that ${party.key} gave is on a host it no longer publishes`);
}

function ownerOf(row: CarriedUrl, message: Addressed): Receiver | Refusal {
  const platform = message.snapshot.platform(row.ownerPlatformId);
  const party = platform?.parties.find((candidate) => isSameParty(candidate.id, row.owner));
  return platform && party
    ? { id: row.owner, party, platform }
    : refuse('unknown-receiver', `${partyKey(row.owner)} has left this hub`);
}

function oddHeaders(
  message: Addressed,
  row: CarriedUrl,
): { readonly kind: 'contradiction' | 'missing'; readonly message: string } | null {
  const { from, to } = message;
  if (from !== null && !isSameParty(from, row.user)) {
    return {
      kind: 'contradiction',
      message: `OCPI-from should name ${partyKey(row.user)}, to whom this URL was given`,
    };
  }
  if (to !== null && !isSameParty(to, row.owner)) {
    return { kind: 'contradiction', message: `OCPI-to should name ${partyKey(row.owner)}, who gave this URL` };
  }
  return from === null || to === null
    ? {
        kind: 'missing',
        message: 'OCPI-from or OCPI-to headers are missing on a message to a URL that came through the hub',
      }
    : null;
}
