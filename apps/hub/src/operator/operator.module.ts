import { Module, type DynamicModule, type ModuleMetadata } from '@nestjs/common';
import { AgreementsController } from './agreements/agreements.controller.js';
import { Authentication } from './access/authentication.js';
import { KeyCheck } from './access/key-check.js';
import { KeysController } from './access/keys.controller.js';
import { RoleGuard } from './access/role.guard.js';
import { AuditTrail } from './audit/audit-trail.js';
import { BlocksController } from './blocks/blocks.controller.js';
import { PartyBlocksController } from './blocks/party-blocks.controller.js';
import { DeliveriesController } from './deliveries/deliveries.controller.js';
import { FailedController } from './deliveries/failed.controller.js';
import { FailedList } from './deliveries/failed-list.js';
import { MessageReplayController } from './deliveries/message-replay.controller.js';
import { ReplaysController } from './deliveries/replays.controller.js';
import { Replays } from './deliveries/replays.js';
import { EventFeed } from './events/event-feed.js';
import { EventsController } from './events/events.controller.js';
import { HealthController } from './health/health.controller.js';
import { IdempotentAnswers } from './idempotency/idempotent-answers.js';
import { MessagesController } from './messages/messages.controller.js';
import { StatsController } from './messages/stats.controller.js';
import { ErasuresController } from './objects/erasures.controller.js';
import { ObjectsController } from './objects/objects.controller.js';
import { OpenApiDocument } from './openapi/openapi-document.js';
import { OpenApiController } from './openapi/openapi.controller.js';
import { PartiesController } from './parties/parties.controller.js';
import { BridgingController } from './platforms/bridging.controller.js';
import { PlatformConnectionController } from './platforms/platform-connection.controller.js';
import { PlatformRegistrationController } from './platforms/platform-registration.controller.js';
import { PlatformsController } from './platforms/platforms.controller.js';
import { Platforms } from './platforms/platforms.js';
import { PullsController } from './platforms/pulls.controller.js';
import { ProblemFilter } from './problems/problem.filter.js';
import { ProblemInterceptor } from './problems/problem.interceptor.js';
import { RouteTable } from './route-table.js';
import { StartPageController } from './start-page.controller.js';
import { ViolationsController } from './violations/violations.controller.js';

/** What the operator side is handed by the process it runs in. */
export interface OperatorModuleOptions {
  /**
   * Modules that export, or providers that are: OperatorSettings, OPERATOR_LOG, Clock, Ids, Sealer, PartyDirectory, PlatformStore,
   * PeerRegistration, PresenceTracker, ConnectionSwitch, StoredAgreements, StoredOperatorKeys, StoredIdempotencyRecords, TypeormPeerDefects,
   * TypeormBridgeCounts, TypeormMessageLog, TypeormDeliveryLog, DeliveryStore, FailedPushes, ReplayStore, ReplayRunner, PullRunner, KeptObjects,
   * KeptHandshakeTraces, YamlReader, Readiness and Metrics.
   */
  readonly imports?: NonNullable<ModuleMetadata['imports']>;
  readonly providers?: NonNullable<ModuleMetadata['providers']>;
}

/** The operator API, health, metrics and the start page. `configureOperatorApi` completes it. */
@Module({})
export class OperatorModule {
  static register({ imports = [], providers = [] }: OperatorModuleOptions): DynamicModule {
    return {
      module: OperatorModule,
      imports,
      controllers: [
        PlatformsController,
        PlatformConnectionController,
        PlatformRegistrationController,
        PullsController,
        BridgingController,
        PartiesController,
        AgreementsController,
        BlocksController,
        PartyBlocksController,
        ViolationsController,
        MessagesController,
        MessageReplayController,
        DeliveriesController,
        FailedController,
        ReplaysController,
        ObjectsController,
        ErasuresController,
        StatsController,
        EventsController,
        KeysController,
        OpenApiController,
        HealthController,
        StartPageController,
      ],
      providers: [
        ...providers,
        Authentication,
        AuditTrail,
        EventFeed,
        FailedList,
        IdempotentAnswers,
        KeyCheck,
        OpenApiDocument,
        Platforms,
        ProblemFilter,
        ProblemInterceptor,
        Replays,
        RoleGuard,
        RouteTable,
      ],
      exports: [EventFeed],
    };
  }
}
