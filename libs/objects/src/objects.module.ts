import {
  Logger,
  Module,
  type BeforeApplicationShutdown,
  type DynamicModule,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import {
  BridgeMemory,
  Clock,
  HubProcesses,
  ObjectStore,
  OwnerIndex,
  PartyDirectory,
  TrafficObserver,
} from '@busbar/core';
import { Database } from '@busbar/database';
import { KeptObjects } from './kept-objects.js';
import { ObjectRetention } from './object-retention.js';
import { TrafficLearner } from './traffic-learner.js';
import { TypeormBridgeMemory } from './typeorm-bridge-memory.js';
import { TypeormObjectStore, type ObjectBounds } from './typeorm-object-store.js';
import { TypeormOwnerIndex } from './typeorm-owner-index.js';

/** What kept objects are told by whoever reads the configuration. */
export interface ObjectsSlice {
  readonly bounds: ObjectBounds;
  /** How many facts may name one owner. */
  readonly factsPerOwner: number;
  /** Private copies and facts that were not seen for so long are forgotten. */
  readonly days: number;
}

/** Offers store, index and observer, and retention; Database, Clock, HubProcesses and PartyDirectory come from global modules. */
@Module({})
export class ObjectsModule implements OnApplicationBootstrap, BeforeApplicationShutdown, OnApplicationShutdown {
  constructor(
    private readonly retention: ObjectRetention,
    private readonly learner: TrafficLearner,
    private readonly index: TypeormOwnerIndex,
    private readonly memory: TypeormBridgeMemory,
  ) {}

  static forRoot({ bounds, factsPerOwner, days }: ObjectsSlice): DynamicModule {
    const log = new Logger('Objects');
    const report = (trouble: string): void => log.warn(trouble);
    return {
      module: ObjectsModule,
      providers: [
        {
          provide: TypeormObjectStore,
          inject: [Database, Clock],
          useFactory: (database: Database, clock: Clock) => new TypeormObjectStore({ database, clock, bounds, report }),
        },
        { provide: ObjectStore, useExisting: TypeormObjectStore },
        {
          provide: TypeormOwnerIndex,
          inject: [Database, Clock],
          useFactory: (database: Database, clock: Clock) =>
            new TypeormOwnerIndex({ database, clock, factsPerOwner, report }),
        },
        { provide: OwnerIndex, useExisting: TypeormOwnerIndex },
        {
          provide: TypeormBridgeMemory,
          inject: [Database, Clock, TypeormOwnerIndex],
          useFactory: (database: Database, clock: Clock, owners: TypeormOwnerIndex) =>
            new TypeormBridgeMemory({ database, clock, owners, report }),
        },
        { provide: BridgeMemory, useExisting: TypeormBridgeMemory },
        {
          provide: TrafficLearner,
          inject: [ObjectStore, TypeormOwnerIndex, Clock],
          useFactory: (objects: ObjectStore, owners: TypeormOwnerIndex, clock: Clock) => {
            const learner = new TrafficLearner({
              objects,
              owners,
              elapsed: () => clock.elapsed(),
              reportBug: (error) => log.error({ event: 'learning.failed_by_bug', err: error }),
            });
            owners.learnsFrom(() => learner.catchUp());
            return learner;
          },
        },
        { provide: TrafficObserver, useExisting: TrafficLearner },
        {
          provide: KeptObjects,
          inject: [Database, TypeormOwnerIndex],
          useFactory: (database: Database, index: TypeormOwnerIndex) => new KeptObjects(database, index),
        },
        {
          provide: ObjectRetention,
          inject: [Database, Clock, PartyDirectory, HubProcesses],
          useFactory: (database: Database, clock: Clock, directory: PartyDirectory, processes: HubProcesses) =>
            new ObjectRetention({ database, clock, directory, processes, days, report }),
        },
      ],
      exports: [
        ObjectStore,
        OwnerIndex,
        BridgeMemory,
        TrafficObserver,
        KeptObjects,
        TypeormObjectStore,
        TypeormOwnerIndex,
        TrafficLearner,
      ],
    };
  }

  onApplicationBootstrap(): void {
    this.retention.start();
  }

  beforeApplicationShutdown(): void {
    this.learner.stop();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.index.close();
    await this.memory.close();
    await this.retention.stop();
  }
}
