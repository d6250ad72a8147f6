import { isClientOwnedPush, partyKey, pathSegments, type PartyKey } from '@busbar/ocpi';
import type { RegistrySnapshot } from '../registry.js';
import type { LoadedDelivery } from './delivery-store.js';

/**
 * Whether a block stands between a delivery's receiver and who sent it or owns what it writes. What the hub took on while it was
 * permitted stays owed when an agreement ends, since its sender was told so; a block says that nothing at all is wanted any more. In the
 * fan-out of a broadcast the hub itself is named as sender: the owner in the URL stands for the party then.
 */
export function isBetweenBlocked({ delivery, content }: LoadedDelivery, { agreements }: RegistrySnapshot): boolean {
  const { to } = delivery;
  if (to === null || agreements.blocks.length === 0) return false;
  const receiver = partyKey(to);
  return sidesOf(content).some((party) => agreements.isBlocked(party, receiver));
}

function sidesOf({ from, module, interfaceRole, method, rest }: LoadedDelivery['content']): readonly PartyKey[] {
  const sender = from === null ? [] : [partyKey(from)];
  if (!isClientOwnedPush(module, interfaceRole, method)) return sender;
  const [countryCode, partyId] = pathSegments(rest) ?? [];
  return countryCode === undefined || partyId === undefined ? sender : [...sender, partyKey({ countryCode, partyId })];
}
