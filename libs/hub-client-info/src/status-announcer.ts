import type { ConnectionStatus } from '@busbar/core';

/** A change of status that operators may hear of. */
export interface StatusAnnouncement {
  readonly platformId: string;
  readonly status: ConnectionStatus;
}

/** Where changes of status go that have passed the hold: at most one per platform in that time. */
export abstract class StatusAnnouncer {
  /** Returns at once; never throws. */
  abstract announce(announcement: StatusAnnouncement): void;
}
