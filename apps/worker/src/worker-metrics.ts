import { Injectable } from '@nestjs/common';
import { PartyDirectory, Presence } from '@busbar/core';
import { BatchingJournal } from '@busbar/journal';
import { PullRunner } from '@busbar/objects';
import { MessageCounts, Metrics, platformGauges } from '@busbar/observability';
import { UndiciPartyClient } from '@busbar/party-http';
import { Readiness } from '@busbar/process';
import { BoundDrain, SteadyClock } from '@busbar/routing';

/** The metrics of a worker: the same names as a gateway's, without messages. */
@Injectable()
export class WorkerMetrics extends Metrics {
  constructor(
    journal: BatchingJournal,
    directory: PartyDirectory,
    presence: Presence,
    client: UndiciPartyClient,
    readiness: Readiness,
    pulls: PullRunner,
    drain: BoundDrain,
    clock: SteadyClock,
  ) {
    super({
      messages: new MessageCounts(),
      journalRowsLost: () => journal.rowsLost,
      deliveriesGivenUp: () => drain.deliveriesGivenUp,
      objects: null,
      pulls: () => pulls.figures(),
      platforms: () => platformGauges(directory, presence, client.figures().inFlight),
      isReady: () => readiness.isReady(),
      clockSkewMs: () => clock.skewMs(),
    });
  }
}
