import { Injectable, Module, type DynamicModule, type ModuleMetadata } from '@nestjs/common';
import { PartyDirectory, Presence } from '@busbar/core';
import { BatchingJournal } from '@busbar/journal';
import { PullRunner, TrafficLearner, TypeormObjectStore, TypeormOwnerIndex } from '@busbar/objects';
import { MessageCounts, Metrics, platformGauges } from '@busbar/observability';
import { UndiciPartyClient } from '@busbar/party-http';
import { Readiness } from '@busbar/process';
import { BoundDrain, SteadyClock } from '@busbar/routing';
import { QueuedMessageWatch } from '@busbar/validation';
import { ObservedJournal } from './observed-journal.js';

/** The metrics of the gateway. Readiness comes from a global module. */
@Module({})
export class ObservabilityModule {
  static register(imports: NonNullable<ModuleMetadata['imports']>): DynamicModule {
    return {
      module: ObservabilityModule,
      imports,
      providers: [HubMetrics, { provide: Metrics, useExisting: HubMetrics }],
      exports: [Metrics],
    };
  }
}

/** The metrics of this process, told of every message. */
@Injectable()
class HubMetrics extends Metrics {
  constructor(
    observed: ObservedJournal,
    journal: BatchingJournal,
    directory: PartyDirectory,
    presence: Presence,
    client: UndiciPartyClient,
    readiness: Readiness,
    drain: BoundDrain,
    objects: TypeormObjectStore,
    learner: TrafficLearner,
    owners: TypeormOwnerIndex,
    pulls: PullRunner,
    watch: QueuedMessageWatch,
    clock: SteadyClock,
  ) {
    const counts = new MessageCounts();
    observed.tell((row) => counts.observe(row));
    super({
      messages: counts,
      journalRowsLost: () => journal.rowsLost,
      deliveriesGivenUp: () => drain.deliveriesGivenUp,
      objects: () => ({ full: objects.writesTurnedAway, unseen: learner.notLookedAt, facts: owners.factsLost }),
      pulls: () => pulls.figures(),
      validation: () => watch.figures,
      platforms: () => platformGauges(directory, presence, client.figures().inFlight),
      isReady: () => readiness.isReady(),
      clockSkewMs: () => clock.skewMs(),
    });
  }
}
