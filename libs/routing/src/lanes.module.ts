import {
  Inject,
  Module,
  type BeforeApplicationShutdown,
  type DynamicModule,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { DeliveryStore, LaneScheduler } from '@busbar/core';
import { BoundDrain } from './bound-drain.js';
import { LANES_OPTIONS, type LanesOptions } from './lanes-options.js';

/** Begins to drain lanes with the application, and parks them before it ends: what is under way ends, the rest waits in the database. */
@Module({})
export class LanesModule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private parking: Promise<void> | null = null;

  constructor(
    private readonly scheduler: LaneScheduler,
    private readonly drain: BoundDrain,
    private readonly store: DeliveryStore,
    @Inject(LANES_OPTIONS) private readonly options: LanesOptions,
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
    const { drainsHere, isOnlyProcess } = this.options;
    if (!drainsHere) return;
    // Without the database there is nothing to drain either, and leases end by themselves.
    if (isOnlyProcess) await this.store.endClaims();
    await this.scheduler.start();
  }

  /** Before the journal and the connections to parties close. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.park();
  }

  /** Begins no more attempts and resolves when those under way have ended; for good. */
  park(): Promise<void> {
    this.drain.end();
    this.parking ??= this.scheduler.stop();
    return this.parking;
  }
}
