import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { plain, type PlainAnswer, type PlatformAnswer } from '../../apps/simulator/src/index.js';
import { eventually } from '../support/eventually.js';
import { endingOf, headerOf } from '../support/hub-answers.js';
import { expectUnharmed } from '../support/hub-health.js';
import type { HubProcess } from '../support/hub-process.js';
import type { JoinedPlatform } from '../support/joined-platform.js';
import { rowsOf } from '../support/journal-of.js';
import { RawAsker } from '../support/raw-asker.js';
import { residentMiB } from '../support/resident-memory.js';
import { forget, GET_LOCATIONS, startRoaming } from '../support/roaming.js';

/** Pages of many megabytes, which pass as they come. It observes bytes, endings and the hub's memory. */
const MIB = 1024 * 1024;

describe('an answer of many megabytes', () => {
  let hub: HubProcess;
  let cpo: JoinedPlatform;
  let emsp: JoinedPlatform;

  beforeAll(async () => {
    const env = { BUSBAR_OFFLINE_AFTER: '1000', BUSBAR_FORWARD_TIMEOUT_MS: '5000' };
    ({ hub, cpo, emsp } = await startRoaming({ env }));
  }, 60_000);

  afterAll(() => expectUnharmed(hub));

  beforeEach(() => forget(cpo, emsp));

  const ask = (): Promise<PlatformAnswer> => emsp.request(GET_LOCATIONS);
  /** JSON of that size that does not compress or repeat. */
  const page = (mib: number): PlainAnswer => {
    const data = randomBytes(Math.ceil((mib * MIB * 3) / 4)).toString('base64');
    return plain({ body: `{"data":"${data}","status_code":1000}`, headers: ['X-Total-Count', '7', 'X-Limit', '7'] });
  };
  const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
  const head = (): string => {
    const token = Buffer.from(emsp.peer?.token ?? '').toString('base64');
    const to = 'OCPI-to-country-code: NL\r\nOCPI-to-party-id: CPO';
    return `GET /ocpi/2.2.1/sender/locations HTTP/1.1\r\nHost: hub\r\nAuthorization: Token ${token}\r\n${to}\r\n`;
  };

  it.each([20, 63])('arrives whole: %i MiB', async (mib) => {
    const sent = page(mib);
    cpo.answerTo({ module: 'locations' }, sent);
    const answer = await ask();
    expect([answer.status, answer.bytes.length, sha256(answer.bytes)]).toEqual([
      200,
      sent.body.length,
      sha256(sent.body),
    ]);
    expect([headerOf(answer, 'x-total-count'), headerOf(answer, 'content-length')]).toEqual([
      '7',
      String(sent.body.length),
    ]);
    const [row] = await rowsOf(hub, answer.sentCorrelationId);
    expect(row).toMatchObject({ outcome: 'answered', ocpi_status: 1000, answer_bytes: sent.body.length });
  });

  it('arrives whole in ten copies at once', async () => {
    const sent = page(8);
    cpo.answerTo({ module: 'locations' }, sent);
    const answers = await Promise.all(Array.from({ length: 10 }, ask));
    expect(new Set(answers.map(({ bytes }) => sha256(bytes)))).toEqual(new Set([sha256(sent.body)]));
  });

  it('waits at its sender when the asker does not read: it does not pile up in the hub', async () => {
    cpo.answerTo({ module: 'locations' }, page(40));
    const askers = await Promise.all(Array.from({ length: 5 }, () => RawAsker.to(hub.url)));
    const before = await residentMiB(hub.pid);
    for (const asker of askers) {
      asker.pause();
      await asker.write(`${head()}\r\n`);
    }
    await cpo.received.waitFor({ module: 'locations' }, askers.length);
    const startedAt = performance.now();
    let most = 0;
    while (performance.now() - startedAt < 1_000) most = Math.max(most, await residentMiB(hub.pid));
    expect(most - before).toBeLessThan(80);
    expect((await emsp.request({ method: 'GET', module: 'hubclientinfo' })).isSuccess).toBe(true);
    for (const asker of askers) asker.close();
  });

  it('is no longer fetched once the asker has gone', async () => {
    cpo.answerTo({ module: 'locations' }, page(40));
    const asker = await RawAsker.to(hub.url);
    await asker.write(`${head()}X-Correlation-ID: gone-1\r\n\r\n`);
    await eventually('the answer to begin', () => asker.answer.status === 200);
    asker.close();
    const [row] = await rowsOf(hub, 'gone-1');
    expect(row?.why).toMatch(/was not awaited by the asker$/);
  });

  it.each([
    ['by its announced length', { kind: 'cut-off', announcedBytes: 9 * MIB, sentBytes: 3 * MIB } as const, 3 * MIB],
    ['by the cap of 64 MiB', { kind: 'endless' } as const, 64 * MIB],
  ])(
    "that breaks off (%s) ends the asker's connection: nobody takes it for whole",
    async (_title, answer, mostBytes) => {
      cpo.answerTo({ module: 'locations' }, answer);
      const torn = await ask().catch((error: unknown) => error as { readonly received: number });
      expect(torn).toMatchObject({ name: 'NoWholeAnswer', status: 200 });
      expect((torn as { received: number }).received).toBeLessThanOrEqual(mostBytes);
      expect((torn as { received: number }).received).toBeGreaterThan(0);
    },
  );

  it('of more than 64 MiB, announced, is not begun: 4002', async () => {
    cpo.answerTo({ module: 'locations' }, { kind: 'cut-off', announcedBytes: 64 * MIB + 1, sentBytes: MIB });
    expect(endingOf(await ask())).toEqual({ http: 200, ocpi: 4002, from: 'XX/HUB', to: 'DE/MSP' });
  });
});
