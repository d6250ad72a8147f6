import type { PartyAnswer } from '@busbar/core';
import { describe, expect, it } from '@jest/globals';
import type { Socket } from 'node:net';
import { eventually } from '../../../test/support/eventually.js';
import { aPartyClient, aRawParty, aRequest, platformWith } from '../../../test/support/party-http.js';
import { httpAnswer } from '../../../test/support/raw-party.js';

/** May observe: requests as they arrive at real sockets on loopback, connections made, and the client's figures. */

describe('a request to a party', () => {
  it('goes out as it was given, with the token of the platform', async () => {
    const party = await aRawParty((socket) => socket.write(httpAnswer('{}')));
    const request = aRequest(`${party.origin}/ocpi//cpo/../x%2f?limit=5&x=%C3%A4`, {
      method: 'PUT',
      headers: ['X-Request-ID', 'r-1', 'Content-Type', 'application/json'],
      body: Buffer.from('{"a": 1.10}'),
    });
    await aPartyClient().exchange(request);
    const [head = '', body] = (party.requests[0] ?? '').split('\r\n\r\n');
    expect(body).toBe('{"a": 1.10}');
    expect(head.split('\r\n')).toEqual([
      'PUT /ocpi//cpo/../x%2f?limit=5&x=%C3%A4 HTTP/1.1',
      `host: 127.0.0.1:${party.port}`,
      'connection: keep-alive',
      'X-Request-ID: r-1',
      'Content-Type: application/json',
      // "token-of-peer" in Base64
      'authorization: Token dG9rZW4tb2YtcGVlcg==',
      'content-length: 11',
    ]);
  });

  it('may present another token, which a handshake does, or none where there is none yet', async () => {
    const party = await aRawParty((socket) => socket.write(httpAnswer('{}')));
    const client = aPartyClient();
    await client.exchange(aRequest(party.origin, { authorization: 'Token b25jZQ==' }));
    await client.exchange(aRequest(party.origin, { platform: { ...platformWith(), registration: null } }));
    expect(party.requests[0]).toMatch('authorization: Token b25jZQ==\r\n');
    expect(party.requests[1]).not.toMatch(/authorization/i);
  });

  it('uses the connection of the one before it', async () => {
    const party = await aRawParty((socket) => socket.write(httpAnswer('{}')));
    const client = aPartyClient();
    for (let n = 0; n < 5; n += 1) await client.exchange(aRequest(party.origin));
    expect(party.requests).toHaveLength(5);
    expect(party.connections).toBe(1);
  });

  it('shares no connection with a request of another platform', async () => {
    const party = await aRawParty((socket) => socket.write(httpAnswer('{}')));
    const client = aPartyClient();
    await client.exchange(aRequest(party.origin, { platform: platformWith({}, 'one') }));
    await client.exchange(aRequest(party.origin, { platform: platformWith({}, 'two') }));
    expect(party.connections).toBe(2);
    expect(client.figures().openOrigins).toBe(2);
  });

  it('connects again after an answer that closed its connection', async () => {
    const party = await aRawParty((socket) => socket.end(httpAnswer('{}', ['Connection: close'])));
    const client = aPartyClient();
    for (let n = 0; n < 3; n += 1) expect((await client.exchange(aRequest(party.origin))).kind).toBe('answer');
    expect(party.connections).toBe(3);
  });
});

describe('the in-flight cap of a platform', () => {
  const SETTINGS = { in_flight: 2 };

  it('turns away what is over it at once, over all hosts together, and takes more when one is answered', async () => {
    const waiting: Socket[] = [];
    const parties = [
      await aRawParty((socket) => waiting.push(socket)),
      await aRawParty((socket) => waiting.push(socket)),
    ];
    const platform = platformWith(SETTINGS);
    const client = aPartyClient();
    const ask = (nth: number): Promise<PartyAnswer> =>
      client.exchange(aRequest(parties[nth]?.origin ?? '', { platform, deadlineMs: 5000 }));
    const first = [ask(0), ask(1)];
    expect(await ask(0)).toMatchObject({ kind: 'not-sent', reason: 'in-flight-cap' });
    await eventually('both requests to arrive', () => waiting.length === 2);
    expect(client.figures().inFlight).toEqual(new Map([['peer', 2]]));
    waiting[0]?.write(httpAnswer('{}'));
    await Promise.race(first);
    const next = ask(0);
    await eventually('the next request to arrive', () => waiting.length === 3);
    for (const socket of waiting.slice(1)) socket.write(httpAnswer('{}'));
    expect((await Promise.all([...first, next])).map(({ kind }) => kind)).toEqual(['answer', 'answer', 'answer']);
    expect(client.figures().inFlight).toEqual(new Map([['peer', 0]]));
  });

  it('is this process’s part of it where several processes share it', async () => {
    const silent = await aRawParty(() => undefined);
    let parts = 2;
    const client = aPartyClient({ shareOf: (limit) => limit / parts });
    const platform = platformWith(SETTINGS);
    const ask = (): Promise<PartyAnswer> => client.exchange(aRequest(silent.origin, { platform, deadlineMs: 300 }));
    const first = ask();
    expect(await ask()).toMatchObject({ kind: 'not-sent', reason: 'in-flight-cap' });
    parts = 1;
    expect((await Promise.all([first, ask()])).map(({ kind }) => kind)).toEqual(['no-answer', 'no-answer']);
  });

  it('costs other platforms nothing', async () => {
    const silent = await aRawParty(() => undefined);
    const party = await aRawParty((socket) => socket.write(httpAnswer('{}')));
    const client = aPartyClient();
    const slow = platformWith(SETTINGS, 'slow');
    const stuck = [1, 2].map(() => client.exchange(aRequest(silent.origin, { platform: slow, deadlineMs: 300 })));
    expect((await client.exchange(aRequest(party.origin, { platform: platformWith({}, 'quick') }))).kind).toBe(
      'answer',
    );
    expect((await Promise.all(stuck)).map(({ kind }) => kind)).toEqual(['no-answer', 'no-answer']);
  });

  it('is free again after every kind of ending', async () => {
    const party = await aRawParty((socket, _request, nth) => {
      if (nth === 1) socket.destroy();
      else if (nth === 2) socket.end('nonsense\r\n');
      else if (nth > 3) socket.write(httpAnswer('{}'));
    });
    const client = aPartyClient();
    const platform = platformWith({ in_flight: 1 });
    const ask = (url: string): Promise<PartyAnswer> => client.exchange(aRequest(url, { platform, deadlineMs: 150 }));
    const endings = [
      await ask(party.origin),
      await ask(party.origin),
      await ask(party.origin),
      await ask(`https://127.0.0.1:${party.port}`),
    ];
    expect(endings.map((ending) => ending.kind !== 'answer' && ending.reason)).toEqual([
      'reset',
      'cut-off',
      'timeout',
      'connect-timeout',
    ]);
    expect((await ask(party.origin)).kind).toBe('answer');
    expect(client.figures().endings).toEqual(
      new Map([
        ['no-answer reset', 1],
        ['no-answer cut-off', 1],
        ['no-answer timeout', 1],
        ['not-sent connect-timeout', 1],
        ['answer', 1],
      ]),
    );
  });
});

