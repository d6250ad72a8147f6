import { drainLane, streamOf, type DeliveryRecord, type PartyAnswer } from '@busbar/core';
import { HubProcessInVirtualTime } from './hub-process-in-virtual-time.js';
import { LaneWorld, PLACES, ocpiAnswer, retryAfter, type Exchanged, type Sent } from './lane-world.js';
import { httpAnswer, noAnswer, notSent } from './scripted-party-client.js';

const OBJECTS = [
  'put A',
  'put A/1',
  'patch A',
  'patch A/1',
  'put B',
  'patch B',
  'delete B',
  'put C',
  'patch C',
  'post D',
];
const STORM_MS = 60_000;
/** Longer than any TTL, so that at the end everything has ended. */
const CALM_MS = 1_000_000;

type Mood = 'well' | 'refusing' | 'slow' | 'throttling' | 'flaky' | 'locked' | 'picky' | 'full';
const MOODS: readonly Mood[] = ['well', 'well', 'refusing', 'slow', 'throttling', 'flaky', 'locked', 'picky', 'full'];

/** What is known of the drain that a process is at. */
interface Drain {
  readonly sinceMs: number;
  /** The last that was sent of each stream. */
  readonly last: Map<string, number>;
  /** The lane was resumed meanwhile: what the drain learns of its wait is not written down. */
  isResumed: boolean;
}

/**
 * A platform in changing moods, a database that comes and goes, processes that are killed and frozen, and writes that come in meanwhile,
 * all by one seed. Throws with what must never happen.
 */
export class LaneSimulation {
  private readonly world = new LaneWorld();
  private readonly weather = {
    isDatabaseLost: false,
    latencyMs: () => this.upTo(40),
    losesAnswer: () => !this.isCalm && this.chance() < 0.01,
  };
  private readonly processes: HubProcessInVirtualTime[] = [];
  private readonly quiet = new Map<HubProcessInVirtualTime, number>();
  private readonly barred = new Map<HubProcessInVirtualTime, number>();
  private readonly drainOf = new Map<HubProcessInVirtualTime, Drain>();
  private readonly receipts: DeliveryRecord[] = [];
  private mood: Mood = 'well';
  private isCalm = false;
  private accepted = 0;
  private drains = 0;
  private failure: Error | null = null;

  constructor(private state: number) {
    this.world.exchange = (sent) => this.exchange(sent);
  }

  /** A minute of storm, then calm weather until everything has ended. */
  async run(): Promise<void> {
    const { clock } = this.world;
    void this.write();
    void this.changeMood();
    void this.changeStatus();
    void this.loseDatabase();
    void this.killProcesses();
    for (let process = 0; process < 3; process++) this.startProcess();
    await clock.run(STORM_MS);
    await this.calmDown();
    const isOver = (): boolean => this.world.states.every((state) => state !== 'pending');
    for (let calmMs = 0; calmMs < CALM_MS && !isOver(); calmMs += 5000) await clock.run(5000);
    if (this.failure !== null) throw this.failure;
    this.checkEnd();
  }

  private async write(): Promise<void> {
    const writes = 10 + this.upTo(60);
    for (let count = 0; count < writes; count++) {
      await this.world.clock.pause(this.chance() < 0.7 ? this.upTo(50) : this.upTo(4000));
      const lastUpdatedMs = this.chance() < 0.2 ? null : this.accepted + this.upTo(3);
      const ttlMs = this.chance() < 0.1 ? 1000 + this.upTo(20_000) : 900_000;
      await this.world.accept(this.oneOf(OBJECTS), { lastUpdatedMs, ttlMs });
      this.accepted++;
    }
  }

  private async changeMood(): Promise<void> {
    while (!this.isCalm) {
      this.mood = this.oneOf(MOODS);
      await this.world.clock.pause(this.upTo(8000));
    }
  }

  private async changeStatus(): Promise<void> {
    while (!this.isCalm) {
      await this.world.clock.pause(this.upTo(30_000));
      if (this.isCalm) return;
      this.world.status = this.oneOf(['CONNECTED', 'CONNECTED', 'OFFLINE', 'SUSPENDED']);
      if (this.chance() < 0.3) await this.shakeHands();
    }
  }

  private async shakeHands(): Promise<void> {
    this.world.platforms.change('emsp', {});
    await this.world.store.resume('emsp');
    this.barred.clear();
    this.quiet.clear();
    for (const drain of this.drainOf.values()) drain.isResumed = true;
  }

