import {
  Logger,
  Module,
  type DynamicModule,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import {
  BridgeCounts,
  Clock,
  EventBus,
  HubProcesses,
  Ids,
  PartyDirectory,
  PeerDefects,
  PlatformStore,
  Sealer,
} from '@busbar/core';
import { Database } from '@busbar/database';
import { DefectRetention } from './defect-retention.js';
import { StoredIdempotencyRecords } from './idempotency-records.js';
import { StoredOperatorKeys } from './operator-keys.js';
import { AesSealer, Seals } from './sealing.js';
import { SnapshotPartyDirectory } from './snapshot-party-directory.js';
import { StoredAgreements } from './stored-agreements.js';
import { TypeormBridgeCounts } from './typeorm-bridge-counts.js';
import { TypeormPeerDefects } from './typeorm-peer-defects.js';
import { TypeormPlatformStore } from './typeorm-platform-store.js';

/** What the module is told. */
export interface PartiesOptions {
  /** 32 bytes: stored tokens are hashed and sealed with keys derived from them. */
  readonly secretKey: Uint8Array;
  /** How often another process's changes are looked for, in ms; 1000 unless told otherwise. */
  readonly lookEveryMs?: number;
}

const LOOK_EVERY_MS = 1_000;

/** Platforms, parties and credentials for the whole application. Database, Clock, Ids, EventBus and HubProcesses come from global modules. */
@Module({})
export class PartiesModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    private readonly directory: SnapshotPartyDirectory,
    private readonly defects: TypeormPeerDefects,
    private readonly bridging: TypeormBridgeCounts,
    private readonly retention: DefectRetention,
  ) {}

  static forRoot({ secretKey, lookEveryMs = LOOK_EVERY_MS }: PartiesOptions): DynamicModule {
    const logger = new Logger('Parties');
    const warn = (trouble: string): void => logger.warn(trouble);
    const seals = new Seals(secretKey);
    return {
      module: PartiesModule,
      global: true,
      providers: [
        { provide: Seals, useValue: seals },
        { provide: Sealer, useValue: new AesSealer(seals) },
        {
          provide: SnapshotPartyDirectory,
          inject: [Database, Clock, EventBus],
          useFactory: (database: Database, clock: Clock, events: EventBus) =>
            new SnapshotPartyDirectory({ database, clock, seals, events, lookEveryMs, warn }),
        },
        { provide: PartyDirectory, useExisting: SnapshotPartyDirectory },
        {
          provide: PlatformStore,
          inject: [Database, SnapshotPartyDirectory, Ids],
          useFactory: (database: Database, directory: SnapshotPartyDirectory, ids: Ids) =>
            new TypeormPlatformStore({ database, directory, ids, seals }),
        },
        {
          provide: TypeormPeerDefects,
          inject: [Database, Clock],
          useFactory: (database: Database, clock: Clock) => new TypeormPeerDefects(database, clock, warn),
        },
        { provide: PeerDefects, useExisting: TypeormPeerDefects },
        {
          provide: TypeormBridgeCounts,
          inject: [Database, Clock],
          useFactory: (database: Database, clock: Clock) => new TypeormBridgeCounts(database, clock, warn),
        },
        { provide: BridgeCounts, useExisting: TypeormBridgeCounts },
        {
          provide: DefectRetention,
          inject: [Database, Clock, HubProcesses],
          useFactory: (database: Database, clock: Clock, processes: HubProcesses) =>
            new DefectRetention({ database, clock, processes, report: warn }),
        },
        {
          provide: StoredOperatorKeys,
          inject: [Database],
          useFactory: (database: Database) => new StoredOperatorKeys(database),
        },
        {
          provide: StoredAgreements,
          inject: [Database, SnapshotPartyDirectory],
          useFactory: (database: Database, directory: SnapshotPartyDirectory) =>
            new StoredAgreements(database, directory),
        },
        {
          provide: StoredIdempotencyRecords,
          inject: [Database],
          useFactory: (database: Database) => new StoredIdempotencyRecords(database),
        },
      ],
      exports: [
        Seals,
        Sealer,
        SnapshotPartyDirectory,
        PartyDirectory,
        PlatformStore,
        TypeormPeerDefects,
        PeerDefects,
        TypeormBridgeCounts,
        BridgeCounts,
        StoredOperatorKeys,
        StoredIdempotencyRecords,
        StoredAgreements,
      ],
    };
  }

  /** Loads the first snapshot; without the database the application starts and is not ready. */
  async onApplicationBootstrap(): Promise<void> {
    await this.directory.start();
    this.retention.start();
  }

  async onApplicationShutdown(): Promise<void> {
    this.directory.stop();
    await this.defects.close();
    await this.bridging.close();
    await this.retention.stop();
  }
}
