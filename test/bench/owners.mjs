// npm run bench -- owners [--minutes 3] [--seconds 3] [--lookups 2000] [--connections 64]
// How the owner index grows in MariaDB: fills it in steps, each as large as all before, for as long as the time allows, and shows at
// each step what a look-up takes (remembered, or one indexed read from the database) and what direct routing does meanwhile.
import { parseArgs } from 'node:util';
import { createConnection } from 'mysql2/promise';
import { openDatabase } from '../../dist/libs/database/src/index.js';
import { OBJECT_STORES, TypeormOwnerIndex } from '../../dist/libs/objects/src/index.js';
import { cpuMs, load, residentMiB, start, stop } from './processes.mjs';
import { startPrivateServers } from './private-servers.mjs';
import { startRegisteredHub } from './registered-hub.mjs';

const { values } = parseArgs({
  allowPositionals: true,
  options: {
    minutes: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '3' },
    lookups: { type: 'string', default: '2000' },
    connections: { type: 'string', default: '64' },
  },
});
const [minutes, seconds, lookups, connections] = [
  values.minutes,
  values.seconds,
  values.lookups,
  values.connections,
].map(Number);
const here = (file) => new URL(file, import.meta.url).pathname;
const FIRST_STEP = 125_000;
const ROWS_PER_INSERT = 5_000;
/** Place of `token` among the kinds. */
const TOKEN_KIND = 8;
/** As random as the uids of cards: neighbours in time are no neighbours in the index. */
const uidOf = (number) =>
  `04${(Math.imul(number + 1, 0x9e37_79b1) >>> 0).toString(16).toUpperCase().padStart(8, '0')}A1B2`;

const servers = await startPrivateServers();
const upstream = await start(here('upstream.mjs'));
const hub = await startRegisteredHub(upstream.first, {
  BUSBAR_DATABASE_URL: servers.databaseUrl,
  BUSBAR_SECRET_KEY: '07'.repeat(32),
  BUSBAR_OPERATOR_KEY: 'operator-key-of-the-benchmark',
});
const connection = await createConnection(servers.databaseUrl);
const database = await openDatabase({ kind: 'mysql', url: servers.databaseUrl }, OBJECT_STORES);
const clock = { now: () => Date.now(), elapsed: () => performance.now() };
const newIndex = () => new TypeormOwnerIndex({ database, clock, factsPerOwner: 1e9, report: console.error });

async function fill(from, until, deadline) {
  const day = Math.floor(Date.now() / 86_400_000);
  let at = from;
  while (at < until && performance.now() < deadline) {
    const rows = [];
    for (let row = 0; row < ROWS_PER_INSERT; row++, at++) {
      rows.push(`(${TOKEN_KIND},'${uidOf(at)}','NL/E${String(at % 40).padStart(2, '0')}',0,${day})`);
    }
    await connection.query(`INSERT IGNORE INTO owner_facts (kind, id_key, owner, is_hearsay, seen_day) VALUES ${rows}`);
  }
  return at;
}

async function timeLookups(index, ids) {
  const timesMs = [];
  for (const id of ids) {
    const begun = performance.now();
    const owners = await index.ownersOf({ kind: 'token', id });
    timesMs.push(performance.now() - begun);
    if (owners === 'database-lost' || owners.length === 0) throw new Error(`nobody owns ${id}`);
  }
  timesMs.sort((a, b) => a - b);
  return { p50: timesMs[Math.floor(timesMs.length / 2)], p99: timesMs[Math.floor(timesMs.length * 0.99)] };
}

function timeRemembered(index, ids) {
  const rounds = 50;
  const begun = performance.now();
  for (let round = 0; round < rounds; round++) for (const id of ids) index.ownersOf({ kind: 'token', id });
  return ((performance.now() - begun) * 1000) / (rounds * ids.length);
}

const body = JSON.stringify({
  uid: '012345678',
  country_code: 'DE',
  party_id: 'ASK',
  type: 'RFID',
  filler: 'x'.repeat(1900),
});
const request = Buffer.from(
  `PUT /ocpi/2.2.1/receiver/tokens/DE/ASK/012345678 HTTP/1.1\r\n${Object.entries({
    Host: `127.0.0.1:${hub.port}`,
    ...hub.headers,
    'Content-Type': 'application/json',
    'Content-Length': String(body.length),
  })
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')}\r\n${body}`,
).toString('base64');

async function route(forSeconds) {
  const before = cpuMs(hub.pid);
  const result = await load({ port: hub.port, connections, seconds: forSeconds, request });
  return { ...result, cpuUs: ((cpuMs(hub.pid) - before) * 1000) / result.answers };
}

await route(2);
const endsAt = performance.now() + minutes * 60_000;
console.log('  entries    fill/s   miss p50   miss p99   remembered   PUT/s   cpu/PUT   hub');
for (let entries = 0, step = FIRST_STEP; ; step = entries) {
  const begun = performance.now();
  const reached = await fill(entries, entries + step, endsAt);
  const fillPerS = (reached - entries) / ((performance.now() - begun) / 1000);
  const isLast = reached < entries + step;
  entries = reached;
  const ids = Array.from({ length: lookups }, () => uidOf(Math.floor(Math.random() * entries)));
  const index = newIndex();
  const miss = await timeLookups(index, ids);
  const rememberedUs = timeRemembered(index, ids);
  const routing = await route(seconds);
  console.log(
    [
      String(entries).padStart(9),
      String(Math.round(fillPerS)).padStart(9),
      `${miss.p50.toFixed(2)} ms`.padStart(10),
      `${miss.p99.toFixed(2)} ms`.padStart(10),
      `${rememberedUs.toFixed(2)} us`.padStart(12),
      String(Math.round(routing.perS)).padStart(7),
      `${Math.round(routing.cpuUs)} us`.padStart(9),
      `${residentMiB(hub.pid)} MiB`.padStart(8),
      routing.failures > 0 ? `${routing.failures} FAILED` : '',
    ].join(' '),
  );
  await index.close();
  if (isLast || performance.now() >= endsAt) break;
}
await connection.end();
await database.close();
await Promise.all([hub.stop(), stop(upstream)]);
await servers.stop();
