import { HubProcesses } from '@busbar/core';

/** The only process of a hub: everything is its own. */
export class LoneProcess extends HubProcesses {
  override looksAfter(): boolean {
    return true;
  }

  override shareOf(limit: number): number {
    return limit;
  }
}
