/**
 * Tokens that change while platforms talk, and handshakes that meet. It may observe what each request is answered and what the
 * operator sees.
 */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { ocpi, type PlatformAnswer, type SimulatedPlatform } from '../../apps/simulator/src/index.js';
import { eventually } from '../support/eventually.js';
import { startHub, type HubProcess } from '../support/hub-process.js';
import { freshCredentials, invite, platformAt, register, startPlatform } from '../support/onboarding.js';

/** Requests under way all the time, and how many of them have to be answered before it is enough. */
const WORKERS = 8;
const ENOUGH = 40;

let hub: HubProcess;
let sender: SimulatedPlatform;
let receiver: SimulatedPlatform;
let senderId: string;
let receiverId: string;

beforeAll(async () => {
  hub = await startHub();
  sender = await startPlatform('EMSP DE/ROT');
  receiver = await startPlatform('CPO NL/ROT');
  senderId = await register(hub, sender);
  receiverId = await register(hub, receiver);
});

function getLocation(token?: string): Promise<PlatformAnswer> {
  const named = { module: 'locations', interfaceRole: 'SENDER', path: '/1', to: 'NL/ROT' } as const;
  return sender.request({ method: 'GET', ...named, ...(token === undefined ? {} : { token }) });
}

/** Sends with one token until told to stop, and counts the answers by HTTP and OCPI status. */
class Traffic {
  private readonly answers = new Map<string, number>();
  private total = 0;
  private isOver = false;
  private readonly workers = Array.from({ length: WORKERS }, () => this.work());

  constructor(private readonly token: string | undefined) {}

  /** Resolves when some more messages were answered. */
  async flow(): Promise<void> {
    const enough = this.total + ENOUGH;
    await eventually('traffic to flow', () => this.total >= enough);
  }

  /** The kinds of answers there were. */
  async stop(): Promise<readonly string[]> {
    this.isOver = true;
    await Promise.all(this.workers);
    return [...this.answers.keys()];
  }

  private async work(): Promise<void> {
    while (!this.isOver) {
      const { status, envelope } = await getLocation(this.token);
      const kind = `${status} ${envelope?.status_code ?? '-'}`;
      this.answers.set(kind, (this.answers.get(kind) ?? 0) + 1);
      this.total += 1;
    }
  }
}

describe('a PUT on credentials', () => {
  it('during traffic costs no message: the old token works until the new one is used', async () => {
    for (let round = 1; round <= 4; round += 1) {
      const traffic = new Traffic(sender.peer?.token);
      await traffic.flow();
      expect(await sender.updateCredentials()).toMatchObject({ done: true });
      await traffic.flow();
      expect(await traffic.stop()).toEqual(['200 1000']);
    }
  });

  it('whose answer is lost locks nobody out: the former token works and takes part in another PUT', async () => {
    const former = sender.peer?.token ?? '';
    const putUnheard = async (): Promise<void> => {
      const url = `${hub.publicUrl}/ocpi/2.2.1/credentials`;
      await sender.request({ method: 'PUT', url, token: former, body: freshCredentials(sender) });
    };
    await putUnheard();
    await putUnheard();
    expect((await getLocation(former)).envelope?.status_code).toBe(1000);
    expect(await sender.updateCredentials()).toMatchObject({ done: true });
    expect((await getLocation()).envelope?.status_code).toBe(1000);
    await eventually('the former token to end', async () => (await getLocation(former)).status === 401);
  });

  it('that fails changes nothing', async () => {
    const { token } = sender.peer ?? {};
    sender.answerTo({ module: 'version-details' }, ocpi(undefined, { ocpiStatus: 3000 }), 1);
    const url = `${hub.publicUrl}/ocpi/2.2.1/credentials`;
    const refused = await sender.request({ method: 'PUT', url, body: freshCredentials(sender) });
    expect(refused.envelope?.status_code).toBe(3001);
    expect((await getLocation(token)).envelope?.status_code).toBe(1000);
    expect(await hub.operator('POST', `/platforms/${senderId}/probe`)).toMatchObject({ body: { ok: true } });
  });
});

