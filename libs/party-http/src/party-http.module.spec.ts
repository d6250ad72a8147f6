import { PartyClient } from '@busbar/core';
import { EventsModule } from '@busbar/events';
import { describe, expect, it } from '@jest/globals';
import { Test } from '@nestjs/testing';
import { aRequest } from '../../../test/support/party-http.js';
import { PartyHttpModule } from './party-http.module.js';
import { UndiciPartyClient } from './undici-party-client.js';

describe('the party-http module', () => {
  it('binds the port to undici and closes it with the application', async () => {
    const app = await Test.createTestingModule({
      imports: [
        EventsModule.forRoot({ redisUrl: null, kind: 'hub' }),
        PartyHttpModule.forRoot({ allowPrivateNetworks: false }),
      ],
    }).compile();
    const client = app.get(PartyClient);
    expect(client).toBe(app.get(UndiciPartyClient));
    expect(await client.exchange(aRequest('http://127.0.0.1/'))).toMatchObject({ reason: 'address-not-allowed' });
    await app.close();
    expect(await client.exchange(aRequest('https://party.example/'))).toMatchObject({ reason: 'hub-network' });
  });
});
