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
import { Journal, type HubIdentity } from '@busbar/core';
import type { Database } from '@busbar/database';
import { DeliveriesModule, ReplaysModule } from '@busbar/deliveries';
import { EventsModule } from '@busbar/events';
import { ClientInfoPushesModule, HubClientInfoModule } from '@busbar/hub-client-info';
import { BatchingJournal, JournalModule } from '@busbar/journal';
import { ObjectsModule, PullsModule } from '@busbar/objects';
import type { Log } from '@busbar/observability';
import { PartiesModule, Seals } from '@busbar/parties';
import { PartyHttpModule } from '@busbar/party-http';
import { DatabaseModule, HealthModule, programVersion } from '@busbar/process';
import { laneScheduling, LanesModule, RoutingModule, SourcesModule } from '@busbar/routing';
import { ValidationModule } from '@busbar/validation';
import { ObservabilityModule } from './observability.module.js';
import { ObservedJournal } from './observed-journal.js';
import { ThreadedYamlReader, YamlReader } from './operator/agreements/yaml-reader.js';
import { OPERATOR_LOG } from './operator/operator-log.js';
import { OperatorModule } from './operator/operator.module.js';
import { OperatorSettings } from './operator/operator-settings.js';

/** Wrong tokens that one address may present in a minute before it is told to wait. */
const WRONG_TOKENS_PER_MINUTE = 20;

/** The gateway process: every library, handed its slice of the configuration. */
@Module({})
export class HubModule {
  static register(config: HubConfig, database: Database, log: Log): DynamicModule {
    const hub: HubIdentity = {
      party: { countryCode: config.hubCountryCode, partyId: config.hubPartyId },
      name: config.hubName,
      publicUrl: config.publicUrl,
    };
    const redisUrl = config.redisUrl?.reveal() ?? null;
    const seals = new Seals(config.secretKey.reveal());
    const journal = JournalModule.forRoot({ lifetimes: journalLifetimes(config), seals });
    const observed = ObservedJournalModule.register(journal, config.journalDays > 0);
    const presence = HubClientInfoModule.register({ settings: presenceSettings(config) });
    const deliveries = DeliveriesModule.forRoot({ seals, days: deliveryDays(config) });
    const objects = ObjectsModule.forRoot(objectSettings(config));
    const lanes = LanesModule.register(
      // In the cluster profile workers drain: the gateway only wakes lanes for them.
      { ...laneSettings(config), drainsHere: redisUrl === null, imports: [deliveries, presence, objects] },
      laneScheduling(redisUrl),
    );
    const pulls = PullsModule.register({
      hub,
      isOnlyProcess: laneSettings(config).isOnlyProcess,
      imports: [objects, presence],
    });
    const validation = ValidationModule.forRoot();
    const routing = RoutingModule.register({
      hub,
      limits: {
        ratePerS: config.ratePerS,
        inFlight: config.senderInFlight,
        wrongTokensPerMinute: WRONG_TOKENS_PER_MINUTE,
      },
      forwardTimeoutMs: config.forwardTimeoutMs,
      authorizeTimeoutMs: config.authorizeTimeoutMs,
      authorizeAny: config.authorizeAny,
      payloads: config.journalPayloads,
      roleRules: config.roleRules,
      validation: config.validation,
      skipsUnchanged: config.skipUnchanged,
      deliveryTtlMs: config.deliveryTtlS * 1_000,
      imports: [
        presence,
        observed,
        deliveries,
        lanes,
        objects,
        pulls,
        validation,
        CarriedUrlsModule.forRoot({ seals }),
      ],
    });
    const pushes = ClientInfoPushesModule.register({
      settings: pushSettings(config),
      imports: [presence, deliveries, lanes],
    });
    const replays = ReplaysModule.register({
      seals,
      deliveryTtlMs: config.deliveryTtlS * 1_000,
      imports: [journal, lanes],
    });
    const observability = ObservabilityModule.register([
      presence,
      observed,
      journal,
      lanes,
      objects,
      pulls,
      validation,
    ]);
    const settings: OperatorSettings = {
      hub,
      operatorKey: config.operatorKey.reveal(),
      programVersion: programVersion(),
    };
    return {
      module: HubModule,
      imports: [
        SourcesModule.register(),
        DatabaseModule.register(database),
        EventsModule.forRoot({ redisUrl, kind: 'hub' }),
        HealthModule.register(),
        PartiesModule.forRoot({ secretKey: config.secretKey.reveal() }),
        PartyHttpModule.forRoot({ allowPrivateNetworks: config.allowPrivateNetworks }),
        routing,
        pushes,
        OperatorModule.register({
          imports: [routing, presence, journal, deliveries, lanes, replays, pulls, objects, observability],
          providers: [
            { provide: OperatorSettings, useValue: settings },
            { provide: OPERATOR_LOG, useValue: log },
            { provide: YamlReader, useClass: ThreadedYamlReader },
          ],
        }),
      ],
    };
  }
}

/** The journal that the journey writes to: observed, and kept unless the operator wants none. */
@Module({})
class ObservedJournalModule {
  static register(journal: DynamicModule, isKept: boolean): DynamicModule {
    return {
      module: ObservedJournalModule,
      imports: [journal],
      providers: [
        {
          provide: ObservedJournal,
          inject: [BatchingJournal],
          useFactory: (kept: BatchingJournal) => new ObservedJournal(isKept ? kept : null),
        },
        { provide: Journal, useExisting: ObservedJournal },
      ],
      exports: [Journal, ObservedJournal],
    };
  }
}
