import { Module, type DynamicModule, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { LaneScheduler } from '@busbar/core';
import { BoundDrain } from './bound-drain.js';
import { LANES_OPTIONS, type LanesOptions } from './lanes-options.js';

/** Begins to drain lanes with the application, and parks them before it ends: what is under way ends, the rest waits in the database. */
@Module({})
export class LanesModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    private readonly scheduler: LaneScheduler,
    private readonly drain: BoundDrain,
  ) {}

  /** `scheduler` provides {@link LaneScheduler} and may inject {@link BoundDrain}. */
  static register(options: LanesOptions, scheduler: NonNullable<DynamicModule['providers']>[number]): DynamicModule {
    return {
      module: LanesModule,
      imports: options.imports,
      providers: [{ provide: LANES_OPTIONS, useValue: options }, BoundDrain, scheduler],
      exports: [LaneScheduler, BoundDrain],
    };
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.scheduler.start();
  }

  async onApplicationShutdown(): Promise<void> {
    this.drain.end();
    await this.scheduler.stop();
  }
}
