import { setTimeout as delay } from 'node:timers/promises';
import { runReplay, type RunReplayPorts } from '@busbar/core';
import { Logger } from '@nestjs/common';

/** How often a replay is looked for that nobody goes on with: those of a process that died, or asked for at another one. */
const LOOK_EVERY_MS = 1_000;
/** As long as a replay rests after the process that went on with it died. */
const LEASE_MS = 10_000;
/** Sent in a second: lanes and the answers that senders wait for come first. */
const PER_SECOND = 200;

/** What replays are run with. */
export interface ReplayRunnerParts extends Omit<
  RunReplayPorts,
  'pause' | 'isStopping' | 'leaseMs' | 'perSecond' | 'deliveryTtlMs'
> {
  /** How long what is replayed is kept for its receiver. */
  readonly deliveryTtlMs: number;
  /** At most so many are sent in a second; 200 where it is left out. */
  readonly perSecond?: number;
}

/** Goes on with replays, one after another, from where whoever had them before left off. */
export class ReplayRunner {
  private readonly log = new Logger('Replays');
  private readonly stopping = new AbortController();
  private readonly ports: RunReplayPorts;
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> | null = null;

  constructor(parts: ReplayRunnerParts) {
    const { signal } = this.stopping;
    this.ports = {
      perSecond: PER_SECOND,
      ...parts,
      leaseMs: LEASE_MS,
      isStopping: () => signal.aborted,
      pause: async (forMs) => {
        await delay(forMs, undefined, { signal }).catch(() => undefined);
      },
    };
  }

  /** Looks for replays from now on. */
  start(): void {
    this.timer = setInterval(() => this.look(), LOOK_EVERY_MS).unref();
    this.look();
  }

  /** There is a new one. Returns at once. */
  look(): void {
    if (this.stopping.signal.aborted) return;
    this.running ??= this.runAll()
      .catch((cause: unknown) => this.log.error(new Error('a replay broke', { cause })))
      .finally(() => (this.running = null));
  }

  /** Ends after the portion under way; whoever looks next goes on from there. */
  async stop(): Promise<void> {
    this.stopping.abort();
    if (this.timer) clearInterval(this.timer);
    await this.running;
  }

  private async runAll(): Promise<void> {
    const { store, clock, isStopping } = this.ports;
    while (!isStopping()) {
      const claim = await store.claim(clock.now(), LEASE_MS);
      if (claim === null || claim === 'database-lost') return;
      const ending = await runReplay(claim, this.ports);
      this.log.log(`replay ${claim.id}: ${ending}`);
    }
  }
}
