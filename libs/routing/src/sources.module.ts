import { Module, type DynamicModule } from '@nestjs/common';
import { Clock, Ids } from '@busbar/core';
import { RandomIds } from './random-ids.js';
import { SystemClock } from './system-clock.js';

/** Time and chance for the whole application. */
@Module({})
export class SourcesModule {
  static register(): DynamicModule {
    return {
      module: SourcesModule,
      global: true,
      providers: [
        { provide: Clock, useClass: SystemClock },
        { provide: Ids, useClass: RandomIds },
      ],
      exports: [Clock, Ids],
    };
  }
}