  private async loseDatabase(): Promise<void> {
    while (!this.isCalm) {
      await this.world.clock.pause(this.upTo(30_000));
      this.weather.isDatabaseLost = !this.isCalm;
      await this.world.clock.pause(this.upTo(3000));
      this.weather.isDatabaseLost = false;
    }
  }

  private async killProcesses(): Promise<void> {
    while (!this.isCalm) {
      await this.world.clock.pause(this.upTo(20_000));
      const process = this.oneOf(this.processes.filter(({ isDead }) => !isDead));
      if (this.chance() < 0.5) {
        process.kill();
        this.startProcess();
      } else process.freeze(this.upTo(30_000));
      this.forget(process);
    }
  }

  private startProcess(): void {
    const begins = (sender: HubProcessInVirtualTime, sent: Sent): void => this.check(sender, sent);
    const hears = (hearer: HubProcessInVirtualTime, answer: PartyAnswer): void => this.note(hearer, answer);
    const process = new HubProcessInVirtualTime(this.world, this.weather, { begins, hears });
    this.processes.push(process);
    void this.work(process);
  }

  private async work(process: HubProcessInVirtualTime): Promise<void> {
    for (;;) {
      await process.ports.pause(this.isCalm ? 5000 : this.upTo(2000));
      this.drainOf.set(process, { sinceMs: this.world.clock.now(), last: new Map(), isResumed: false });
      this.drains++;
      const ending = await drainLane('emsp', process.ports);
      process.unwritten.clear();
      if (ending.kind === 'held' || ending.kind === 'database-lost') this.forget(process);
    }
  }

  private async calmDown(): Promise<void> {
    this.isCalm = true;
    this.mood = 'well';
    this.world.status = 'CONNECTED';
    this.weather.isDatabaseLost = false;
    await this.shakeHands();
  }

  private exchange({ delivery }: Sent): Exchanged {
    const afterMs = this.mood === 'slow' ? 5000 + this.upTo(5000) : 1 + this.upTo(60);
    const answer = this.answer(delivery);
    if (answer.kind === 'answer' && answer.status === 200) this.receipts.push(delivery);
    return { afterMs, answer };
  }

  private answer({ id, object }: DeliveryRecord): PartyAnswer {
    switch (this.mood) {
      case 'well':
      case 'slow':
        return ocpiAnswer(1000);
      case 'refusing':
        return notSent('refused');
      case 'throttling':
        return this.chance() < 0.5 ? retryAfter(429, 1 + this.upTo(10)) : ocpiAnswer(1000);
      case 'flaky':
        return this.oneOf([ocpiAnswer(1000), ocpiAnswer(3000), noAnswer('timeout'), httpAnswer(503), httpAnswer(404)]);
      case 'locked':
        return httpAnswer(401);
      case 'picky':
        return object.key.endsWith('A') || Number(id) % 7 === 0 ? httpAnswer(500) : ocpiAnswer(1000);
      case 'full':
        return notSent('in-flight-cap');
    }
  }

  /** What must hold whenever something is sent. */
  private check(sender: HubProcessInVirtualTime, { delivery, atMs }: Sent): void {
    const stream = streamOf(delivery);
    const all = this.world.store.all();
    this.expect(this.world.status === 'CONNECTED', `${delivery.id} went to a platform that is ${this.world.status}`);
    this.expect(delivery.state === 'pending', `${delivery.id} went although it is ${delivery.state}`);
    this.expect(delivery.expiresAtMs > atMs, `${delivery.id} went although it has expired`);
    const open = sender.underWay.size + sender.unwritten.size;
    this.expect(sender.underWay.size < 8, 'more were under way than the lane may have');
    this.expect(open < PLACES.ofLane, `${open + 1} were under way or not written down, more than a crash may repeat`);
    const beside = this.processes
      .flatMap(({ underWay }) => [...underWay])
      .find((other) => streamOf(other.delivery) === stream);
    this.expect(beside === undefined, `${delivery.id} went beside ${beside?.delivery.id ?? ''}`);
    this.expect(atMs >= (this.quiet.get(sender) ?? 0), `${delivery.id} went although the platform asked to wait`);
    const { revision } = this.world.platforms.get('emsp');
    this.expect(this.barred.get(sender) !== revision, `${delivery.id} went although the platform lets nobody in`);
    this.expect(delivery.nextAttemptAtMs <= atMs, `${delivery.id} went before its time`);
    const { last = new Map<string, number>(), sinceMs = 0 } = this.drainOf.get(sender) ?? {};
    const before = last.get(stream) ?? 0;
    this.expect(delivery.sequence >= before, `${delivery.id} went after ${before} of the same object`);
    last.set(stream, delivery.sequence);
    const ofStream = all.filter((other) => streamOf(other) === stream);
    const known = ofStream.find((other) => {
      const wasThere = other.state === 'pending' && other.acceptedAtMs < sinceMs && other.expiresAtMs > atMs;
      return (wasThere || other.state === 'delivered') && covers(other, delivery) && !isOverruled(other, ofStream);
    });
    this.expect(known === undefined, `${delivery.id} went although the newer ${known?.id ?? ''} was known`);
  }

