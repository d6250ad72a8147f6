import type { PartyId } from '@busbar/ocpi';
import type { ConnectionStatus, Platform } from '../registry.js';

/** What `resolve` needs to know beside the message itself. */
export interface ResolveContext {
  /** The hub's own party. */
  readonly hub: PartyId;
  readonly statusOf: (platform: Platform) => ConnectionStatus;
}
