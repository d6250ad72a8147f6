import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { PartyDirectory } from '@busbar/core';

/** Something that does not work although direct routing does. */
export interface Degradation {
  /** `database`, `journal`, ... */
  readonly part: string;
  /** What that means, in a sentence; anybody may read it. */
  readonly detail: string;
}

/** The parts of the process that can fail without stopping it. */
export abstract class HealthParts {
  /** Those that do not work now; returns at once. */
  abstract degraded(): readonly Degradation[];
}

/** Whether direct routing works, and what does not. */
export type ReadinessState =
  | { readonly status: 'ready' | 'degraded'; readonly degraded: readonly Degradation[] }
  | { readonly status: 'starting' | 'draining'; readonly degraded: readonly Degradation[] };

/**
 * Routing needs the registry snapshot and nothing else: without a database the hub goes on and says what is degraded. It is not
 * ready before the first snapshot and while it drains.
 */
@Injectable()
export class Readiness implements BeforeApplicationShutdown {
  private isDraining = false;

  constructor(
    private readonly directory: PartyDirectory,
    private readonly parts: HealthParts,
  ) {}

  /** From now on load balancers are to send requests elsewhere. */
  drain(): void {
    this.isDraining = true;
  }

  beforeApplicationShutdown(): void {
    this.drain();
  }

  isReady(): boolean {
    return !this.isDraining && this.directory.snapshot() !== null;
  }

  state(): ReadinessState {
    const degraded = this.parts.degraded();
    if (this.isDraining) return { status: 'draining', degraded };
    if (this.directory.snapshot() === null) return { status: 'starting', degraded };
    return { status: degraded.length > 0 ? 'degraded' : 'ready', degraded };
  }
}
