import { Module, type DynamicModule } from '@nestjs/common';
import { journalLifetimes, presenceSettings, type HubConfig } from '../../../config/env.js';
import { CarriedUrlsModule } from '@busbar/carried-urls';
import type { Database } from '@busbar/database';
import { EventsModule } from '@busbar/events';
import { HubClientInfoModule } from '@busbar/hub-client-info';
import { JournalModule } from '@busbar/journal';
import { Metrics } from '@busbar/observability';
import { PartiesModule, Seals } from '@busbar/parties';
import { PartyHttpModule } from '@busbar/party-http';
import { DatabaseModule, HealthModule } from '@busbar/process';
import { SourcesModule } from '@busbar/routing';
import { HealthController } from './health.controller.js';
import { WorkerMetrics } from './worker-metrics.js';

/** The delivery process: lanes, alive checks, retention; every library handed its slice of the configuration. */
@Module({})
export class WorkerModule {
  static register(config: HubConfig, database: Database): DynamicModule {
    const secretKey = config.secretKey.reveal();
    const seals = new Seals(secretKey);
    return {
      module: WorkerModule,
      imports: [
        SourcesModule.register(),
        DatabaseModule.register(database),
        EventsModule.forRoot({ redisUrl: config.redisUrl?.reveal() ?? null, kind: 'worker' }),
        HealthModule.register(),
        PartiesModule.forRoot({ secretKey }),
        PartyHttpModule.forRoot({ allowPrivateNetworks: config.allowPrivateNetworks }),
        HubClientInfoModule.register({ settings: presenceSettings(config) }),
        JournalModule.forRoot({ lifetimes: journalLifetimes(config), seals }),
        CarriedUrlsModule.forRoot({ seals }),
      ],
      controllers: [HealthController],
      providers: [WorkerMetrics, { provide: Metrics, useExisting: WorkerMetrics }],
    };
  }
}
