import type { BridgeRefusal } from './bridge.js';

/** Why a Location stays hidden from parties of 2.1.1. */
export const NOT_TO_BE_PUBLISHED = 'must not be published, which OCPI 2.1.1 cannot say';

/** Whether something is refused because it is not for the other side's eyes, and not because it cannot be said. */
export function hidesFromOldVersions({ reason }: Pick<BridgeRefusal, 'reason'>): boolean {
  return reason === NOT_TO_BE_PUBLISHED;
}
