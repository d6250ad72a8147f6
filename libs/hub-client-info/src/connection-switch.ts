import {
  isNotChanged,
  statusAfterProbe,
  type Clock,
  type ConnectionStatus,
  type NotChanged,
  type PartyDirectory,
  type Platform,
  type PlatformStore,
} from '@busbar/core';
import type { AliveCheck, ProbeResult } from './alive-check.js';

/** The hub stores observations of its own beside the operator: so often a change is tried on the newest revision. */
const TRIES = 3;

/** What the switch works with. */
export interface ConnectionSwitchPorts {
  readonly directory: Pick<PartyDirectory, 'snapshot'>;
  readonly store: Pick<PlatformStore, 'setStatus' | 'endRegistration'>;
  readonly clock: Clock;
}

/** What an operator may do to a connection. Repeating it changes nothing. */
export class ConnectionSwitch {
  private readonly listeners: ((platformId: string) => void)[] = [];

  constructor(
    private readonly aliveCheck: AliveCheck,
    private readonly ports: ConnectionSwitchPorts,
  ) {}

  /**
   * Cuts the platform off until it is resumed: it is neither routed to nor probed. One that never registered loses its registration
   * token too, or it could lift its own suspension by registering.
   */
  suspend(platformId: string): Promise<Platform | NotChanged> {
    const { store, clock } = this.ports;
    return this.change(platformId, (platform) => {
      if (platform.status === 'SUSPENDED') return null;
      return platform.registration === null
        ? store.endRegistration(platform, clock.now())
        : store.setStatus(platform, 'SUSPENDED', clock.now());
    });
  }

  /** From now on `resumed` is told of each platform that an operator resumes; it returns at once and never throws. */
  tell(resumed: (platformId: string) => void): void {
    this.listeners.push(resumed);
  }

  /**
   * Ends a suspension: a probe decides between CONNECTED and OFFLINE; a platform without registration is PLANNED again. A platform
   * that is not suspended stays as it is, but for what the hub owes it: that is tried again now.
   */
  async resume(platformId: string): Promise<Platform | NotChanged> {
    const platform = this.find(platformId);
    if (platform === null) return { notChanged: 'unknown-platform' };
    for (const resumed of this.listeners) resumed(platformId);
    if (platform.status !== 'SUSPENDED') return platform;
    const status = await this.statusFor(platform);
    return this.change(platformId, (newest) =>
      newest.status === 'SUSPENDED' ? this.ports.store.setStatus(newest, status, this.ports.clock.now()) : null,
    );
  }

  /** Asks the platform for its versions now; null when there is no such platform. */
  async probe(platformId: string): Promise<ProbeResult | null> {
    const platform = this.find(platformId);
    return platform === null ? null : this.aliveCheck.probe(platform);
  }

  private async statusFor(platform: Platform): Promise<ConnectionStatus> {
    const answer = await this.aliveCheck.ask(platform);
    return answer === null ? 'PLANNED' : statusAfterProbe(answer);
  }

  /** Makes a change to the newest state of a platform, again where somebody else was faster; `make` answers null where none is due. */
  private async change(
    platformId: string,
    make: (platform: Platform) => Promise<Platform | NotChanged> | null,
  ): Promise<Platform | NotChanged> {
    for (let left = TRIES; ; left -= 1) {
      const platform = this.find(platformId);
      if (platform === null) return { notChanged: 'unknown-platform' };
      const changing = make(platform);
      if (changing === null) return platform;
      const changed = await changing;
      const isAgain = isNotChanged(changed) && changed.notChanged === 'changed-meanwhile' && left > 1;
      if (!isAgain) return changed;
    }
  }

  private find(platformId: string): Platform | null {
    return this.ports.directory.snapshot()?.platform(platformId) ?? null;
  }
}
