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
  OwnerIndex,
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
  /** Whether no other process pulls on this database: what one that crashed had under way goes on at once. */
  readonly isOnlyProcess?: boolean;
  /** False: lists are pulled only when somebody needs one. */
  readonly whenDue?: boolean;
  /** Modules that export ObjectStore, OwnerIndex and Presence; the other ports come from global ones. */
  readonly imports: NonNullable<ModuleMetadata['imports']>;
}

type Times = Required<Pick<PullsOptions, 'isOnlyProcess' | 'whenDue'>>;

const TIMES = Symbol('when pulls are run');

/** Pulls parties' lists into the store as long as the application runs, and tells which of them are whole. */
@Module({})
export class PullsModule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(
    private readonly runner: PullRunner,
    private readonly store: TypeormPullStore,
    @Inject(TIMES) private readonly times: Times,
  ) {}

  static register({ hub, isOnlyProcess = false, whenDue = true, imports }: PullsOptions): DynamicModule {
    return {
      module: PullsModule,
      imports,
      providers: [
        { provide: TIMES, useValue: { isOnlyProcess, whenDue } },
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
            OwnerIndex,
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
            owners: OwnerIndex,
            parties: PartyClient,
            presence: Presence,
            defects: PeerDefects,
            clock: Clock,
            ids: Ids,
            directory: PartyDirectory,
            processes: HubProcesses,
          ) =>
            new PullRunner({
              store,
              objects,
              owners,
              parties,
              presence,
              defects,
              clock,
              ids,
              directory,
              processes,
              hub,
            }),
        },
        { provide: PulledLists, useExisting: PullRunner },
      ],
      exports: [PullRunner, PulledLists],
    };
  }

  async onApplicationBootstrap(): Promise<void> {
    // Without the database nothing is pulled either, and leases end by themselves.
    if (this.times.isOnlyProcess) await this.store.endClaims();
    if (this.times.whenDue) this.runner.start();
  }

  /** Before the connections to parties close. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.runner.stop();
  }
}
