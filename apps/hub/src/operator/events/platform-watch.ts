import type { ConnectionStatus, Platform } from '@busbar/core';
import type { OperatorEvent } from './event-stream.js';

interface Seen {
  readonly name: string;
  readonly status: ConnectionStatus;
  readonly revision: number;
}

/** Finds out what became of platforms by comparing looks: it sees changes of this process and of every other one alike. */
export class PlatformWatch {
  private seen = new Map<string, Seen>();
  private hasLooked = false;

  /** What has changed since the last look; nothing on the first one. */
  look(platforms: Iterable<Platform>, statusOf: (platform: Platform) => ConnectionStatus): readonly OperatorEvent[] {
    const before = this.seen;
    const now = new Map<string, Seen>();
    for (const platform of platforms) {
      now.set(platform.id, { name: platform.name, status: statusOf(platform), revision: platform.revision });
    }
    this.seen = now;
    const isFirstLook = !this.hasLooked;
    this.hasLooked = true;
    return isFirstLook ? [] : differences(before, now);
  }
}

function differences(before: ReadonlyMap<string, Seen>, now: ReadonlyMap<string, Seen>): readonly OperatorEvent[] {
  const events: OperatorEvent[] = [];
  for (const [id, { name, status, revision }] of now) {
    const old = before.get(id);
    const data = { platform: id, name, status };
    if (!old) events.push({ name: 'platform.created', data });
    else if (old.status !== status) events.push({ name: 'platform.status', data: { ...data, was: old.status } });
    else if (old.revision !== revision) events.push({ name: 'platform.changed', data });
  }
  for (const [id, { name }] of before) {
    if (!now.has(id)) events.push({ name: 'platform.removed', data: { platform: id, name } });
  }
  return events;
}
