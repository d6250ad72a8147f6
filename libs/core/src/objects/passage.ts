import type { InterfaceRole, OcpiVersion, PartyKey } from '@busbar/ocpi';
import type { Receiver } from '../journey/message.js';
import type { Platform } from '../registry.js';

/** What passed between two parties, or was told to all, as far as it says who owns what. */
export interface Passage {
  readonly version: OcpiVersion;
  readonly module: string;
  readonly interfaceRole: InterfaceRole;
  readonly method: string;
  readonly rest: string;
  readonly query: string | null;
  readonly from: PartyKey;
  /** The platform that sent it. */
  readonly platform: Platform;
  /** Who answered; null for a broadcast. */
  readonly receiver: Receiver | null;
  readonly request: Uint8Array | null;
  /** Null for a broadcast. A body that is not looked at is null. */
  readonly answer: { readonly status: number; readonly body: Uint8Array | null } | null;
  readonly atMs: number;
}