describe('changed settings', () => {
  it('end connections into a network that is no longer allowed', async () => {
    const party = await aRawParty((socket) => socket.write(httpAnswer('{}')));
    const client = aPartyClient({ allowPrivateNetworks: false });
    const before = platformWith({ allowed_networks: ['127.0.0.0/8'] });
    const after = { ...platformWith(), revision: 2 };
    expect((await client.exchange(aRequest(party.origin, { platform: before }))).kind).toBe('answer');
    const ending = await client.exchange(aRequest(party.origin, { platform: after }));
    expect(ending).toMatchObject({ kind: 'not-sent', reason: 'address-not-allowed' });
    await eventually('the kept connection to close', () => party.openConnections === 0);
    // A message that began before the change does not bring the old settings back.
    expect((await client.exchange(aRequest(party.origin, { platform: before }))).kind).toBe('not-sent');
  });

  it('leave connections alone that are still allowed', async () => {
    const party = await aRawParty((socket) => socket.write(httpAnswer('{}')));
    const client = aPartyClient();
    await client.exchange(aRequest(party.origin));
    await client.exchange(aRequest(party.origin, { platform: { ...platformWith({ in_flight: 7 }), revision: 2 } }));
    expect(party.connections).toBe(1);
  });
});

describe('many hosts of one platform', () => {
  it('cost the platform its oldest connections', async () => {
    const parties = await Promise.all(
      Array.from({ length: 10 }, () => aRawParty((socket) => socket.write(httpAnswer('{}')))),
    );
    const client = aPartyClient();
    for (const party of parties) await client.exchange(aRequest(party.origin));
    expect(client.figures().openOrigins).toBe(8);
    await eventually('the first to lose its connection', () => parties[0]?.openConnections === 0);
    expect(parties[9]?.openConnections).toBe(1);
  });
});

describe('connections that nobody needs any more', () => {
  it('are let go, before the party would close them, and nothing is kept of their platform', async () => {
    const party = await aRawParty((socket) => socket.write(httpAnswer('{}')));
    const client = aPartyClient({ dropUnusedAfterMs: 30 });
    await client.exchange(aRequest(party.origin));
    await eventually('the connection to close', () => party.openConnections === 0, { withinMs: 1000 });
    await eventually('the platform to be forgotten', () => client.figures().inFlight.size === 0);
    expect(client.figures().openOrigins).toBe(0);
  });

  it('are not those of an exchange that takes long', async () => {
    const waiting: Socket[] = [];
    const party = await aRawParty((socket) => waiting.push(socket));
    const client = aPartyClient({ dropUnusedAfterMs: 10 });
    const answer = client.exchange(aRequest(party.origin));
    await eventually('the request to arrive', () => waiting.length === 1);
    let underWay: number | undefined;
    setTimeout(() => {
      underWay = client.figures().inFlight.get('peer');
      waiting[0]?.write(httpAnswer('{}'));
    }, 100);
    expect((await answer).kind).toBe('answer');
    expect(underWay).toBe(1);
  });
});

describe('closing the door', () => {
  it('lets what is under way end, and starts nothing more', async () => {
    const waiting: Socket[] = [];
    const party = await aRawParty((socket) => waiting.push(socket));
    const client = aPartyClient();
    const answer = client.exchange(aRequest(party.origin));
    await eventually('the request to arrive', () => waiting.length === 1);
    const closed = client.close(5000);
    expect(await client.exchange(aRequest(party.origin))).toMatchObject({ kind: 'not-sent', reason: 'hub-network' });
    waiting[0]?.write(httpAnswer('{}'));
    expect((await answer).kind).toBe('answer');
    await closed;
    await eventually('the connection to close', () => party.openConnections === 0, { withinMs: 1000 });
  });

  it('ends what takes too long', async () => {
    const party = await aRawParty(() => undefined);
    const client = aPartyClient();
    const answer = client.exchange(aRequest(party.origin, { deadlineMs: 60_000 }));
    await eventually('the request to arrive', () => party.requests.length === 1);
    await client.close(50);
    expect(await answer).toMatchObject({ kind: 'no-answer' });
  });
});
