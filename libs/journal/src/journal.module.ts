import { Clock, Journal } from '@busbar/core';
import { Database } from '@busbar/database';
import {
  Inject,
  Injectable,
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
import { TypeormMessageLog } from './typeorm-message-log.js';

/** Rows of the last moments get this long when the process ends. */
const DRAIN_WITHIN_MS = 5_000;

/** What the journal is told by whoever reads the configuration. */
export interface JournalSlice {
  readonly lifetimes: JournalLifetimes;
  readonly seals: BytesSeals;
}

/** Starts retention with the application, and drains the journal when it ends: after the server, before the database. */
@Injectable()
class JournalLife implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    @Inject(BatchingJournal) private readonly journal: BatchingJournal,
    @Inject(JournalRetention) private readonly retention: JournalRetention,
  ) {}

  onApplicationBootstrap(): void {
    this.retention.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.journal.close(DRAIN_WITHIN_MS), this.retention.stop()]);
  }
}

/** Offers the Journal port, the log that operators read, and retention; finds Database and Clock among the global providers. */
@Module({})
export class JournalModule {
  static forRoot({ lifetimes, seals }: JournalSlice): DynamicModule {
    const log = new Logger('Journal');
    const report = (sentence: string): void => log.warn(sentence);
    return {
      module: JournalModule,
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
          provide: JournalRetention,
          inject: [Database, Clock],
          useFactory: (database: Database, clock: Clock) =>
            new JournalRetention({ database, clock, lifetimes, report }),
        },
        JournalLife,
      ],
      exports: [Journal, BatchingJournal, TypeormMessageLog],
    };
  }
}
