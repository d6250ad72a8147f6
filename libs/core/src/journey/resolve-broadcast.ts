import { isBroadcastModule, partyKey } from '@busbar/ocpi';
import { eligibleParties, roleOfSender } from './eligible.js';
import type { ModuleMessage, OwedPlan } from './message.js';
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
  const receivers = eligibleParties(message, message.address, context);
  const role = roleOfSender(message, message.address) ?? 'nobody';
  const why = `broadcast of ${role} ${partyKey(message.from)} to ${receivers.length} parties of opposite roles`;
  return { kind: 'broadcast', receivers, module, interfaceRole, why };
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
