import { Logger, Module, type BeforeApplicationShutdown, type DynamicModule } from '@nestjs/common';
import { MessageWatch, PeerDefects } from '@busbar/core';
import { ThreadedBatchJudge } from './batch-judge.js';
import { QueuedMessageWatch } from './queued-message-watch.js';

/** Offers the watch over what passes; PeerDefects comes from a global module. */
@Module({})
export class ValidationModule implements BeforeApplicationShutdown {
  constructor(private readonly watch: QueuedMessageWatch) {}

  static forRoot(): DynamicModule {
    const log = new Logger('Validation');
    return {
      module: ValidationModule,
      providers: [
        {
          provide: QueuedMessageWatch,
          inject: [PeerDefects],
          useFactory: (defects: PeerDefects) =>
            new QueuedMessageWatch({
              judge: new ThreadedBatchJudge((trouble) => log.warn(trouble)),
              defects,
              reportBug: (trace) => log.error({ event: 'validation.failed_by_bug', trace }),
            }),
        },
        { provide: MessageWatch, useExisting: QueuedMessageWatch },
      ],
      exports: [MessageWatch, QueuedMessageWatch],
    };
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.watch.stop();
  }
}
