import { Logger, type FactoryProvider } from '@nestjs/common';
import { Clock, DeliveryStore, LaneScheduler } from '@busbar/core';
import { InProcessLaneScheduler } from '@busbar/deliveries';
import { BoundDrain } from './bound-drain.js';

/** The scheduler of a process that wakes and drains lanes by itself, for {@link LanesModule}. */
export function inProcessLaneScheduling(): FactoryProvider<LaneScheduler> {
  const logger = new Logger('Lanes');
  return {
    provide: LaneScheduler,
    inject: [DeliveryStore, BoundDrain, Clock],
    useFactory: (store: DeliveryStore, { drain }: BoundDrain, clock: Clock) =>
      new InProcessLaneScheduler({
        store,
        drain,
        now: () => clock.now(),
        reportBug: (error) => logger.error({ event: 'lane.failed_by_bug', err: error }),
      }),
  };
}
