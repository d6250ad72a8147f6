import { HubProcesses, PartyClient } from '@busbar/core';
import { Logger, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { UndiciPartyClient, type PartyHttpOptions } from './undici-party-client.js';

/** What the module is told; faults go to the application's log unless told otherwise. */
export type PartyHttpModuleOptions = Omit<PartyHttpOptions, 'onFault' | 'shareOf'> &
  Partial<Pick<PartyHttpOptions, 'onFault'>>;

/** How long exchanges under way may take when the process stops. */
const CLOSE_WITHIN_MS = 10_000;

/** Binds {@link PartyClient} to undici for the whole application, and closes it with the application. HubProcesses comes from a global module. */
@Module({})
export class PartyHttpModule implements OnApplicationShutdown {
  constructor(private readonly client: UndiciPartyClient) {}

  static forRoot(options: PartyHttpModuleOptions): DynamicModule {
    const logger = new Logger('PartyHttp');
    const onFault = (error: unknown): void => logger.error('an exchange failed over a fault of the hub', error);
    return {
      module: PartyHttpModule,
      global: true,
      providers: [
        {
          provide: UndiciPartyClient,
          inject: [HubProcesses],
          useFactory: (processes: HubProcesses) =>
            new UndiciPartyClient({ onFault, shareOf: (limit) => processes.shareOf(limit), ...options }),
        },
        { provide: PartyClient, useExisting: UndiciPartyClient },
      ],
      exports: [PartyClient, UndiciPartyClient],
    };
  }

  /** Lets exchanges under way end. */
  async onApplicationShutdown(): Promise<void> {
    await this.client.close(CLOSE_WITHIN_MS);
  }
}
