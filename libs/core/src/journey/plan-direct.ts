import { isSameParty, joinEndpoint, partyKey, rolesInOrderFor, type PartyId } from '@busbar/ocpi';
import type { Party, Platform, RegistrySnapshot } from '../registry.js';
import { refuseUnknown } from './agreed.js';
import type { Addressed, DirectPlan, ModuleMessage, OwedPlan, Receiver } from './message.js';
import { refuse, type Refusal } from './refusal.js';
import type { ResolveContext } from './resolve-context.js';
import { mayBeHeld, planHeld } from './store-and-forward.js';

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
  return status !== 'CONNECTED' || receiver.platform.registration === null
    ? refuse('not-connected', `${receiver.party.key} is ${status}: nothing was sent`)
    : null;
}

/** Who is sent to, and what is known of connections. */
export interface DirectTarget {
  readonly receiver: Receiver;
  readonly statusOf: ResolveContext['statusOf'];
  /** Why it is this receiver, where no header named it. */
  readonly openWhy?: string;
}

/** The plan of a message to one receiver; held for it where it cannot be reached and the operator wants that. */
export function planDirect(message: ModuleMessage, target: DirectTarget): DirectPlan | OwedPlan | Refusal {
  const { receiver, statusOf, openWhy } = target;
  const unreachable = refuseUnreachable(receiver, message.platform, statusOf);
  if (unreachable !== null) {
    if (unreachable.kind !== 'not-connected' || !mayBeHeld(message, receiver)) return unreachable;
    const held = planHeld(message, receiver, unreachable.message);
    return openWhy === undefined ? held : { ...held, isOpenRouted: true, why: `${held.why}; ${openWhy}` };
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
  const why = openWhy ?? `addressed to ${receiver.party.key} as ${receiver.party.role}`;
  return {
    kind: 'direct',
    receiver,
    module,
    interfaceRole,
    url,
    carried: null,
    isOpenRouted: openWhy !== undefined,
    why,
  };
}

/**
 * Among the parties that carry the ids, takes the first by role whose platform offers the interface and is connected, then one that
 * offers it, then any: so the refusal that follows speaks of the likeliest one.
 */
export function findReceiver(
  message: ModuleMessage,
  to: PartyId,
  statusOf: ResolveContext['statusOf'],
): Receiver | Refusal {
  const { module, interfaceRole } = message.address;
  const key = partyKey(to);
  const isSelf = (party: Party): boolean =>
    party.platformId === message.platform.id && isSameParty(party.id, message.from);
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
