// A hub in a process of its own with two registered platforms: the benchmark's asker, and the upstream that answers it.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, onboard, untilReady } from './onboarding.mjs';
import { HUB, start, stop } from './processes.mjs';

/** Starts a hub with the given settings, registers both platforms, and resolves with how the asker reaches the upstream. */
export async function startRegisteredHub(upstreamPort, env = {}) {
  const dataDir = mkdtempSync(join(tmpdir(), 'busbar-bench-'));
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const startedAt = performance.now();
  const hub = await start(HUB, [], {
    BUSBAR_PORT: String(port),
    BUSBAR_PUBLIC_URL: base,
    BUSBAR_DATA_DIR: dataDir,
    BUSBAR_ALLOW_PRIVATE_NETWORKS: 'true',
    BUSBAR_RATE_PER_S: '1000000',
    BUSBAR_LOG_LEVEL: 'warn',
    ...env,
  });
  await untilReady(base);
  const bootMs = performance.now() - startedAt;
  const operatorKey = env.BUSBAR_OPERATOR_KEY ?? readFileSync(join(dataDir, 'operator.key'), 'utf8').trim();
  const versionsUrl = `http://127.0.0.1:${upstreamPort}/versions`;
  const at = { base, operatorKey, versionsUrl };
  const asker = await onboard({ ...at, parties: [{ role: 'EMSP', country_code: 'DE', party_id: 'ASK' }] });
  await onboard({ ...at, parties: [{ role: 'CPO', country_code: 'NL', party_id: 'ANS' }] });
  return {
    port,
    bootMs,
    pid: hub.child.pid,
    dataDir,
    operatorKey,
    /** The headers with which the asker addresses the upstream. */
    headers: {
      Authorization: asker,
      'X-Request-ID': '5a3f6b1e-0f5b-4c0e-9f0a-1c2d3e4f5a6b',
      'X-Correlation-ID': '0b6c1f7e-7b0a-4e8e-8a54-6f1d2c3b4a59',
      'OCPI-from-country-code': 'DE',
      'OCPI-from-party-id': 'ASK',
      'OCPI-to-country-code': 'NL',
      'OCPI-to-party-id': 'ANS',
    },
    async stop() {
      await stop(hub);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
