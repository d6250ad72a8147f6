import { HubProcesses, type Clock, type EventBus, type HubEvent, type HubProcess } from '@busbar/core';

/** How often a process says that it lives, in ms. */
const BEAT_MS = 1_000;
/** A process that was not heard of for so long is gone, in ms: some beats may be lost or late. */
const GONE_AFTER_MS = 5_000;

/** What it works with. */
export interface LiveProcessesPorts {
  readonly bus: EventBus;
  readonly clock: Pick<Clock, 'elapsed'>;
}

/** Who does what. */
interface Division {
  /** Of each limit, and this process's place among them. */
  readonly parts: number;
  readonly place: number;
  /** Who looks after things: workers, or gateways where there is none. */
  readonly caretakers: readonly string[];
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
    const { caretakers } = this.divided();
    return caretakers.reduce((best, id) => (rank(key, id) > rank(key, best) ? id : best)) === this.self.id;
  }

  /**
   * Every gateway has a part, and all workers together have one, since only one of them drains the lane of a platform at a time. A
   * limit below the number of parts counts as one for each.
   */
  override shareOf(limit: number): number {
    const { parts, place } = this.divided();
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

  private divided(): Division {
    if (this.division !== null) return this.division;
    // Sorted, so that all processes come to the same: what does not divide goes to the first gateways.
    const gateways = this.idsOf('hub').sort();
    const workers = this.idsOf('worker').sort();
    const parts = gateways.length + (workers.length > 0 ? 1 : 0);
    const place = this.self.kind === 'hub' ? gateways.indexOf(this.self.id) : parts - 1;
    this.division = { parts, place, caretakers: workers.length > 0 ? workers : gateways };
    return this.division;
  }

  private idsOf(kind: HubProcess['kind']): string[] {
    const others = [...this.others.values()].filter(({ process }) => process.kind === kind);
    const ids = others.map(({ process }) => process.id);
    return this.self.kind === kind ? [...ids, this.self.id] : ids;
  }
}

/** FNV-1a with a last mix: it is asked for each platform that is due, four times a second. */
function rank(key: string, processId: string): number {
  let hash = 0x811c9dc5;
  for (const text of [key, processId]) {
    for (let index = 0; index < text.length; index += 1) {
      hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
    }
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}
