import { Global, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { describe, expect, test } from '@jest/globals';
import { Clock, Ids, PartyClient, PartyDirectory, PlatformStore, Presence } from '@busbar/core';
import { EventsModule } from '@busbar/events';
import { AliveCheck, ConnectionSwitch, HubClientInfoModule, PresenceTracker } from '@busbar/hub-client-info';
import { ManualClock } from '../../../test/doubles/manual-clock.js';
import { MemoryPlatforms } from '../../../test/doubles/memory-platforms.js';
import { ScriptedPartyClient } from '../../../test/doubles/scripted-party-client.js';
import { aPlatform } from '../../../test/support/builders.js';
import { eventually } from '../../../test/support/eventually.js';

describe('the module of connection status', () => {
  test('wires itself from the ports, checks by itself while the application runs and ends with it', async () => {
    const platforms = new MemoryPlatforms(aPlatform({ id: 'cpo', parties: ['CPO NL/CPO'], status: 'OFFLINE' }));
    const ids = { uuid: () => 'an-id' };

    @Global()
    @Module({
      providers: [
        { provide: Clock, useValue: new ManualClock() },
        { provide: Ids, useValue: ids },
        { provide: PartyClient, useValue: new ScriptedPartyClient() },
        { provide: PartyDirectory, useValue: platforms },
        { provide: PlatformStore, useValue: platforms },
      ],
      exports: [Clock, Ids, PartyClient, PartyDirectory, PlatformStore],
    })
    class Ports {}

    @Module({
      imports: [
        Ports,
        EventsModule.forRoot({ redisUrl: null, kind: 'hub' }),
        HubClientInfoModule.register({
          settings: { offlineAfter: 3, aliveAfterMs: 300_000, statusHoldMs: 30_000 },
        }),
      ],
    })
    class Application {}

    const application = await NestFactory.createApplicationContext(Application, { logger: false });
    try {
      const presence = application.get(Presence);
      expect(presence).toBe(application.get(PresenceTracker));
      expect(application.get(AliveCheck)).toBeInstanceOf(AliveCheck);
      expect(application.get(ConnectionSwitch)).toBeInstanceOf(ConnectionSwitch);
      await eventually('the OFFLINE platform to be found alive', () => {
        expect(presence.statusOf(platforms.get('cpo'))).toBe('CONNECTED');
        return true;
      });
    } finally {
      await application.close();
    }
  });
});
