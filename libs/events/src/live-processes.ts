import { HubProcesses, type Clock, type EventBus, type HubEvent, type HubProcess } from '@busbar/core';
import { createHash } from 'node:crypto';

/** How often a process says that it lives, in ms. */
const BEAT_MS = 1_000;
/** A process that was not heard of for so long is gone, in ms: some beats may be lost or late. */
const GONE_AFTER_MS = 5_000;

/** What it works with. */
export interface LiveProcessesPorts {
  readonly bus: EventBus;
  readonly clock: Pick<Clock, 'elapsed'>;
}

/** How limits are divided, and this process's place among the parts. */
interface Division {
  readonly parts: number;
  readonly place: number;
}

/**
 * Which processes make up the hub, by what they say over the bus once a second. One that ends in order says so, one that crashed is
 * counted for five more seconds. While the bus is away the last count holds, and whatever only one process should do is done by each.
 */
export class LiveProcesses extends HubProcesses {
  private readonly others = new Map<string, { readonly process: HubProcess; heardAt: number }>();
  private timer: NodeJS.Timeout | null = null;
  private beatAt: number;
  /** Until when nothing could be heard, in elapsed ms: silence of that time says nothing of others. */
  private deafUntil = Number.NEGATIVE_INFINITY;
  private isStopped = false;
  /** Null after somebody has come or gone. */
  private division: Division | null = null;

  constructor(
    private readonly self: HubProcess,
    private readonly ports: LiveProcessesPorts,
  ) {
    super();
    this.beatAt = ports.clock.elapsed();
    ports.bus.subscribe((event) => this.take(event));
  }

  /** Says from now on that this process lives. */
  start(): void {
    this.say();
    this.timer = setInterval(() => this.beat(), BEAT_MS).unref();
  }

  /** Tells the others that this process takes no share any more. */
  stop(): void {
    this.isStopped = true;
    if (this.timer) clearInterval(this.timer);
    this.ports.bus.publish({ kind: 'process-left', processId: this.self.id });
  }

  /** One turn: forgets who is gone, and says that this process lives. */
  beat(): void {
    const now = this.ports.clock.elapsed();
    const wasStanding = now - this.beatAt > 2 * BEAT_MS;
    this.beatAt = now;
    if (wasStanding || !this.ports.bus.isConnected()) this.deafUntil = now;
    for (const [id, { heardAt }] of this.others) {
      if (now - Math.max(heardAt, this.deafUntil) > GONE_AFTER_MS) this.forget(id);
    }
    this.say();
  }

  /** By rendezvous: every process ranks all of them in the same way, and a process that comes or goes moves only its own part. */
  override looksAfter(key: string): boolean {
    if (this.others.size === 0 || !this.ports.bus.isConnected()) return true;
    const candidates = this.caretakers();
    const winner = candidates.reduce((best, id) => (rank(key, id) > rank(key, best) ? id : best));
    return winner === this.self.id;
  }

  /**
   * Every gateway has a part, and all workers together have one, since only one of them drains the lane of a platform at a time. A
   * limit below the number of parts counts as one for each.
   */
  override shareOf(limit: number): number {
    this.division ??= this.divide();
    const { parts, place } = this.division;
    return Math.max(1, Math.floor(limit / parts) + (place < limit % parts ? 1 : 0));
  }

  private say(): void {
    this.ports.bus.publish({ kind: 'process-alive', process: this.self, knowsOthers: this.others.size > 0 });
  }

  private take(event: HubEvent): void {
    if (this.isStopped) return;
    if (event.kind === 'process-left') this.forget(event.processId);
    if (event.kind !== 'process-alive' || event.process.id === this.self.id) return;
    if (!this.others.has(event.process.id)) this.division = null;
    this.others.set(event.process.id, { process: event.process, heardAt: this.ports.clock.elapsed() });
    // Whoever has just come is not to wait for the next beat to know that he is not alone.
    if (!event.knowsOthers) this.say();
  }

  private forget(processId: string): void {
    if (this.others.delete(processId)) this.division = null;
  }

  /** What does not divide goes to the first gateways by id, so that the parts add up to the limit. */
  private divide(): Division {
    const gateways = this.idsOf('hub').sort();
    const parts = gateways.length + (this.idsOf('worker').length > 0 ? 1 : 0);
    return { parts, place: this.self.kind === 'hub' ? gateways.indexOf(this.self.id) : parts - 1 };
  }

  /** Who looks after things: workers, or gateways where there is none. */
  private caretakers(): readonly string[] {
    const workers = this.idsOf('worker');
    return workers.length > 0 ? workers : this.idsOf('hub');
  }

  private idsOf(kind: HubProcess['kind']): string[] {
    const others = [...this.others.values()].filter(({ process }) => process.kind === kind);
    const ids = others.map(({ process }) => process.id);
    return this.self.kind === kind ? [...ids, this.self.id] : ids;
  }
}

function rank(key: string, processId: string): string {
  return createHash('sha1').update(`${key} ${processId}`).digest('hex');
}
