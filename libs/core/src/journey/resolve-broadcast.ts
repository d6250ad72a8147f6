import { isBroadcastModule, oppositeRoles, partyKey, rolesInOrderFor, type Role } from '@busbar/ocpi';
import type { Party } from '../registry.js';
import type { ModuleMessage, OwedPlan, Receiver } from './message.js';
import { refuse, type Refusal } from './refusal.js';
import type { ResolveContext } from './resolve-context.js';

/** The methods that write an object, and may be told to everybody. */
const BROADCAST_METHODS = new Set(['PUT', 'PATCH', 'DELETE']);

/**
 * A message addressed to the hub: a push of a public object is owed to every party of an opposite role whose platform offers the
 * module's Receiver interface, but never to the pair that sent it. OCPI 2.2.1, Transport and format > Broadcast Push.
 */
export function resolveBroadcast(message: ModuleMessage, context: ResolveContext): OwedPlan | Refusal {
  const { module, interfaceRole } = message.address;
  if (message.version === null || interfaceRole !== 'RECEIVER' || !BROADCAST_METHODS.has(message.raw.method)) {
    return refuseToHub(message);
  }
  if (!isBroadcastModule(message.version, module)) {
    return refuse('wrong-routing', `${module} are never broadcast: name the one receiver in OCPI-to-*`);
  }
  const role = roleOfSender(message);
  const receivers = role === null ? [] : receiversOf(message, role, context);
  const why = `broadcast of ${role ?? 'nobody'} ${partyKey(message.from)} to ${receivers.length} parties of opposite roles`;
  return { kind: 'broadcast', receivers, module, interfaceRole, why };
}

/** Whoever pushes to Receiver interfaces stands on the Sender side of the module. */
function roleOfSender(message: ModuleMessage): Role | null {
  const key = partyKey(message.from);
  const roles = message.platform.parties.filter((party) => party.key === key).map((party) => party.role);
  return rolesInOrderFor(message.address.module, 'SENDER').find((role) => roles.includes(role)) ?? null;
}

function receiversOf(message: ModuleMessage, sender: Role, context: ResolveContext): readonly Receiver[] {
  const opposite = oppositeRoles(sender);
  const { module, interfaceRole } = message.address;
  const sendingPair = partyKey(message.from);
  const receivers: Receiver[] = [];
  for (const platform of message.snapshot.allPlatforms()) {
    const isOffered = message.snapshot.endpoint(platform.id, module, interfaceRole) !== null;
    const speaksTheSame = platform.registration?.version === message.version;
    if (!isOffered || !speaksTheSame || context.statusOf(platform) === 'SUSPENDED') continue;
    const parties = platform.parties.filter((party) => opposite.includes(party.role) && party.key !== sendingPair);
    for (const party of oncePerPair(parties)) receivers.push({ id: party.id, party, platform });
  }
  return receivers;
}

/** Headers name no role: two roles of one pair on one platform would get the same request twice. */
function oncePerPair(parties: readonly Party[]): readonly Party[] {
  return [...new Map(parties.map((party) => [party.key, party])).values()];
}

function refuseToHub(message: ModuleMessage): Refusal {
  const advice =
    message.raw.method === 'GET'
      ? 'the hub keeps no objects to answer a GET from'
      : 'only PUT, PATCH and DELETE on Receiver interfaces of public objects are broadcast';
  return refuse(
    'wrong-routing',
    `the message is addressed to the hub, but ${advice}: name the one receiver in OCPI-to-*`,
  );
}
