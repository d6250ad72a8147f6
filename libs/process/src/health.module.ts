import { Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { EventBus, LaneScheduler } from '@busbar/core';
import { Database } from '@busbar/database';
import { HealthParts, Readiness } from './readiness.js';
import { WatchedParts } from './watched-parts.js';

/** Whether the process works, for the whole application. Database, EventBus and PartyDirectory come from global modules. */
@Module({})
export class HealthModule implements OnApplicationShutdown {
  constructor(private readonly watched: WatchedParts) {}

  static register(): DynamicModule {
    return {
      module: HealthModule,
      global: true,
      providers: [
        {
          provide: WatchedParts,
          inject: [Database, EventBus, ModuleRef],
          useFactory: (database: Database, events: EventBus, modules: ModuleRef) =>
            new WatchedParts(database, events, () => modules.get(LaneScheduler, { strict: false })),
        },
        { provide: HealthParts, useExisting: WatchedParts },
        Readiness,
      ],
      exports: [HealthParts, Readiness],
    };
  }

  onApplicationShutdown(): void {
    this.watched.stop();
  }
}
