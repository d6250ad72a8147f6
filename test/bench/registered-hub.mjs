// A hub in a process of its own with two registered platforms: the benchmark's asker, and the upstream that answers it.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { start, stop } from './processes.mjs';

const HUB = new URL('../../dist/apps/hub/src/main.js', import.meta.url).pathname;

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
  const operatorKey = readFileSync(join(dataDir, 'operator.key'), 'utf8').trim();
  const asker = await onboard({
    base,
    operatorKey,
    upstreamPort,
    party: { role: 'EMSP', country_code: 'DE', party_id: 'ASK' },
  });
  await onboard({ base, operatorKey, upstreamPort, party: { role: 'CPO', country_code: 'NL', party_id: 'ANS' } });
  return {
    port,
    bootMs,
    pid: hub.child.pid,
    /** The headers with which the asker addresses the upstream. */
    headers: {
      Authorization: `Token ${Buffer.from(asker).toString('base64')}`,
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

/** Lets a platform register by Credentials with the upstream's URLs, and resolves with the token it then holds. */
async function onboard({ base, operatorKey, upstreamPort, party }) {
  const made = await ask(`${base}/api/v1/platforms`, `Bearer ${operatorKey}`, {
    name: party.party_id,
    parties: [party],
    settings: { in_flight: 1000 },
  });
  const { token } = made.registration;
  const credentials = await ask(`${base}/ocpi/2.2.1/credentials`, `Token ${Buffer.from(token).toString('base64')}`, {
    token: `token-for-the-hub-of-${party.party_id}`,
    url: `http://127.0.0.1:${upstreamPort}/versions`,
    roles: [{ ...party, business_details: { name: party.party_id } }],
  });
  return credentials.data.token;
}

async function ask(url, authorization, body) {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const content = await answer.json();
  if (!answer.ok || (content.status_code ?? 1000) >= 2000) throw new Error(`${url}: ${JSON.stringify(content)}`);
  return content;
}

async function untilReady(base) {
  for (let tries = 0; tries < 2000; tries++) {
    const ready = await fetch(`${base}/readyz`).catch(() => null);
    if (ready?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('the hub did not become ready');
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