describe('rotate-token', () => {
  it('during traffic costs no message of the platform', async () => {
    for (let round = 1; round <= 3; round += 1) {
      const traffic = new Traffic(sender.peer?.token);
      await traffic.flow();
      expect(await hub.operator('POST', `/platforms/${senderId}/rotate-token`)).toMatchObject({ status: 200 });
      await traffic.flow();
      expect(await traffic.stop()).toEqual(['200 1000']);
    }
  });
});

describe('a platform that messages go to', () => {
  it('may end the token of the hub with its PUT: whoever is refused meanwhile knows that nothing was done', async () => {
    const traffic = new Traffic(sender.peer?.token);
    await traffic.flow();
    expect(await receiver.updateCredentials()).toMatchObject({ done: true });
    expect(await hub.operator('POST', `/platforms/${receiverId}/rotate-token`)).toMatchObject({ status: 200 });
    await traffic.flow();
    const kinds = await traffic.stop();
    expect(kinds.filter((kind) => kind !== '200 1000' && kind !== '200 4003')).toEqual([]);
    expect((await getLocation()).envelope?.status_code).toBe(1000);
    expect(await platformAt(hub, receiverId)).toMatchObject({
      status: 'CONNECTED',
      connection: { credentials_refused: false },
    });
  });
});

describe('handshakes of one platform that meet', () => {
  it('with one registration token: exactly one wins, the others are told to wait or that it is done', async () => {
    const platform = await startPlatform('CPO NL/TWO');
    const { id, registration } = await invite(hub, platform);
    const url = `${hub.publicUrl}/ocpi/2.2.1/credentials`;
    const posts = Array.from({ length: 6 }, () => {
      const body = freshCredentials(platform);
      return platform.request({ method: 'POST', url, token: registration.token, body });
    });
    const answers = await Promise.all(posts);

    const won = answers.filter(({ isSuccess }) => isSuccess);
    expect(won).toHaveLength(1);
    for (const lost of answers.filter(({ isSuccess }) => !isSuccess)) {
      expect([401, 405, 429]).toContain(lost.status);
      if (lost.status === 429) expect(Number(lost.headers['retry-after'])).toBeGreaterThan(0);
    }
    const { token } = won[0]?.envelope?.data as { readonly token: string };
    expect((await platform.request({ method: 'GET', url, token })).status).toBe(200);
    expect(await platformAt(hub, id)).toMatchObject({ status: 'CONNECTED' });
  });

  it('a PUT of the platform and a rotation by the operator: whoever wins, both sides go on', async () => {
    const [put, rotated] = await Promise.all([
      sender.updateCredentials(),
      hub.operator('POST', `/platforms/${senderId}/rotate-token`),
    ]);
    expect([put.done, rotated.status === 200]).toContain(true);
    expect((await getLocation()).envelope?.status_code).toBe(1000);
    expect(await hub.operator('POST', `/platforms/${senderId}/probe`)).toMatchObject({ body: { ok: true } });
  });

  it('a party that the operator takes away while the platform registers is not claimed', async () => {
    const platform = await startPlatform(['CPO NL/TA1', 'CPO NL/TA2']);
    const { id, registration } = await invite(hub, platform);
    platform.answerTo({ module: 'version-details' }, async () => {
      const parties = [{ role: 'CPO', country_code: 'NL', party_id: 'TA1' }];
      await hub.operator('PATCH', `/platforms/${id}`, { parties });
      platform.clearAnswers();
      return ocpi({ version: '2.2.1', endpoints: await detailsOf(platform) });
    });
    const { versions_url: versionsUrl, token } = registration;
    const handshake = await platform.registerWith({ versionsUrl, token });
    expect(handshake).toMatchObject({ done: false, step: 'credentials' });
    expect(await platformAt(hub, id)).toMatchObject({ status: 'PLANNED' });
  });
});

async function detailsOf(platform: SimulatedPlatform): Promise<unknown> {
  const token = platform.tokens.issue('connection');
  const url = platform.versionsUrl.replace('versions', '2.2.1');
  const answer = await platform.request({ method: 'GET', url, token });
  return (answer.envelope?.data as { readonly endpoints: unknown }).endpoints;
}
