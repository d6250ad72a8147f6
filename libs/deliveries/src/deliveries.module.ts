import {
  Logger,
  Module,
  type DynamicModule,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { Clock, DeliveryStore, HubProcesses } from '@busbar/core';
import { Database } from '@busbar/database';
import type { BytesSeals } from './content-seal.js';
import { DeliveryRetention } from './delivery-retention.js';
import { TypeormDeliveryLog } from './typeorm-delivery-log.js';
import { TypeormDeliveryStore } from './typeorm-delivery-store.js';

/** What deliveries are told by whoever reads the configuration. */
export interface DeliveriesSlice {
  readonly seals: BytesSeals;
  /** How long a delivery is shown after it ended. */
  readonly days: number;
}

/** Offers what is owed, as store and as operators read it, and retention; Database, Clock and HubProcesses come from global modules. */
@Module({})
export class DeliveriesModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(private readonly retention: DeliveryRetention) {}

  static forRoot({ seals, days }: DeliveriesSlice): DynamicModule {
    const log = new Logger('Deliveries');
    return {
      module: DeliveriesModule,
      providers: [
        {
          provide: DeliveryStore,
          inject: [Database, Clock],
          useFactory: (database: Database, clock: Clock) => new TypeormDeliveryStore({ database, clock, seals }),
        },
        {
          provide: TypeormDeliveryLog,
          inject: [Database],
          useFactory: (database: Database) => new TypeormDeliveryLog(database),
        },
        {
          provide: DeliveryRetention,
          inject: [Database, Clock, HubProcesses],
          useFactory: (database: Database, clock: Clock, processes: HubProcesses) =>
            new DeliveryRetention({ database, clock, processes, days, report: (trouble) => log.warn(trouble) }),
        },
      ],
      exports: [DeliveryStore, TypeormDeliveryLog],
    };
  }

  onApplicationBootstrap(): void {
    this.retention.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.retention.stop();
  }
}
