import { LaneScheduler } from '@busbar/core';
import { Queue, Worker, type Job } from 'bullmq';
import type { Redis } from 'ioredis';
import { DueLanesPoll, type DueLanesPollParts } from './due-lanes-poll.js';
import { GatheredWakes } from './gathered-wakes.js';
import { LaneDrains, type Drained, type LaneDrainsParts } from './lane-drains.js';
import { findRedisFault, sayingRedis, workingRedis } from './queue-redis.js';
import { QueueWatch } from './queue-watch.js';

/** What lanes are scheduled with. */
export interface BullmqLaneSchedulerParts extends LaneDrainsParts, DueLanesPollParts {
  readonly redisUrl: string;
  /** Begins every key in Redis: hubs that share a server differ in it. In braces, so that all keys are of one slot of a cluster. */
  readonly prefix: string;
  /** Told in one sentence when Redis goes away and when it is back. */
  readonly report: (sentence: string) => void;
}

/** Why something went wrong, in words. */
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The drain has ended, and the lane is to be looked at again: BullMQ keeps the job and its `attempts` go on. */
class LookAgain extends Error {
  constructor(readonly afterMs: number) {
    super(`to be looked at again in ${afterMs} ms`);
  }
}

const QUEUE = 'lanes';
const JOB = 'lane';
/** A worker that died leaves its jobs to others after so long; the fence in the database guards against one that only seemed to. */
const LOCK_MS = 6_000;
const LOOK_FOR_STALLED_EVERY_MS = 3_000;
/** BullMQ gives a job up after that many deaths of its worker (one, unless told otherwise), or failures. A lane is never given up. */
const NEVER = 1_000_000_000;
const FAILED_JOBS_KEPT = 1_000;
const EVENTS_KEPT = 1_000;
const CLOSE_WITHIN_MS = 2_000;
const WATCH_KEPT_MS = 10_000;

/**
 * Lanes of a hub of many processes: one job per lane in Redis, which any worker may take. A wake of a lane that is being drained is kept
 * and lets it be looked at once more (`keepLastIfActive`; a fixed job id would lose it), one of a lane that waits ends its wait
 * (`replace`). The job says whose lane it is and nothing else: what is owed is known to the database alone, and while Redis takes no wakes
 * workers drain what they find due there.
 */
export class BullmqLaneScheduler extends LaneScheduler {
  private readonly saying: Redis;
  private readonly queue: Queue<string>;
  private readonly wakes: GatheredWakes;
  private readonly drains: LaneDrains;
  private readonly poll: DueLanesPoll;
  private worker: Worker<string> | null = null;
  private working: Redis | null = null;
  private readonly watch: QueueWatch;
  /** Lanes that wait for a place in this process while there is no queue. */
  private readonly waiting = new Set<string>();
  private isSilent = false;
  private stopped: Promise<void> | null = null;

  constructor(private readonly parts: BullmqLaneSchedulerParts) {
    super();
    const { prefix, redisUrl } = parts;
    this.saying = sayingRedis(redisUrl);
    this.queue = new Queue(QUEUE, {
      prefix,
      connection: this.saying,
      skipVersionCheck: true,
      streams: { events: { maxLen: EVENTS_KEPT } },
      defaultJobOptions: {
        attempts: NEVER,
        backoff: { type: 'lane' },
        removeOnComplete: true,
        removeOnFail: { count: FAILED_JOBS_KEPT },
        stackTraceLimit: 0,
      },
    });
    this.queue.on('error', (error) => this.noteFault(error));
    this.watch = new QueueWatch({
      write: () => this.saying.set(this.queue.toKey('watch'), '', 'PX', WATCH_KEPT_MS),
      onAway: (why) => parts.report(`Redis is away, so lanes are looked for in the database: ${why}`),
      onBack: () => this.noteBack(),
    });
    this.saying.on('ready', () => void this.watch.look());
    this.wakes = new GatheredWakes((platformIds) => this.tell(platformIds));
    this.drains = new LaneDrains(parts);
    this.poll = new DueLanesPoll(parts, (platformId) => this.found(platformId));
  }

  override wake(platformId: string): void {
    if (this.isSilent) return;
    if (this.watch.isAway) this.drainHere(platformId);
    else this.wakes.wake(platformId);
  }

  override isPrompt(): boolean {
    return !this.watch.isAway;
  }

