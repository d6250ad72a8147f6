import { Module, type DynamicModule } from '@nestjs/common';
import {
  deliveryDays,
  journalLifetimes,
  laneSettings,
  objectSettings,
  presenceSettings,
  pushSettings,
  type HubConfig,
} from '../../../config/env.js';
import { CarriedUrlsModule } from '@busbar/carried-urls';
import type { Database } from '@busbar/database';
import { DeliveriesModule, ReplaysModule } from '@busbar/deliveries';
import { EventsModule } from '@busbar/events';
import { ClientInfoPushesModule, HubClientInfoModule } from '@busbar/hub-client-info';
import { JournalModule } from '@busbar/journal';
import { ObjectsModule, PullsModule } from '@busbar/objects';
import { Metrics } from '@busbar/observability';
import { PartiesModule, Seals } from '@busbar/parties';
import { PartyHttpModule } from '@busbar/party-http';
import { DatabaseModule, HealthModule } from '@busbar/process';
import { laneScheduling, LanesModule, SourcesModule } from '@busbar/routing';
import { HealthController } from './health.controller.js';
import { WorkerMetrics } from './worker-metrics.js';

/** The delivery process: lanes, replays, alive checks, retention; every library handed its slice of the configuration. */
@Module({})
export class WorkerModule {
  static register(config: HubConfig, database: Database): DynamicModule {
    const redisUrl = config.redisUrl?.reveal() ?? null;
    const secretKey = config.secretKey.reveal();
    const seals = new Seals(secretKey);
    const presence = HubClientInfoModule.register({ settings: presenceSettings(config) });
    const deliveries = DeliveriesModule.forRoot({ seals, days: deliveryDays(config) });
    const objects = ObjectsModule.forRoot(objectSettings(config));
    const lanes = LanesModule.register(
      { ...laneSettings(config), drainsHere: true, imports: [deliveries, presence, objects] },
      laneScheduling(redisUrl),
    );
    const pushes = ClientInfoPushesModule.register({
      settings: pushSettings(config),
      imports: [presence, deliveries, lanes],
    });
    const journal = JournalModule.forRoot({ lifetimes: journalLifetimes(config), seals });
    // Replays that an operator began go on here when no gateway is left.
    const replays = ReplaysModule.register({
      seals,
      deliveryTtlMs: config.deliveryTtlS * 1_000,
      imports: [journal, lanes],
    });
    const hub = { party: { countryCode: config.hubCountryCode, partyId: config.hubPartyId } };
    return {
      module: WorkerModule,
      imports: [
        SourcesModule.register(),
        DatabaseModule.register(database),
        EventsModule.forRoot({ redisUrl, kind: 'worker' }),
        HealthModule.register(),
        PartiesModule.forRoot({ secretKey }),
        PartyHttpModule.forRoot({ allowPrivateNetworks: config.allowPrivateNetworks }),
        presence,
        lanes,
        pushes,
        journal,
        replays,
        // Whichever process looks after retention, or after the lists of a platform, has to be able to.
        objects,
        PullsModule.register({ hub, imports: [objects, presence] }),
        CarriedUrlsModule.forRoot({ seals }),
      ],
      controllers: [HealthController],
      providers: [WorkerMetrics, { provide: Metrics, useExisting: WorkerMetrics }],
    };
  }
}
