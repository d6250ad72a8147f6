import { Module, type DynamicModule } from '@nestjs/common';
import { Clock, DeliveryStore } from '@busbar/core';
import { Database } from '@busbar/database';
import type { BytesSeals } from './content-seal.js';
import { TypeormDeliveryLog } from './typeorm-delivery-log.js';
import { TypeormDeliveryStore } from './typeorm-delivery-store.js';

/** Offers what is owed, as store and as operators read it; finds Database and Clock among the global providers. */
@Module({})
export class DeliveriesModule {
  static forRoot({ seals }: { readonly seals: BytesSeals }): DynamicModule {
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
      ],
      exports: [DeliveryStore, TypeormDeliveryLog],
    };
  }
}
