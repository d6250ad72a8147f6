/** A standalone hub that is killed with an attempt under way. It may observe what its receiver gets, and when. */
import { expect, it } from '@jest/globals';
import { freePort } from '../support/free-port.js';
import { startHub } from '../support/hub-process.js';
import { register, startPlatform } from '../support/onboarding.js';

const PUSHED = { module: 'locations', interfaceRole: 'RECEIVER', method: 'PUT' } as const;
/** Less than a lease, let alone a lease and the next look at what is due. */
const WITHIN_MS = 2_000;

it('goes on with what it owes as soon as it is ready again', async () => {
  const env = { BUSBAR_PORT: String(await freePort()) };
  const hub = await startHub({ env });
  const cpo = await startPlatform('CPO NL/CPO');
  const emsp = await startPlatform('EMSP DE/MSP');
  for (const platform of [cpo, emsp]) await register(hub, platform);
  emsp.answerTo(PUSHED, { kind: 'silence' }, 1);
  const body = { id: 'L1', last_updated: '2026-01-30T00:00:00Z' };
  await cpo.request({ ...PUSHED, path: '/NL/CPO/L1', from: 'NL/CPO', to: 'XX/HUB', body });
  await emsp.received.waitFor(PUSHED);

  await hub.kill('SIGKILL');
  await startHub({ env, dataDir: hub.dataDir });
  const readyAt = performance.now();
  await emsp.received.waitFor(PUSHED, 2);

  expect(performance.now() - readyAt).toBeLessThan(WITHIN_MS);
}, 60_000);
