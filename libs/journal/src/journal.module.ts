import { Clock, FailedPushes, HubProcesses, Journal } from '@busbar/core';
import { Database } from '@busbar/database';
import {
  Logger,
  Module,
  type DynamicModule,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { BatchingJournal } from './batching-journal.js';
import { JournalRetention, type JournalLifetimes } from './journal-retention.js';
import { messageStore } from './message-store.js';
import type { BytesSeals } from './payload-seals.js';
import { TypeormFailedPushes } from './typeorm-failed-pushes.js';
import { TypeormMessageLog } from './typeorm-message-log.js';

/** Rows of the last moments get this long when the process ends. */
const DRAIN_WITHIN_MS = 5_000;

/** What the journal is told by whoever reads the configuration. */
export interface JournalSlice {
  readonly lifetimes: JournalLifetimes;
  readonly seals: BytesSeals;
}

/** Offers the Journal port, the log that operators read, and retention; Database, Clock and HubProcesses come from global modules. */
@Module({})
export class JournalModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    private readonly journal: BatchingJournal,
    private readonly retention: JournalRetention,
  ) {}

  static forRoot({ lifetimes, seals }: JournalSlice): DynamicModule {
    const log = new Logger('Journal');
    const report = (sentence: string): void => log.warn(sentence);
    return {
      module: JournalModule,
      global: true,
      providers: [
        {
          provide: BatchingJournal,
          inject: [Database],
          useFactory: (database: Database) =>
            new BatchingJournal({ target: database.writer(messageStore), seals, report }),
        },
        { provide: Journal, useExisting: BatchingJournal },
        {
          provide: TypeormMessageLog,
          inject: [Database],
          useFactory: (database: Database) => new TypeormMessageLog(database, seals),
        },
        {
          provide: FailedPushes,
          inject: [Database],
          useFactory: (database: Database) => new TypeormFailedPushes(database, seals),
        },
        {
          provide: JournalRetention,
          inject: [Database, Clock, HubProcesses],
          useFactory: (database: Database, clock: Clock, processes: HubProcesses) =>
            new JournalRetention({ database, clock, lifetimes, processes, report }),
        },
      ],
      exports: [Journal, BatchingJournal, FailedPushes, TypeormMessageLog],
    };
  }

  onApplicationBootstrap(): void {
    this.retention.start();
  }

  /** After the server, which still concludes messages, and before the database. */
  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.journal.close(DRAIN_WITHIN_MS), this.retention.stop()]);
  }
}
