import { Module, type DynamicModule } from '@nestjs/common';
import { Clock, Ids } from '@busbar/core';
import { Database } from '@busbar/database';
import { RandomIds } from './random-ids.js';
import { SteadyClock } from './steady-clock.js';
import { SystemClock } from './system-clock.js';

/** Time and chance for the whole application; Database comes from a global module. */
@Module({})
export class SourcesModule {
  static register(): DynamicModule {
    return {
      module: SourcesModule,
      global: true,
      providers: [
        { provide: SteadyClock, inject: [Database], useFactory: startClock },
        { provide: Clock, useExisting: SteadyClock },
        { provide: Ids, useClass: RandomIds },
      ],
      exports: [Clock, SteadyClock, Ids],
    };
  }
}

async function startClock(database: Database): Promise<SteadyClock> {
  const clock = new SteadyClock({ ask: () => database.now(), machine: new SystemClock() });
  await clock.start();
  return clock;
}
