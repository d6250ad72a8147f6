/**
 * A hub as it runs in production: private networks and plain http are not allowed. It may observe what is answered and whether
 * anybody connected to a listener on every address of this machine.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import { hostname } from 'node:os';
import type { PlatformAnswer, SimulatedPlatform } from '../../apps/simulator/src/index.js';
import { startHub, type HubProcess } from '../support/hub-process.js';
import { freshCredentials, invite, platformAt, register, startPlatform } from '../support/onboarding.js';

/** A guarded address is refused at once; whoever tries to connect first waits for the network. */
const AT_ONCE_MS = 1000;

let hub: HubProcess;
let platform: SimulatedPlatform;
let id: string;
let token: string;
let listener: Server;
let connections = 0;
let port: number;

beforeAll(async () => {
  hub = await startHub({ env: { BUSBAR_ALLOW_PRIVATE_NETWORKS: 'false' } });
  listener = createServer((socket) => {
    connections += 1;
    socket.destroy();
  }).listen(0);
  await once(listener, 'listening');
  ({ port } = listener.address() as AddressInfo);
  platform = await startPlatform('CPO NL/PRV');
  const invited = await invite(hub, platform);
  id = invited.id;
  token = invited.registration.token;
});
afterAll(() => {
  listener.close();
});

function post(url: string): Promise<PlatformAnswer> {
  const body = { ...freshCredentials(platform), url };
  return platform.request({ method: 'POST', url: `${hub.publicUrl}/ocpi/2.2.1/credentials`, token, body });
}

const SPELLINGS_OF_THIS_MACHINE = [
  ...[
    '127.0.0.1',
    '127.0.0.1.',
    '127.1',
    '127.0.1',
    '2130706433',
    '0x7f000001',
    '017700000001',
    '0177.0.0.1',
    '0x7f.1',
  ],
  ...['0.0.0.0', '0', '[::]', '[::1]', '[0:0:0:0:0:0:0:1]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[::127.0.0.1]'],
  ...['[64:ff9b::7f00:1]', '[2002:7f00:1::]', '127.255.255.254'],
  ...[
    'localhost',
    'localhost.',
    'LOCALHOST',
    'me.localhost',
    hostname(),
    '①②⑦.⓪.⓪.①',
    '127。0。0。1',
    '%31%32%37.0.0.1',
  ],
];

describe('a versions URL on a private address is answered 3001 and nobody is connected to', () => {
  it.each(SPELLINGS_OF_THIS_MACHINE)('%s', async (host) => {
    for (const scheme of ['https', 'http']) {
      const answer = await post(`${scheme}://${host}:${port}/ocpi/versions`);
      expect([scheme, answer.status, answer.envelope?.status_code]).toEqual([scheme, 200, 3001]);
    }
    expect(connections).toBe(0);
  });

  it.each([
    ...['10.0.0.1', '172.16.0.1', '192.168.1.1', '100.64.0.1', '169.254.169.254', '100.100.100.200', '168.63.129.16'],
    ...[
      '224.0.0.1',
      '255.255.255.255',
      '[fd00:ec2::254]',
      '[fe80::1]',
      '[ff02::1]',
      '[fc00::1]',
      '[::ffff:169.254.169.254]',
    ],
  ])('%s, at once', async (host) => {
    const startedAt = performance.now();
    const answer = await post(`https://${host}/ocpi/versions`);
    expect(answer.envelope).toMatchObject({ status_code: 3001 });
    expect(answer.envelope?.status_message).toMatch(/does not connect to/);
    expect(performance.now() - startedAt).toBeLessThan(AT_ONCE_MS);
  });

  it('a public one without TLS, at once', async () => {
    const startedAt = performance.now();
    const answer = await post('http://9.9.9.9/ocpi/versions');
    expect(answer.envelope).toMatchObject({ status_code: 3001 });
    expect(performance.now() - startedAt).toBeLessThan(AT_ONCE_MS);
  });

  it('and it would have shown', async () => {
    await once(connect(port, '127.0.0.1'), 'close');
    expect(connections).toBe(1);
    connections = 0;
  });

  it('and the platform stays PLANNED, with a registration token that still works', async () => {
    expect(await platformAt(hub, id)).toMatchObject({ status: 'PLANNED' });
    const url = `${hub.publicUrl}/ocpi/2.2.1/credentials`;
    expect(await platform.request({ method: 'GET', url, token })).toMatchObject({ status: 200 });
  });
});

describe('an operator', () => {
  it('cannot connect the hub to a private address either', async () => {
    const connect = { versions_url: `https://127.0.0.1:${port}/ocpi/versions`, token: 'x' };
    const refused = await hub.operator<{ detail: string }>('POST', `/platforms/${id}/connect`, connect);
    expect(refused.status).toBe(502);
    expect(refused.body.detail).toMatch(/does not connect to/);
    expect(connections).toBe(0);
  });

  it('may allow one platform one network, and take it back: 4003 then, without a connection', async () => {
    const settings = { allowed_networks: ['127.0.0.0/8'] };
    const receiver = await startPlatform('CPO NL/ALW');
    const sender = await startPlatform('EMSP DE/ALW');
    const receiverId = await register(hub, receiver, { settings });
    await register(hub, sender, { settings });
    const send = (): Promise<PlatformAnswer> =>
      sender.request({ method: 'GET', module: 'locations', interfaceRole: 'SENDER', path: '/1', to: 'NL/ALW' });
    expect((await send()).envelope?.status_code).toBe(1000);
    receiver.received.clear();

    await hub.operator('PATCH', `/platforms/${receiverId}`, { settings: { allowed_networks: [] } });

    const answer = await send();
    expect([answer.status, answer.envelope?.status_code]).toEqual([200, 4003]);
    expect(receiver.received.all).toHaveLength(0);
    // It is the hub's own rule: it counts against nobody.
    expect(await platformAt(hub, receiverId)).toMatchObject({
      status: 'CONNECTED',
      connection: { failures_in_a_row: 0 },
    });
  });
});
