import {
  Module,
  type DynamicModule,
  type ModuleMetadata,
  type OnModuleDestroy,
  type OnModuleInit,
} from '@nestjs/common';
import { Clock, DeliveryStore, HubProcesses, Ids, LaneScheduler, PartyDirectory } from '@busbar/core';
import { AliveCheck } from './alive-check.js';
import { ConnectionSwitch } from './connection-switch.js';
import { ClientInfoPushes, type ClientInfoPushSettings } from './client-info-pushes.js';
import { LaneUpkeep } from './lane-upkeep.js';

/** How often both look at the registry, in ms: a comparison where nothing has changed. */
const TURN_MS = 250;

/** What the module is handed. */
export interface ClientInfoPushesOptions {
  readonly settings: ClientInfoPushSettings;
  /** Modules that export AliveCheck, ConnectionSwitch, DeliveryStore and LaneScheduler. */
  readonly imports: NonNullable<ModuleMetadata['imports']>;
}

/** What changes of connections mean for deliveries: others are told of them, and lanes follow them. */
@Module({})
export class ClientInfoPushesModule implements OnModuleInit, OnModuleDestroy {
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly pushes: ClientInfoPushes,
    private readonly upkeep: LaneUpkeep,
    private readonly aliveCheck: AliveCheck,
    private readonly connections: ConnectionSwitch,
  ) {}

  static register({ settings, imports }: ClientInfoPushesOptions): DynamicModule {
    return {
      module: ClientInfoPushesModule,
      imports,
      providers: [
        {
          provide: ClientInfoPushes,
          inject: [PartyDirectory, DeliveryStore, LaneScheduler, Clock, Ids, HubProcesses],
          useFactory: (
            directory: PartyDirectory,
            deliveries: DeliveryStore,
            lanes: LaneScheduler,
            clock: Clock,
            ids: Ids,
            processes: HubProcesses,
          ) => new ClientInfoPushes({ directory, deliveries, lanes, clock, ids, processes }, settings),
        },
        {
          provide: LaneUpkeep,
          inject: [PartyDirectory, DeliveryStore, LaneScheduler, Clock],
          useFactory: (directory: PartyDirectory, deliveries: DeliveryStore, lanes: LaneScheduler, clock: Clock) =>
            new LaneUpkeep({ directory, deliveries, lanes, clock }),
        },
      ],
    };
  }

  onModuleInit(): void {
    this.aliveCheck.tell((platformId) => this.upkeep.probeAccepted(platformId));
    this.connections.tell((platformId) => this.upkeep.operatorResumed(platformId));
    this.timer = setInterval(() => this.turn(), TURN_MS).unref();
  }

  async onModuleDestroy(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await Promise.all([this.pushes.stop(), this.upkeep.stop()]);
  }

  private turn(): void {
    this.pushes.turn();
    this.upkeep.turn();
  }
}
