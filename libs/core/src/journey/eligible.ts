import { oppositeRoles, partyKey, rolesInOrderFor, type InterfaceRole, type Role } from '@busbar/ocpi';
import { isInBoth } from '../bridging/bridged-endpoint.js';
import type { Party, Platform } from '../registry.js';
import type { ModuleMessage, Receiver } from './message.js';
import type { ResolveContext } from './resolve-context.js';

/** The interface of a module that a message is for. */
export interface Wanted {
  readonly module: string;
  readonly interfaceRole: InterfaceRole;
}

/**
 * The parties that a message without a receiver of its own may go to: of a role opposite to the sender's, on a platform that offers
 * the interface and is not suspended, with leave to exchange the module with the sender. Never the sending pair.
 */
export function eligibleParties(message: ModuleMessage, wanted: Wanted, context: ResolveContext): readonly Receiver[] {
  const isEligible = eligibility(message, wanted);
  const { module, interfaceRole } = wanted;
  const receivers: Receiver[] = [];
  for (const platform of message.snapshot.allPlatforms()) {
    const isOffered = message.snapshot.endpoint(platform.id, module, interfaceRole) !== null;
    if (!isOffered || !canBeTold(message, platform, module) || context.statusOf(platform) === 'SUSPENDED') continue;
    for (const party of oncePerPair(platform.parties.filter(isEligible))) {
      receivers.push({ id: party.id, party, platform });
    }
  }
  return receivers;
}

/** Between versions nothing is known of custom modules: their messages stay among those who speak the same. */
function canBeTold({ version }: ModuleMessage, { registration }: Platform, module: string): boolean {
  const theirs = registration?.version;
  return theirs === version || (theirs !== undefined && version !== null && isInBoth(module, version, theirs));
}

/** Tells of a party whether it is on the other side of the interface and may exchange the module with the sender, wherever it is hosted. */
export function eligibility(message: ModuleMessage, { module, interfaceRole }: Wanted): (party: Party) => boolean {
  const role = roleOfSender(message, { module, interfaceRole });
  const sendingPair = partyKey(message.from);
  const may = { module, nowMs: message.atMs };
  return (party) =>
    role !== null &&
    party.key !== sendingPair &&
    areOpposite(role, party.role, interfaceRole) &&
    message.snapshot.agreements.permits(sendingPair, party.key, may);
}

/** The role in which the sender asks: of those its pair has, the first that typically stands on the other side of the interface. */
export function roleOfSender({ from, platform }: ModuleMessage, { module, interfaceRole }: Wanted): Role | null {
  const key = partyKey(from);
  const roles = platform.parties.filter((party) => party.key === key).map((party) => party.role);
  const order = rolesInOrderFor(module, interfaceRole === 'SENDER' ? 'RECEIVER' : 'SENDER');
  return order.find((role) => roles.includes(role)) ?? null;
}

/** What is published goes from the Sender's side to the Receiver's: whoever is asked on a Sender interface is the one who publishes. */
function areOpposite(sender: Role, other: Role, interfaceRole: InterfaceRole): boolean {
  return interfaceRole === 'RECEIVER' ? oppositeRoles(sender).includes(other) : oppositeRoles(other).includes(sender);
}

/** Headers name no role: two roles of one pair on one platform would get the same request twice. */
export function oncePerPair(parties: readonly Party[]): readonly Party[] {
  return [...new Map(parties.map((party) => [party.key, party])).values()];
}
