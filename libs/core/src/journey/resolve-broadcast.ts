import { partyKey } from '@busbar/ocpi';
import { eligibleParties, roleOfSender } from './eligible.js';
import type { ModuleMessage, OwedPlan } from './message.js';
import type { ResolveContext } from './resolve-context.js';

/**
 * A push of a public object to the hub, or to nobody in particular: it is owed to every party of an opposite role whose platform offers
 * the module's Receiver interface, but never to the pair that sent it. OCPI 2.2.1, Transport and format > Broadcast Push.
 */
export function resolveBroadcast(message: ModuleMessage, context: ResolveContext): OwedPlan {
  const { module, interfaceRole } = message.address;
  const receivers = eligibleParties(message, message.address, context);
  const role = roleOfSender(message, message.address) ?? 'nobody';
  const told = `broadcast of ${role} ${partyKey(message.from)} to ${receivers.length} parties of opposite roles`;
  const why = message.to === null ? `push of public ${module} without a receiver: ${told}` : told;
  return { kind: 'broadcast', receivers, module, interfaceRole, why };
}
