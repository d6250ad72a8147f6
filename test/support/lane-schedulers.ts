import type { DrainEnding, LaneScheduler } from '@busbar/core';
import { InProcessLaneScheduler, type InProcessLaneSchedulerParts } from '@busbar/deliveries';
import { BullmqLaneScheduler } from '../../libs/deliveries/src/bullmq-lane-scheduler.js';
import { hasRedis, privateRedis } from './private-redis.js';

/** What a test says of a scheduler; the rest is an empty database and lanes that are drained at once. */
export interface SchedulerSketch {
  readonly drain: (platformId: string) => Promise<DrainEnding>;
  readonly dueLanes?: () => Promise<readonly string[] | 'database-lost'>;
  readonly maxDrains?: number;
}

/** A scheduler that a test has made, and what it said. */
export interface SchedulerAtHand {
  readonly scheduler: LaneScheduler;
  readonly bugs: readonly unknown[];
}

/** Where the schedulers of one hub meet; each test has a hub of its own. */
export interface SchedulerPlace {
  make(sketch: SchedulerSketch): SchedulerAtHand;
  /** Stops what was made. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

/** One implementation of the port, for `describe.each`. */
export interface LaneSchedulerUnderTest {
  readonly name: string;
  readonly open: () => Promise<SchedulerPlace>;
}

/** A lane that has nothing more to do. */
export const NOTHING_LEFT: DrainEnding = { kind: 'drained', nextDueMs: null };

let hubs = 0;

/** `{busbar-test-…}`: a name that no other hub on the server has. */
export function aQueuePrefix(): string {
  return `{busbar-test-${process.pid}-${++hubs}}`;
}

/** The parts that a scheduler of either kind is made of. */
export function schedulerParts(sketch: SchedulerSketch, bugs: unknown[] = []): InProcessLaneSchedulerParts {
  const { drain, dueLanes = async () => [], maxDrains } = sketch;
  return {
    drain,
    store: { dueLanes },
    now: () => Date.now(),
    reportBug: (bug) => bugs.push(bug),
    ...(maxDrains === undefined ? {} : { maxDrains }),
  };
}

/** Every implementation that the contract must hold on; without Redis on this machine a warning says so. */
export function laneSchedulersUnderTest(): readonly LaneSchedulerUnderTest[] {
  if (hasRedis()) return [inProcess, onRedis];
  process.emitWarning('Contracts on Redis do not run: install redis-server or set BUSBAR_TEST_REDIS_URL');
  return [inProcess];
}

const inProcess: LaneSchedulerUnderTest = {
  name: 'within one process',
  open: async () => new Place((sketch, bugs) => new InProcessLaneScheduler(schedulerParts(sketch, bugs))),
};

const onRedis: LaneSchedulerUnderTest = {
  name: 'BullMQ on Redis',
  async open() {
    const redis = await privateRedis();
    const make = (sketch: SchedulerSketch, bugs: unknown[]): LaneScheduler =>
      new BullmqLaneScheduler({
        ...schedulerParts(sketch, bugs),
        redisUrl: redis.url,
        prefix: aQueuePrefix(),
        report: () => undefined,
      });
    return new Place(make, () => redis.close());
  },
};

class Place implements SchedulerPlace {
  private readonly made: LaneScheduler[] = [];

  constructor(
    private readonly build: (sketch: SchedulerSketch, bugs: unknown[]) => LaneScheduler,
    readonly close: () => Promise<void> = async () => undefined,
  ) {}

  make(sketch: SchedulerSketch): SchedulerAtHand {
    const bugs: unknown[] = [];
    const scheduler = this.build(sketch, bugs);
    this.made.push(scheduler);
    return { scheduler, bugs };
  }

  async clear(): Promise<void> {
    await Promise.all(this.made.splice(0).map((scheduler) => scheduler.stop()));
  }
}