  private note(hearer: HubProcessInVirtualTime, answer: PartyAnswer): void {
    if (answer.kind !== 'answer' || this.drainOf.get(hearer)?.isResumed === true) return;
    const seconds = Number(answer.headers.get('retry-after') ?? 0);
    const untilMs = this.world.clock.now() + seconds * 1000;
    this.quiet.set(hearer, Math.max(this.quiet.get(hearer) ?? 0, untilMs));
    if (answer.status === 401) this.barred.set(hearer, this.world.platforms.get('emsp').revision);
  }

  private forget(process: HubProcessInVirtualTime): void {
    this.quiet.delete(process);
    this.barred.delete(process);
  }

  /** What must hold when the storm is over and everything had its time. */
  private checkEnd(): void {
    const all = this.world.store.all();
    this.expect(all.length === this.accepted, `${this.accepted} were accepted, ${all.length} are known`);
    for (const { id, state, reason, completedAttempts } of all) {
      this.expect(state !== 'pending', `${id} is still pending`);
      this.expect(reason !== '', `${id} is ${state} without a reason`);
      const isPoison = reason.startsWith('given up');
      this.expect(!isPoison || completedAttempts >= 9, `${id} was given up after ${completedAttempts} attempts`);
    }
    this.expect(this.world.bugs.length === 0, `the hub failed: ${String(this.world.bugs[0])}`);
    for (const stream of new Set(all.map(streamOf)))
      this.checkLastWord(all.filter((each) => streamOf(each) === stream));
    if (this.failure !== null) throw this.failure;
  }

  /** Whatever was repeated, the receiver was told the newest last. */
  private checkLastWord(stream: readonly DeliveryRecord[]): void {
    const delivered = stream.filter(({ state }) => state === 'delivered');
    const isUndisturbed = stream.every(({ state }) => state === 'delivered' || state === 'superseded');
    const [newest] = delivered.slice(-1);
    if (!isUndisturbed || newest === undefined) return;
    const told = this.receipts.filter((receipt) => stream.some(({ id }) => id === receipt.id)).at(-1);
    this.expect(
      told?.id === newest.id,
      `the last word on ${newest.object.key} was ${told?.id ?? ''}, not ${newest.id}`,
    );
  }

  private expect(holds: boolean, otherwise: string): void {
    if (!holds) this.failure ??= new Error(`after ${this.world.clock.elapsed()} ms ${otherwise}`);
  }

  private upTo(limit: number): number {
    return Math.floor(this.chance() * (limit + 1));
  }

  private oneOf<T>(choices: readonly T[]): T {
    const choice = choices[Math.floor(this.chance() * choices.length)];
    if (choice === undefined) throw new Error('nothing to choose from');
    return choice;
  }

  /** Mulberry32: the same for the same seed on every machine. */
  private chance(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }
}

/** A later PUT at or above, not older by what it says. */
function covers(later: DeliveryRecord, earlier: DeliveryRecord): boolean {
  return later.sequence > earlier.sequence && isPutAbove(later, earlier) && !isOlder(later, earlier);
}

/** Of itself it is older than a PUT that covers it and came before. */
function isOverruled(put: DeliveryRecord, stream: readonly DeliveryRecord[]): boolean {
  return stream.some((other) => other.sequence < put.sequence && isPutAbove(other, put) && isOlder(put, other));
}

function isPutAbove({ object }: DeliveryRecord, other: DeliveryRecord): boolean {
  return object.write === 'put' && object.path.every((segment, level) => segment === other.object.path[level]);
}

function isOlder({ object: a }: DeliveryRecord, { object: b }: DeliveryRecord): boolean {
  return a.lastUpdatedMs !== null && b.lastUpdatedMs !== null && a.lastUpdatedMs < b.lastUpdatedMs;
}
