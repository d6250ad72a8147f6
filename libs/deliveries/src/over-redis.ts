import type { BullmqLaneScheduler, BullmqLaneSchedulerParts } from './bullmq-lane-scheduler.js';

/** The scheduler over Redis. BullMQ and its driver are loaded only here: a hub that is one process need not carry them in memory. */
export async function bullmqLaneScheduler(parts: BullmqLaneSchedulerParts): Promise<BullmqLaneScheduler> {
  const { BullmqLaneScheduler: Scheduler } = await import('./bullmq-lane-scheduler.js');
  return new Scheduler(parts);
}

/** Why this Redis would lose what it is given, in one sentence; null when it is fit, or away. */
export async function findRedisFault(redisUrl: string): Promise<string | null> {
  const { findRedisFault: find } = await import('./queue-redis.js');
  return find(redisUrl);
}
