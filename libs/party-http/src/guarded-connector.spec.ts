import { describe, expect, it } from '@jest/globals';
import { aPartyClient, aRawParty, aRequest, platformWith } from '../../../test/support/party-http.js';
import { httpAnswer, type RawParty } from '../../../test/support/raw-party.js';
import { SELF_SIGNED } from '../../../test/support/self-signed.js';

/** May observe: a listener on loopback that counts the connections made to it, and a resolver that the test plays. */

const NOT_ALLOWED = { kind: 'not-sent', reason: 'address-not-allowed' };

function aListener(): Promise<RawParty> {
  return aRawParty((socket) => socket.write(httpAnswer('{}')));
}

describe('the door out', () => {
  it('makes no connection to an internal address, however it is spelled', async () => {
    const party = await aListener();
    const client = aPartyClient({ allowPrivateNetworks: false });
    const hosts = [
      '127.0.0.1',
      '2130706433',
      '0177.0.0.1',
      '0x7f.1',
      '127.1',
      '１２７.0.0.1',
      '[::ffff:127.0.0.1]',
      'localhost',
    ];
    const schemes = ['http', 'https'];
    const urls = schemes.flatMap((scheme) => hosts.map((host) => `${scheme}://${host}:${party.port}/`));
    for (const url of urls) expect(await client.exchange(aRequest(url))).toMatchObject(NOT_ALLOWED);
    expect(party.connections).toBe(0);
  });

  it('makes no connection to a name that resolves to an internal address', async () => {
    const party = await aListener();
    const resolveHost = () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]);
    const client = aPartyClient({ allowPrivateNetworks: false, resolveHost });
    const ending = await client.exchange(aRequest(`https://127.0.0.1.nip.example:${party.port}/`));
    expect(ending).toMatchObject(NOT_ALLOWED);
    expect(party.connections).toBe(0);
  });

  it('makes no connection to a name with a public and an internal address', async () => {
    const party = await aListener();
    const resolveHost = () =>
      Promise.resolve([
        { address: '8.8.8.8', family: 4 },
        { address: '127.0.0.1', family: 4 },
      ]);
    const client = aPartyClient({ allowPrivateNetworks: false, resolveHost });
    const ending = await client.exchange(aRequest(`https://mixed.example:${party.port}/`));
    expect(ending).toMatchObject(NOT_ALLOWED);
    expect(party.connections).toBe(0);
  });

  it('asks for a name once per connection and goes to the address that it checked', async () => {
    const party = await aListener();
    let lookups = 0;
    const resolveHost = () => {
      lookups += 1;
      return Promise.resolve([{ address: lookups === 1 ? '127.0.0.1' : '169.254.169.254', family: 4 }]);
    };
    const client = aPartyClient({ resolveHost });
    const ending = await client.exchange(aRequest(`http://rebinding.example:${party.port}/`));
    expect(ending.kind).toBe('answer');
    expect(lookups).toBe(1);
    expect(party.requests[0]).toMatch(`host: rebinding.example:${party.port}`);
  });

  it('goes on to the next address of a name when one does not listen', async () => {
    const party = await aListener();
    const resolveHost = () =>
      Promise.resolve([
        { address: '127.0.0.2', family: 4 },
        { address: '127.0.0.1', family: 4 },
      ]);
    const ending = await aPartyClient({ resolveHost }).exchange(aRequest(`http://two.example:${party.port}/`));
    expect(ending.kind).toBe('answer');
  });

  it('lets a name lead into an allowed network of its platform, and nowhere else', async () => {
    const party = await aListener();
    const platform = platformWith({ allowed_networks: ['127.0.0.1/32'] });
    const addresses = new Map([
      ['inside.example', '127.0.0.1'],
      ['outside.example', '127.0.0.2'],
      ['public.example', '8.8.8.8'],
    ]);
    const resolveHost = (name: string) => Promise.resolve([{ address: addresses.get(name) ?? '', family: 4 }]);
    const client = aPartyClient({ allowPrivateNetworks: false, resolveHost });
    const to = (host: string) => client.exchange(aRequest(`http://${host}:${party.port}/`, { platform }));
    expect((await to('inside.example')).kind).toBe('answer');
    expect(await to('outside.example')).toMatchObject(NOT_ALLOWED);
    // Plain http is admitted to the allowed network only.
    expect(await to('public.example')).toMatchObject(NOT_ALLOWED);
  });

  it('speaks TLS with the name of the URL to the address that it checked', async () => {
    const party = await aRawParty((socket) => socket.write(httpAnswer('{}')), SELF_SIGNED);
    const resolveHost = () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]);
    const client = aPartyClient({ certificateAuthorities: [SELF_SIGNED.cert], resolveHost });
    const url = `https://party.example:${party.port}/`;
    expect((await client.exchange(aRequest(url))).kind).toBe('answer');
    expect((await client.exchange(aRequest(url))).kind).toBe('answer');
    expect(party.connections).toBe(1);
  });

  it.each([
    'https://user:secret@127.0.0.1/',
    'http://127.0.0.1:22/',
    'http://127.0.0.1:6379/',
    'file:///etc/passwd',
    'gopher://127.0.0.1/',
  ])('sends nothing to %s, even in development', async (url) => {
    const ending = await aPartyClient().exchange(aRequest(url));
    expect(ending).toMatchObject(NOT_ALLOWED);
    expect(JSON.stringify(ending)).not.toMatch('secret');
  });
});
