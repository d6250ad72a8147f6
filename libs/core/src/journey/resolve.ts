import {
  isClientOwnedPush,
  isSameParty,
  joinEndpoint,
  partyKey,
  pathSegments,
  rolesInOrderFor,
  type PartyId,
} from '@busbar/ocpi';
import type { Party, Platform, RegistrySnapshot } from '../registry.js';
import type { Addressed, DirectPlan, ModuleMessage, OwedPlan, Plan, Receiver } from './message.js';
import type { ResolveContext } from './resolve-context.js';
import { refuseUnknown, refuseWithoutAgreement } from './agreed.js';
import { isRefusal, refuse, type Refusal } from './refusal.js';
import { resolveBroadcast } from './resolve-broadcast.js';
import { mayBeHeld, planHeld } from './store-and-forward.js';

/** Decides where a message goes, or why it goes nowhere. Pure: message, snapshot and statuses in, plan or refusal out. */
export function resolve(message: ModuleMessage, context: ResolveContext): Plan | Refusal {
  const foreignOwner = refuseForeignOwner(message);
  if (foreignOwner !== null) return foreignOwner;
  const { to } = message;
  if (to === null) return refuseWithoutReceiver();
  if (isSameParty(to, context.hub) || isMeantForHub(message, to)) return resolveBroadcast(message, context);
  const receiver = findReceiver(message, to, context.statusOf);
  if (isRefusal(receiver)) return receiver;
  return refuseWithoutAgreement(message, receiver) ?? planDirect(message, receiver, context.statusOf);
}

/** Whether the receiver can be sent to now, whoever asks and wherever the message came from. */
export function refuseUnreachable(
  receiver: Receiver,
  asker: Platform,
  statusOf: ResolveContext['statusOf'],
): Refusal | null {
  // During a handshake that the hub began, the platform holds a token already and the hub not yet its registration.
  if (asker.registration === null) {
    return refuse('not-connected', 'your registration is not complete: nothing was sent; try again when it is');
  }
  const status = statusOf(receiver.platform);
  if (status !== 'CONNECTED' || receiver.platform.registration === null) {
    return refuse('not-connected', `${receiver.party.key} is ${status}: nothing was sent`);
  }
  const theirs = receiver.platform.registration.version;
  const ours = asker.registration.version;
  return theirs === ours
    ? null
    : refuse(
        'no-bridge',
        `${receiver.party.key} speaks OCPI ${theirs}, you speak ${ours}: the hub cannot translate between them`,
      );
}

function planDirect(
  message: ModuleMessage,
  receiver: Receiver,
  statusOf: ResolveContext['statusOf'],
): DirectPlan | OwedPlan | Refusal {
  const unreachable = refuseUnreachable(receiver, message.platform, statusOf);
  if (unreachable !== null) {
    return unreachable.kind === 'not-connected' && mayBeHeld(message, receiver)
      ? planHeld(message, receiver, unreachable.message)
      : unreachable;
  }
  const { module, interfaceRole, rest } = message.address;
  const endpoint = message.snapshot.endpoint(receiver.platform.id, module, interfaceRole);
  if (endpoint === null) {
    return refuse(
      'module-not-offered',
      `${receiver.party.key} does not offer the ${interfaceRole} interface of ${module}`,
    );
  }
  const { trailing_slash: trailingSlash } = receiver.platform.settings;
  const url = joinEndpoint(endpoint, { rest, query: message.query, trailingSlash });
  const why = `addressed to ${receiver.party.key} as ${receiver.party.role}`;
  return { kind: 'direct', receiver, module, interfaceRole, url, carried: null, why };
}

/**
 * Among the parties that carry the ids, takes the first by role whose platform offers the interface and is connected, then one that
 * offers it, then any: so the refusal that follows speaks of the likeliest one.
 */
function findReceiver(message: ModuleMessage, to: PartyId, statusOf: ResolveContext['statusOf']): Receiver | Refusal {
  const { module, interfaceRole } = message.address;
  const key = partyKey(to);
  const isSelf = (party: Party): boolean =>
    party.platformId === message.platform.id && message.from !== null && isSameParty(party.id, message.from);
  const named = message.snapshot.partiesNamed(key).filter((party) => !isSelf(party));
  const [first] = named;
  if (first === undefined) return refuseUnknownReceiver(message, key);
  if (named.length === 1) return receiverOf(first, to, message.snapshot);

  const order = rolesInOrderFor(module, interfaceRole);
  const rank = (party: Party): number => {
    const offers = message.snapshot.endpoint(party.platformId, module, interfaceRole) !== null;
    const platform = message.snapshot.platform(party.platformId);
    const connected = platform !== null && statusOf(platform) === 'CONNECTED';
    return (offers ? 0 : 200) + (connected ? 0 : 100) + order.indexOf(party.role);
  };
  const best = named.reduce((a, b) => (rank(b) < rank(a) ? b : a));
  return receiverOf(best, to, message.snapshot);
}

function receiverOf(party: Party, id: PartyId, snapshot: RegistrySnapshot): Receiver | Refusal {
  const platform = snapshot.platform(party.platformId);
  return platform === null
    ? refuse('unknown-receiver', `${party.key} is not known to this hub`)
    : { id, party, platform };
}

function refuseUnknownReceiver(message: Addressed, key: string): Refusal {
  const isSelf = message.from !== null && partyKey(message.from) === key;
  return isSelf ? refuse('unknown-receiver', `OCPI-to names ${key}, which is the sender itself`) : refuseUnknown(key);
}

/** A push names the owner of its object in the URL, and nobody pushes another's objects (Client Owned Object Push). */
function refuseForeignOwner(message: ModuleMessage): Refusal | null {
  const { module, interfaceRole, rest } = message.address;
  if (!isClientOwnedPush(module, interfaceRole, message.raw.method)) return null;
  const [countryCode, partyId] = pathSegments(rest) ?? [];
  if (countryCode === undefined || partyId === undefined) {
    return refuse('not-your-object', `the URL of a push ends with /{country_code}/{party_id}/{id} behind ${module}`);
  }
  const owner = partyKey({ countryCode, partyId });
  return message.platform.parties.some((party) => party.key === owner)
    ? null
    : refuse('not-your-object', 'the country_code and party_id in the URL name no party of this platform');
}

function isMeantForHub(message: Addressed, to: PartyId): boolean {
  return message.platform.settings.to_self_is_hub && message.from !== null && isSameParty(to, message.from);
}

function refuseWithoutReceiver(): Refusal {
  return refuse(
    'wrong-routing',
    'OCPI-to-country-code and OCPI-to-party-id are missing: this hub needs them to know the receiver (open routing is not offered)',
  );
}
