import { Injectable } from '@nestjs/common';
import { isNotChanged, PartyDirectory, type NotChanged, type Platform, type RegistrySnapshot } from '@busbar/core';
import { PresenceTracker } from '@busbar/hub-client-info';
import { KeptHandshakeTraces } from '@busbar/routing';
import { TypeormPeerDefects } from '@busbar/parties';
import { problemOfNotChanged, unknownPlatform } from '../problems/not-changed.js';
import { isProblem, problem, type Problem } from '../problems/problem.js';
import { platformView } from './platform-view.js';

/** The hub itself stores what it sees of a platform: so often a change is tried on the newest revision. */
const TRIES = 5;

/** The platforms of the hub as the operator API finds, changes and shows them. */
@Injectable()
export class Platforms {
  constructor(
    private readonly directory: PartyDirectory,
    private readonly presence: PresenceTracker,
    private readonly defects: TypeormPeerDefects,
    private readonly handshakes: KeptHandshakeTraces,
  ) {}

  /** What the hub knows now; a problem before it knows anything. */
  snapshot(): RegistrySnapshot | Problem {
    return this.directory.snapshot() ?? problem('not-ready', 'No platform was loaded yet.', { retryAfterS: 1 });
  }

  /** All platforms, in no order. */
  all(): readonly Platform[] | Problem {
    const snapshot = this.snapshot();
    return isProblem(snapshot) ? snapshot : [...snapshot.allPlatforms()];
  }

  find(id: string): Platform | Problem {
    const snapshot = this.snapshot();
    return isProblem(snapshot) ? snapshot : (snapshot.platform(id) ?? unknownPlatform());
  }

  /** Makes a change to the newest state of a platform, again where somebody else was faster. */
  async change<Result extends object | null>(
    id: string,
    make: (platform: Platform) => Promise<Result | NotChanged | Problem>,
  ): Promise<Result | Problem> {
    for (let left = TRIES; ; left -= 1) {
      const platform = this.find(id);
      if (isProblem(platform)) return platform;
      const made = await make(platform);
      if (!isNotChanged(made)) return made;
      if (made.notChanged !== 'changed-meanwhile' || left === 1) return problemOfNotChanged(made);
    }
  }

  async view(platform: Platform): Promise<Record<string, unknown>> {
    const [view] = await this.views([platform]);
    return view ?? {};
  }

  async views(platforms: readonly Platform[]): Promise<readonly Record<string, unknown>[]> {
    const defects = await this.defects.of(platforms.map((platform) => platform.id));
    return platforms.map((platform) =>
      platformView(platform, {
        connection: this.presence.viewOf(platform),
        lastHandshake: this.handshakes.lastOf(platform.id),
        defects: defects === 'database-lost' ? null : (defects.get(platform.id) ?? []),
      }),
    );
  }
}
