import {
  Inject,
  Module,
  type BeforeApplicationShutdown,
  type DynamicModule,
  type ModuleMetadata,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import {
  Clock,
  HubProcesses,
  Ids,
  ObjectStore,
  PartyClient,
  PartyDirectory,
  PeerDefects,
  Presence,
  PulledLists,
  type HubIdentity,
} from '@busbar/core';
import { Database } from '@busbar/database';
import { PullRunner } from './pull-runner.js';
import { TypeormPullStore } from './typeorm-pull-store.js';

/** What pulls are told by whoever reads the configuration. */
export interface PullsOptions {
  readonly hub: Pick<HubIdentity, 'party'>;
  /** False: lists are pulled only when somebody needs one. */
  readonly whenDue?: boolean;
  /** Modules that export ObjectStore and Presence; the other ports come from global ones. */
  readonly imports: NonNullable<ModuleMetadata['imports']>;
}

const WHEN_DUE = Symbol('whether lists are pulled when they are due');

/** Pulls parties' lists into the store as long as the application runs, and tells which of them are whole. */
@Module({})
export class PullsModule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(
    private readonly runner: PullRunner,
    @Inject(WHEN_DUE) private readonly whenDue: boolean,
  ) {}

  static register({ hub, whenDue = true, imports }: PullsOptions): DynamicModule {
    return {
      module: PullsModule,
      imports,
      providers: [
        { provide: WHEN_DUE, useValue: whenDue },
        {
          provide: TypeormPullStore,
          inject: [Database],
          useFactory: (database: Database) => new TypeormPullStore(database),
        },
        {
          provide: PullRunner,
          inject: [
            TypeormPullStore,
            ObjectStore,
            PartyClient,
            Presence,
            PeerDefects,
            Clock,
            Ids,
            PartyDirectory,
            HubProcesses,
          ],
          useFactory: (
            store: TypeormPullStore,
            objects: ObjectStore,
            parties: PartyClient,
            presence: Presence,
            defects: PeerDefects,
            clock: Clock,
            ids: Ids,
            directory: PartyDirectory,
            processes: HubProcesses,
          ) => new PullRunner({ store, objects, parties, presence, defects, clock, ids, directory, processes, hub }),
        },
        { provide: PulledLists, useExisting: PullRunner },
      ],
      exports: [PullRunner, PulledLists],
    };
  }

  onApplicationBootstrap(): void {
    if (this.whenDue) this.runner.start();
  }

  /** Before the connections to parties close. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.runner.stop();
  }
}
