import { Module, type DynamicModule, type ModuleMetadata, type OnApplicationShutdown } from '@nestjs/common';
import { PartyDirectory, Presence } from '@busbar/core';
import { Database } from '@busbar/database';
import { BatchingJournal } from '@busbar/journal';
import { MessageCounts, MessageLines, Metrics, type Log, type PlatformGauge } from '@busbar/observability';
import { UndiciPartyClient } from '@busbar/party-http';
import { ObservedJournal } from './observed-journal.js';
import { HealthParts } from './operator/health/readiness.js';
import { WatchedDatabase } from './watched-database.js';

/** Metrics, the log line of each message, and what readiness looks at. */
@Module({})
export class ObservabilityModule implements OnApplicationShutdown {
  constructor(private readonly watched: WatchedDatabase) {}

  static register(log: Log, imports: NonNullable<ModuleMetadata['imports']>): DynamicModule {
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
        {
          provide: Metrics,
          inject: [ObservedJournal, BatchingJournal, PartyDirectory, Presence, UndiciPartyClient],
          useFactory: observe(log),
        },
      ],
      exports: [HealthParts, Metrics],
    };
  }

  onApplicationShutdown(): void {
    this.watched.stop();
  }
}

function observe(log: Log) {
  return (
    observed: ObservedJournal,
    journal: BatchingJournal,
    directory: PartyDirectory,
    presence: Presence,
    client: UndiciPartyClient,
  ): Metrics => {
    const counts = new MessageCounts();
    const lines = new MessageLines(log);
    observed.tell((row) => counts.observe(row));
    observed.tell((row) => lines.concluded(row));
    return new Metrics({
      messages: counts,
      journalRowsLost: () => journal.rowsLost,
      platforms: () => gaugesOf(directory, presence, client),
      isReady: () => directory.snapshot() !== null,
    });
  };
}

function* gaugesOf(directory: PartyDirectory, presence: Presence, client: UndiciPartyClient): Iterable<PlatformGauge> {
  const { inFlight } = client.figures();
  for (const platform of directory.snapshot()?.allPlatforms() ?? []) {
    yield { id: platform.id, status: presence.statusOf(platform), inFlight: inFlight.get(platform.id) ?? 0 };
  }
}
