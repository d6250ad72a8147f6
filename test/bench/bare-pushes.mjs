// What deliveries are measured against: undici alone sends the same requests to the same receivers, with as many lanes at once and as
// many requests per lane as the hub has. It keeps nothing, retries nothing and waits for nobody.
import { randomUUID } from 'node:crypto';
import { Pool } from 'undici';

/** Lanes that the hub drains at once, and requests that a lane has under way. */
const LANES_AT_ONCE = 128;
const PER_LANE = 16;

/** One connection pool per receiving platform, kept warm between rounds. */
export class BarePushes {
  #pools;
  #partiesPerPlatform;

  constructor(receivers, { platforms, parties }) {
    this.#pools = Array.from({ length: platforms }, () => new Pool(receivers, { connections: PER_LANE }));
    this.#partiesPerPlatform = parties;
  }

  /** Sends each of these pushes to every party of every platform. */
  async send(pushes) {
    const waiting = [...this.#pools];
    const drain = async () => {
      for (let pool = waiting.shift(); pool !== undefined; pool = waiting.shift()) await this.#drainLane(pool, pushes);
    };
    await Promise.all(Array.from({ length: LANES_AT_ONCE }, drain));
  }

  async close() {
    await Promise.all(this.#pools.map((pool) => pool.close()));
  }

  async #drainLane(pool, pushes) {
    const total = pushes.length * this.#partiesPerPlatform;
    let next = 0;
    const sendNext = async () => {
      while (next < total) await put(pool, pushes[next++ % pushes.length]);
    };
    await Promise.all(Array.from({ length: Math.min(PER_LANE, total) }, sendNext));
  }
}

async function put(pool, { path, body }) {
  const headers = [
    ...['X-Request-ID', randomUUID(), 'X-Correlation-ID', randomUUID(), 'content-type', 'application/json'],
    ...['OCPI-to-party-id', 'AAA', 'OCPI-to-country-code', 'DE', 'OCPI-from-party-id', 'HUB'],
    ...['OCPI-from-country-code', 'EU', 'authorization', 'Token dG9rZW4tZm9yLXRoZS1odWI='],
  ];
  const answer = await pool.request({ path, method: 'PUT', headers, body });
  await answer.body.dump();
  if (answer.statusCode !== 200) throw new Error(`a receiver answered ${answer.statusCode}`);
}
