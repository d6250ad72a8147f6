import type { ConnectionStatus, PartyDirectory, Presence } from '@busbar/core';

/** One platform of the hub as the metrics show it. Platforms are made by the operator, so their ids are a bounded label. */
export interface PlatformGauge {
  readonly id: string;
  readonly status: ConnectionStatus;
  readonly inFlight: number;
}

/** Every platform as this process sees it; `inFlight` by platform id. */
export function* platformGauges(
  directory: Pick<PartyDirectory, 'snapshot'>,
  presence: Pick<Presence, 'statusOf'>,
  inFlight: ReadonlyMap<string, number>,
): Iterable<PlatformGauge> {
  for (const platform of directory.snapshot()?.allPlatforms() ?? []) {
    yield { id: platform.id, status: presence.statusOf(platform), inFlight: inFlight.get(platform.id) ?? 0 };
  }
}
