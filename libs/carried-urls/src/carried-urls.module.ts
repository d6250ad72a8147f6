import { CarriedUrls, Clock } from '@busbar/core';
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
import { CarriedUrlRetention } from './carried-url-retention.js';
import { TypeormCarriedUrls } from './typeorm-carried-urls.js';
import type { TextSeals } from './url-row.js';

/** Starts and ends retention with the application. */
@Injectable()
class CarriedUrlsLife implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(@Inject(CarriedUrlRetention) private readonly retention: CarriedUrlRetention) {}

  onApplicationBootstrap(): void {
    this.retention.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.retention.stop();
  }
}

/** Offers the CarriedUrls port and retention; finds Database and Clock among the global providers. */
@Module({})
export class CarriedUrlsModule {
  static forRoot({ seals }: { readonly seals: TextSeals }): DynamicModule {
    const log = new Logger('CarriedUrls');
    return {
      module: CarriedUrlsModule,
      providers: [
        {
          provide: CarriedUrls,
          inject: [Database, Clock],
          useFactory: (database: Database, clock: Clock) => new TypeormCarriedUrls({ database, clock, seals }),
        },
        {
          provide: CarriedUrlRetention,
          inject: [Database, Clock],
          useFactory: (database: Database, clock: Clock) =>
            new CarriedUrlRetention({ database, clock, report: (trouble) => log.warn(trouble) }),
        },
        CarriedUrlsLife,
      ],
      exports: [CarriedUrls],
    };
  }
}