  /** Rejects with one sentence where this Redis cannot carry a queue. */
  override async start(): Promise<void> {
    const { redisUrl, prefix } = this.parts;
    const fault = await findRedisFault(redisUrl);
    if (fault !== null) throw new Error(fault);
    this.working = workingRedis(redisUrl);
    this.worker = new Worker<string>(QUEUE, (job) => this.turnOf(job), {
      prefix,
      connection: this.working,
      skipVersionCheck: true,
      concurrency: this.drains.places,
      lockDuration: LOCK_MS,
      stalledInterval: LOOK_FOR_STALLED_EVERY_MS,
      maxStalledCount: NEVER,
      settings: { backoffStrategy: (_attempts, _type, error) => (error instanceof LookAgain ? error.afterMs : 0) },
    });
    this.worker.on('error', (error) => this.noteFault(error));
    this.worker.on('failed', (job) => void this.keepWake(job));
    await this.poll.start();
  }

  override stop(): Promise<void> {
    this.stopped ??= this.letGo();
    return this.stopped;
  }

  private async letGo(): Promise<void> {
    this.watch.stop();
    await this.poll.stop();
    // Closing begins no more jobs and waits for those under way, but also for a Redis that is away.
    const closed = this.worker?.close();
    await this.drains.ended();
    this.isSilent = true;
    await within(CLOSE_WITHIN_MS, this.wakes.sent());
    await within(CLOSE_WITHIN_MS, Promise.all([closed, this.queue.close()]));
    for (const redis of [this.saying, this.working]) redis?.disconnect();
  }

  /** Nothing is kept for a queue that takes nothing: the database names these lanes again. */
  private async tell(platformIds: readonly string[]): Promise<void> {
    const isTaken = await this.watch.takes(this.queue.addBulk(platformIds.map(toJob)));
    if (!isTaken) for (const platformId of platformIds) this.drainHere(platformId);
  }

  /** The database names it. */
  private found(platformId: string): void {
    if (!this.drains.isDraining(platformId)) this.wake(platformId);
  }

  /** Without a queue a worker drains a lane itself; the claim in the database keeps others off. */
  private drainHere(platformId: string): void {
    if (this.worker === null || this.stopped !== null || this.drains.isDraining(platformId)) return;
    this.waiting.add(platformId);
    this.fill();
  }

  private fill(): void {
    for (const platformId of this.waiting) {
      if (!this.drains.hasRoom || this.stopped !== null) return;
      this.waiting.delete(platformId);
      if (!this.drains.isDraining(platformId)) void this.drainWithoutQueue(platformId);
    }
  }

  private async drainWithoutQueue(platformId: string): Promise<void> {
    const { afterMs, isDatabaseLost } = await this.drains.run(platformId, () => this.fill());
    if (isDatabaseLost) this.poll.lookSoon();
    if (afterMs === 0) this.wake(platformId);
    this.fill();
  }

  private async turnOf({ data: platformId }: Job<string>): Promise<void> {
    // A slow one is still under way: when it ends, the lane is looked at once more.
    if (this.drains.isDraining(platformId)) return;
    const drained = await this.drainUntilSlow(platformId);
    if (drained !== null && drained.afterMs !== null) throw new LookAgain(drained.afterMs);
  }

  /** How the drain ended; null as soon as it turns out to be slow: its job ends, so that another lane gets its place in the queue. */
  private drainUntilSlow(platformId: string): Promise<Drained | null> {
    return new Promise((resolve) => {
      let isSlow = false;
      const onSlow = (): void => {
        isSlow = true;
        resolve(null);
      };
      void this.drains.run(platformId, onSlow).then((drained) => {
        if (drained.isDatabaseLost) this.poll.lookSoon();
        if (isSlow) this.lookAgain(platformId, drained.afterMs ?? 0);
        else resolve(drained);
      });
    });
  }

  private lookAgain(platformId: string, afterMs: number): void {
    if (afterMs === 0) return this.wake(platformId);
    // What is due later, the database names by then.
    if (this.watch.isAway) return;
    const later = { delay: afterMs, deduplication: { id: platformId, keepLastIfActive: true } };
    void this.watch.takes(this.queue.add(JOB, platformId, later));
  }

  /** A wake that came while the lane was drained is kept for the end of its job, which does not come when the job begins to wait. */
  private async keepWake(job: Job<string> | undefined): Promise<void> {
    if (job === undefined) return;
    const kept = await this.saying.exists(this.queue.toKey(`dn:${job.data}`)).catch(() => 0);
    if (kept > 0) this.wake(job.data);
  }

  private noteFault(error: unknown): void {
    if (this.saying.status !== 'ready') this.watch.noteAway(messageOf(error));
  }

  private noteBack(): void {
    this.parts.report('Redis is back: lanes are woken again');
    if (this.worker !== null) void this.poll.look();
  }
}

function toJob(platformId: string): { name: string; data: string; opts: object } {
  return {
    name: JOB,
    data: platformId,
    opts: { deduplication: { id: platformId, keepLastIfActive: true, replace: true } },
  };
}

async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((resolve) => (timer = setTimeout(resolve, ms)));
  await Promise.race([work.catch(() => undefined), late]);
  clearTimeout(timer);
}
