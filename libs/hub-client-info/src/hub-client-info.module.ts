import {
  Logger,
  Module,
  type DynamicModule,
  type ModuleMetadata,
  type OnModuleDestroy,
  type OnModuleInit,
} from '@nestjs/common';
import {
  Clock,
  EventBus,
  HubProcesses,
  Ids,
  PartyClient,
  PartyDirectory,
  PlatformStore,
  Presence,
  type PresenceSettings,
} from '@busbar/core';
import { AliveCheck } from './alive-check.js';
import { ConnectionSwitch } from './connection-switch.js';
import { PresenceTracker } from './presence-tracker.js';
import { StatusAnnouncer, type StatusAnnouncement } from './status-announcer.js';

/** What the module is handed. */
export interface HubClientInfoOptions {
  readonly settings: PresenceSettings;
  /** Modules that export Clock, EventBus, HubProcesses, Ids, PartyClient, PartyDirectory and PlatformStore, unless those are global. */
  readonly imports?: NonNullable<ModuleMetadata['imports']>;
}

/** Tells operators in the log; parties are told of what is stored, by ClientInfoPushes. */
class LogStatusAnnouncer extends StatusAnnouncer {
  private readonly log = new Logger('Presence');

  override announce({ platformId, status }: StatusAnnouncement): void {
    this.log.log(`platform ${platformId} is ${status}`);
  }
}

/** Connection status: what routing asks ({@link Presence}), what operators do, and the alive check behind both. */
@Module({})
export class HubClientInfoModule implements OnModuleInit, OnModuleDestroy {
  constructor(private readonly aliveCheck: AliveCheck) {}

  static register({ settings, imports = [] }: HubClientInfoOptions): DynamicModule {
    return {
      module: HubClientInfoModule,
      imports,
      providers: [
        { provide: StatusAnnouncer, useClass: LogStatusAnnouncer },
        {
          provide: PresenceTracker,
          inject: [PartyDirectory, PlatformStore, Clock, StatusAnnouncer, EventBus, HubProcesses],
          useFactory: (
            directory: PartyDirectory,
            store: PlatformStore,
            clock: Clock,
            announcer: StatusAnnouncer,
            events: EventBus,
            processes: HubProcesses,
          ) => {
            const ports = { directory, store, clock, announcer, events, processes, random: Math.random };
            return new PresenceTracker(ports, settings);
          },
        },
        { provide: Presence, useExisting: PresenceTracker },
        {
          provide: AliveCheck,
          inject: [PresenceTracker, PartyDirectory, PartyClient, Clock, Ids, HubProcesses],
          useFactory: (
            tracker: PresenceTracker,
            directory: PartyDirectory,
            parties: PartyClient,
            clock: Clock,
            ids: Ids,
            processes: HubProcesses,
          ) => new AliveCheck(tracker, { directory, parties, clock, ids, processes }),
        },
        {
          provide: ConnectionSwitch,
          inject: [AliveCheck, PartyDirectory, PlatformStore, Clock],
          useFactory: (aliveCheck: AliveCheck, directory: PartyDirectory, store: PlatformStore, clock: Clock) =>
            new ConnectionSwitch(aliveCheck, { directory, store, clock }),
        },
      ],
      exports: [Presence, PresenceTracker, AliveCheck, ConnectionSwitch],
    };
  }

  onModuleInit(): void {
    this.aliveCheck.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.aliveCheck.stop();
  }
}
