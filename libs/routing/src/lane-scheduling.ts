import { Logger, type FactoryProvider } from '@nestjs/common';
import { Clock, DeliveryStore, LaneScheduler } from '@busbar/core';
import { bullmqLaneScheduler, InProcessLaneScheduler } from '@busbar/deliveries';
import { BoundDrain } from './bound-drain.js';

/**
 * Begins every key of the queue in Redis; two hubs on one server differ in the database number of their URL. The braces put all keys
 * into one slot: BullMQ's scripts touch several at once, which a Redis in cluster mode refuses otherwise.
 */
const QUEUE_PREFIX = '{busbar}';

/** The scheduler of lanes, for {@link LanesModule}: over Redis, or null for a hub of one process. */
export function laneScheduling(redisUrl: string | null): FactoryProvider<LaneScheduler> {
  const logger = new Logger('Lanes');
  return {
    provide: LaneScheduler,
    inject: [DeliveryStore, BoundDrain, Clock],
    useFactory: async (store: DeliveryStore, { drain }: BoundDrain, clock: Clock) => {
      const parts = {
        store,
        drain,
        now: () => clock.now(),
        reportBug: (error: unknown) => logger.error({ event: 'lane.failed_by_bug', err: error }),
      };
      if (redisUrl === null) return new InProcessLaneScheduler(parts);
      const report = (sentence: string): void => logger.warn(sentence);
      return bullmqLaneScheduler({ ...parts, redisUrl, prefix: QUEUE_PREFIX, report });
    },
  };
}
