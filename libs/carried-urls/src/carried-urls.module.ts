import { CarriedUrls, Clock, HubProcesses } from '@busbar/core';
import { Database } from '@busbar/database';
import {
  Logger,
  Module,
  type DynamicModule,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { CarriedUrlRetention } from './carried-url-retention.js';
import { TypeormCarriedUrls } from './typeorm-carried-urls.js';
import type { TextSeals } from './url-row.js';

/** Offers the CarriedUrls port and retention; Database, Clock and HubProcesses come from global modules. */
@Module({})
export class CarriedUrlsModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(private readonly retention: CarriedUrlRetention) {}

  static forRoot({ seals }: { readonly seals: TextSeals }): DynamicModule {
    const log = new Logger('CarriedUrls');
    return {
      module: CarriedUrlsModule,
      global: true,
      providers: [
        {
          provide: CarriedUrls,
          inject: [Database, Clock],
          useFactory: (database: Database, clock: Clock) => new TypeormCarriedUrls({ database, clock, seals }),
        },
        {
          provide: CarriedUrlRetention,
          inject: [Database, Clock, HubProcesses],
          useFactory: (database: Database, clock: Clock, processes: HubProcesses) =>
            new CarriedUrlRetention({ database, clock, processes, report: (trouble) => log.warn(trouble) }),
        },
      ],
      exports: [CarriedUrls],
    };
  }

  onApplicationBootstrap(): void {
    this.retention.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.retention.stop();
  }
}
