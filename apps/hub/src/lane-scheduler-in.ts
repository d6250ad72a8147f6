import { Clock, DeliveryStore, LaneScheduler } from '@busbar/core';
import { InProcessLaneScheduler } from '@busbar/deliveries';
import type { Log } from '@busbar/observability';
import { BoundDrain } from '@busbar/routing';

/** The scheduler of a hub that drains its own lanes, as a Nest provider. */
export function laneSchedulerIn(log: Log) {
  return {
    provide: LaneScheduler,
    inject: [DeliveryStore, BoundDrain, Clock],
    useFactory: (store: DeliveryStore, { drain }: BoundDrain, clock: Clock): LaneScheduler =>
      new InProcessLaneScheduler({
        store,
        drain,
        now: () => clock.now(),
        reportBug: (error) => log.error({ event: 'lane.failed_by_bug', err: error }, 'a lane could not be drained'),
      }),
  };
}
