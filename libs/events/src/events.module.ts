import {
  Logger,
  Module,
  type DynamicModule,
  type OnApplicationShutdown,
  type OnModuleInit,
  type Provider,
} from '@nestjs/common';
import { Clock, EventBus, HubProcesses, type HubProcessKind } from '@busbar/core';
import { randomUUID } from 'node:crypto';
import { InProcessEventBus } from './in-process-event-bus.js';
import { LiveProcesses } from './live-processes.js';
import { LoneProcess } from './lone-process.js';
import { NetworkedEventBus } from './networked-event-bus.js';

/** What the module is told. */
export interface EventsOptions {
  /** Null: the hub is this one process. */
  readonly redisUrl: string | null;
  readonly kind: HubProcessKind;
}

/** What processes tell one another, for the whole application. Clock comes from a global module. */
@Module({})
export class EventsModule implements OnModuleInit, OnApplicationShutdown {
  constructor(
    private readonly bus: EventBus,
    private readonly processes: HubProcesses,
  ) {}

  static forRoot({ redisUrl, kind }: EventsOptions): DynamicModule {
    return {
      module: EventsModule,
      global: true,
      providers: redisUrl === null ? ONE_PROCESS : manyProcesses(redisUrl, kind),
      exports: [EventBus, HubProcesses],
    };
  }

  /** Before anything is published, and without waiting for Redis. */
  async onModuleInit(): Promise<void> {
    if (this.bus instanceof NetworkedEventBus) await this.bus.start();
    if (this.processes instanceof LiveProcesses) this.processes.start();
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.processes instanceof LiveProcesses) this.processes.stop();
    if (this.bus instanceof NetworkedEventBus) await this.bus.close();
  }
}

const ONE_PROCESS: Provider[] = [
  { provide: EventBus, useClass: InProcessEventBus },
  { provide: HubProcesses, useClass: LoneProcess },
];

function manyProcesses(redisUrl: string, kind: HubProcessKind): Provider[] {
  const logger = new Logger('EventBus');
  const processId = randomUUID();
  return [
    {
      provide: EventBus,
      inject: [Clock],
      // Loaded only here: a hub that is one process need not carry the transport and its driver in memory.
      useFactory: async (clock: Clock) => {
        const { RedisEventBus } = await import('./redis-event-bus.js');
        return new RedisEventBus({ redisUrl, processId, clock, report: (sentence) => logger.warn(sentence) });
      },
    },
    {
      provide: HubProcesses,
      inject: [EventBus, Clock],
      useFactory: (bus: EventBus, clock: Clock) => new LiveProcesses({ id: processId, kind }, { bus, clock }),
    },
  ];
}
