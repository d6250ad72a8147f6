import {
  Module,
  type DynamicModule,
  type ModuleMetadata,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { Clock, FailedPushes, LaneScheduler, PartyDirectory, ReplayStore } from '@busbar/core';
import { Database } from '@busbar/database';
import type { BytesSeals } from './content-seal.js';
import { ReplayRunner } from './replay-runner.js';
import { TypeormReplayStore } from './typeorm-replay-store.js';

/** What replays are told by whoever reads the configuration. */
export interface ReplaysOptions {
  readonly seals: BytesSeals;
  /** How long what is replayed is kept for its receiver. */
  readonly deliveryTtlMs: number;
  /** Modules that export FailedPushes and LaneScheduler; Database, Clock and PartyDirectory are global. */
  readonly imports: NonNullable<ModuleMetadata['imports']>;
}

/** Offers replays, and goes on with them as long as the application runs. */
@Module({})
export class ReplaysModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(private readonly runner: ReplayRunner) {}

  static register({ seals, deliveryTtlMs, imports }: ReplaysOptions): DynamicModule {
    return {
      module: ReplaysModule,
      imports,
      providers: [
        {
          provide: ReplayStore,
          inject: [Database],
          useFactory: (database: Database) => new TypeormReplayStore(database, seals),
        },
        {
          provide: ReplayRunner,
          inject: [ReplayStore, FailedPushes, PartyDirectory, LaneScheduler, Clock],
          useFactory: (
            store: ReplayStore,
            pushes: FailedPushes,
            directory: PartyDirectory,
            lanes: LaneScheduler,
            clock: Clock,
          ) => new ReplayRunner({ store, pushes, directory, lanes, clock, deliveryTtlMs }),
        },
      ],
      exports: [ReplayStore, ReplayRunner],
    };
  }

  onApplicationBootstrap(): void {
    this.runner.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.runner.stop();
  }
}
