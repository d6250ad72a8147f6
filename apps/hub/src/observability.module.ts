import {
  Injectable,
  Module,
  type DynamicModule,
  type ModuleMetadata,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { PartyDirectory, Presence } from '@busbar/core';
import { Database } from '@busbar/database';
import { BatchingJournal } from '@busbar/journal';
import { MessageCounts, Metrics, type PlatformGauge } from '@busbar/observability';
import { UndiciPartyClient } from '@busbar/party-http';
import { ObservedJournal } from './observed-journal.js';
import { HealthParts } from './operator/health/readiness.js';
import { WatchedDatabase } from './watched-database.js';

/** Metrics, and what readiness looks at. */
@Module({})
export class ObservabilityModule implements OnApplicationShutdown {
  constructor(private readonly watched: WatchedDatabase) {}

  static register(imports: NonNullable<ModuleMetadata['imports']>): DynamicModule {
    return {
      module: ObservabilityModule,
      imports,
      providers: [
        {
          provide: WatchedDatabase,
          inject: [Database],
          useFactory: (database: Database) => new WatchedDatabase(database),
        },
        { provide: HealthParts, useExisting: WatchedDatabase },
        HubMetrics,
        { provide: Metrics, useExisting: HubMetrics },
      ],
      exports: [HealthParts, Metrics],
    };
  }

  onApplicationShutdown(): void {
    this.watched.stop();
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
  ) {
    const counts = new MessageCounts();
    observed.tell((row) => counts.observe(row));
    super({
      messages: counts,
      journalRowsLost: () => journal.rowsLost,
      platforms: () => gaugesOf(directory, presence, client),
      isReady: () => directory.snapshot() !== null,
    });
  }
}

function* gaugesOf(directory: PartyDirectory, presence: Presence, client: UndiciPartyClient): Iterable<PlatformGauge> {
  const { inFlight } = client.figures();
  for (const platform of directory.snapshot()?.allPlatforms() ?? []) {
    yield { id: platform.id, status: presence.statusOf(platform), inFlight: inFlight.get(platform.id) ?? 0 };
  }
}
