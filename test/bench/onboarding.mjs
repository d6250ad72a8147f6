// How platforms of a benchmark join a hub: created by the operator, registered by Credentials.
import { createServer } from 'node:net';

/** Lets a platform register with its versions URL, and resolves with the Authorization header that it then sends. */
export async function onboard({ base, operatorKey, versionsUrl, parties }) {
  const [{ party_id: name }] = parties;
  const made = await ask(`${base}/api/v1/platforms`, `Bearer ${operatorKey}`, {
    name,
    parties,
    settings: { in_flight: 1000, pull: [] },
  });
  const credentials = await ask(`${base}/ocpi/2.2.1/credentials`, tokenHeader(made.registration.token), {
    token: `token-for-the-hub-of-${name}`,
    url: versionsUrl,
    roles: parties.map((party) => ({ ...party, business_details: { name: party.party_id } })),
  });
  return tokenHeader(credentials.data.token);
}

/** Resolves when the process at this address says that it is ready. */
export async function untilReady(base) {
  for (let tries = 0; tries < 2000; tries++) {
    const ready = await fetch(`${base}/readyz`).catch(() => null);
    if (ready?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`${base} did not become ready`);
}

/** A port that nobody listens on at this moment. */
export function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

function tokenHeader(token) {
  return `Token ${Buffer.from(token).toString('base64')}`;
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
