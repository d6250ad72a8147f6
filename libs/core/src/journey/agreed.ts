import { partyKey, type PartyKey } from '@busbar/ocpi';
import type { ModuleMessage, Receiver } from './message.js';
import { refuse, type Refusal } from './refusal.js';

/**
 * What keeps a message from a receiver that its sender may not exchange this module with. A receiver that ClientInfo shows the sender's
 * platform is refused for want of an agreement; one that it hides answers in the words of one that does not exist, or a refusal would
 * tell who is in this hub.
 */
export function refuseWithoutAgreement(message: ModuleMessage, { party, platform }: Receiver): Refusal | null {
  const { module } = message.address;
  const { agreements } = message.snapshot;
  const from = partyKey(message.from);
  const nowMs = message.atMs;
  if (agreements.permits(from, party.key, { module, nowMs })) return null;
  const isShown =
    platform.id === message.platform.id ||
    agreements.withoutAgreement === 'planned' ||
    message.platform.parties.some(({ key }) => agreements.permits(key, party.key, { module: null, nowMs }));
  return isShown ? refuseNoAgreement(from, party.key, module) : refuseUnknown(party.key);
}

/** Nothing was sent: the two may not exchange this module. */
export function refuseNoAgreement(from: PartyKey, to: PartyKey, module: string): Refusal {
  return refuse('no-agreement', `nothing was sent: ${from} and ${to} have no agreement about ${module}`);
}

/** One sentence for a party that is not there and for one that must seem so. */
export function refuseUnknown(key: PartyKey): Refusal {
  return refuse('unknown-receiver', `OCPI-to names ${key}, which is not known to this hub`);
}
