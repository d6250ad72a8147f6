// npm run bench -- deliveries [--profiles standalone,cluster] [--rounds 5] [--samples 50] [--pending 100000]
// What the hub delivers in a second, end to end, from the sender's first push until the last receiver has it, against undici alone that
// sends the same requests with the same concurrency in alternating rounds; what a sender waits for its answer; and what a hub holds in
// memory that cannot deliver. Only the ratios mean anything: every process shares the machine's cores.
import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { Pool } from 'undici';
import { BarePushes } from './bare-pushes.mjs';
import { liveMiB, registerAll, startCluster, startStandalone } from './delivering-hub.mjs';
import { cpuMs, residentMiB, start, stop } from './processes.mjs';

const { values } = parseArgs({
  allowPositionals: true,
  options: {
    profiles: { type: 'string', default: 'standalone,cluster' },
    rounds: { type: 'string', default: '5' },
    samples: { type: 'string', default: '50' },
    pending: { type: 'string', default: '100000' },
  },
});
const [rounds, samples, pending] = [values.rounds, values.samples, values.pending].map(Number);
const PROFILES = { standalone: startStandalone, cluster: startCluster };

/** Each module is offered by so many platforms, which makes the receivers of a push a matter of the module that is pushed. */
const OFFERED = { tenfold: 10, hundredfold: 100, thousandfold: 1000 };
/** Many parties on few platforms: their own module, their own platforms. */
const FEW = { module: 'few', platforms: 4, parties: 25 };
const CASES = [
  { name: '1 broadcast x 100 receivers on 100 platforms', pushes: 1, rounds: rounds * 4, platforms: 100, parties: 1 },
  { name: '100 broadcasts x 100 receivers on 100 platforms', pushes: 100, rounds, platforms: 100, parties: 1 },
  { name: '100 broadcasts x 100 receivers on 4 platforms', pushes: 100, rounds, ...FEW },
];
/** A sender with a full set of connections; more would only wait for each other. */
const SENDER_CONNECTIONS = 16;
const BODY_BYTES = 2048;

const RECEIVERS = new URL('receivers.mjs', import.meta.url).pathname;
const nowMs = () => Number(process.hrtime.bigint()) / 1e6;
const sorted = (numbers) => [...numbers].sort((a, b) => a - b);
const at = (share, numbers) => sorted(numbers)[Math.min(numbers.length - 1, Math.floor(numbers.length * share))];
const median = (numbers) => at(0.5, numbers);
const sum = (numbers) => numbers.reduce((total, each) => total + each, 0);

for (const name of values.profiles.split(',')) await measureProfile(PROFILES[name]);

async function measureProfile(startProfile) {
  const receivers = await start(RECEIVERS);
  const hub = await startProfile();
  const startedAt = nowMs();
  const headers = await registerAll(hub, receivers.first, [
    ...Array.from({ length: Math.max(...Object.values(OFFERED)) }, (_, n) => ({
      modules: Object.keys(OFFERED).filter((module) => n < OFFERED[module]),
      parties: 1,
    })),
    ...Array.from({ length: FEW.platforms }, () => ({ modules: [FEW.module], parties: FEW.parties })),
  ]);
  console.log(`\n== ${hub.name}: ${Math.round((nowMs() - startedAt) / 1000)} s to register all platforms ==`);
  const bench = { hub, receivers, headers, pool: new Pool(hub.base, { connections: SENDER_CONNECTIONS }) };
  for (const oneCase of CASES) await compare(bench, oneCase);
  await measureAnswers(bench);
  await stop(receivers);
  await measureMemory(bench);
  await bench.pool.close();
  await hub.stop();
}

/** Deliveries per second of the hub and of undici alone. */
async function compare(bench, { name, pushes, rounds: times, module = 'hundredfold', platforms, parties }) {
  const { hub, receivers } = bench;
  const bare = new BarePushes(receivers.first, { platforms, parties });
  const total = pushes * platforms * parties;
  const byHub = () => throughHub(bench, newPushes(module, pushes), total);
  const byBare = () => alone({ receivers, bare }, newPushes(module, pushes), total);
  // Connections are made and code is compiled before anything counts.
  for (let warmUp = 0; warmUp < 2; warmUp++) await byHub().then(byBare);
  const results = { hub: [], bare: [] };
  const before = await hub.databaseWork();
  for (let round = 0; round < times; round++) {
    results.hub.push(await byHub());
    results.bare.push(await byBare());
  }
  const after = await hub.databaseWork();
  await bare.close();
  const perS = ({ tookMs }) => (total / tookMs) * 1000;
  const of = (side, read) => median(results[side].map(read));
  const perDelivery = (count) => (count / (total * times)).toFixed(3);
  const details = Object.entries(after.detail).map(
    ([what, count]) => `${perDelivery(count - before.detail[what])} ${what}`,
  );
  console.log(`\n${name} (median of ${times} rounds)`);
  for (const side of ['bare', 'hub']) {
    console.log(
      [
        (side === 'hub' ? hub.name : 'bare undici').padEnd(12),
        `${Math.round(of(side, perS))} deliveries/s`.padStart(20),
        `ratio ${(of(side, perS) / of('bare', perS)).toFixed(2)}`,
        `all there after ${of(side, ({ tookMs }) => tookMs).toFixed(1)} ms`,
        `${Math.round((of(side, (result) => result.cpuMs) / total) * 1000)} us CPU each`,
      ].join('  '),
    );
  }
  console.log(`database, per delivery: ${perDelivery(after.trips - before.trips)} round trips, ${details.join(', ')}`);
}

async function throughHub(bench, pushes, total) {
  const arrived = arrivalOf(bench.receivers, total);
  const cpuBefore = cpuOf(bench.hub);
  const startedAt = nowMs();
  await Promise.all(pushes.map((push) => broadcast(bench, push)));
  const { lastAtMs } = await arrived;
  return { tookMs: lastAtMs - startedAt, cpuMs: cpuOf(bench.hub) - cpuBefore };
}

async function alone({ receivers, bare }, pushes, total) {
  const requests = pushes.map(({ module, rest, body }) => ({ path: `/receiver/${module}${rest}`, body }));
  const arrived = arrivalOf(receivers, total);
  const cpuBefore = process.cpuUsage();
  const startedAt = nowMs();
  await bare.send(requests);
  const { user, system } = process.cpuUsage(cpuBefore);
  const { lastAtMs } = await arrived;
  return { tookMs: lastAtMs - startedAt, cpuMs: (user + system) / 1000 };
}

/** What a sender waits for its answer, one broadcast at a time and each delivered before the next. */
async function measureAnswers(bench) {
  console.log(`\nthe sender's wait for its answer (${samples} broadcasts each)`);
  let least = null;
  for (const [module, receivers] of Object.entries(OFFERED)) {
    const waits = [];
    for (let sample = -5; sample < samples; sample++) {
      const arrived = arrivalOf(bench.receivers, receivers);
      const [push] = newPushes(module, 1);
      const startedAt = nowMs();
      await broadcast(bench, push);
      if (sample >= 0) waits.push(nowMs() - startedAt);
      await arrived;
    }
    least ??= { p50: at(0.5, waits), p99: at(0.99, waits), receivers };
    console.log(
      [
        `${receivers} receivers`.padStart(15),
        `p50 ${at(0.5, waits).toFixed(1)} ms (x${(at(0.5, waits) / least.p50).toFixed(1)})`,
        `p99 ${at(0.99, waits).toFixed(1)} ms (x${(at(0.99, waits) / least.p99).toFixed(1)})`,
        `for x${receivers / least.receivers} receivers`,
      ].join('  '),
    );
  }
}

/** The hub with deliveries that it cannot make, because nobody listens at the receivers' address any more. */
async function measureMemory(bench) {
  const receivers = OFFERED.hundredfold;
  const processes = Object.entries(bench.hub.processes);
  const memory = () =>
    Promise.all(processes.map(async ([, child]) => ({ live: await liveMiB(child), resident: residentMiB(child.pid) })));
  const before = await memory();
  const startedAt = nowMs();
  const left = newPushes('hundredfold', Math.ceil(pending / receivers));
  const sendNext = async () => {
    for (let push = left.pop(); push !== undefined; push = left.pop()) await broadcast(bench, push);
  };
  await Promise.all(Array.from({ length: SENDER_CONNECTIONS }, sendNext));
  const tookS = (nowMs() - startedAt) / 1000;
  const after = await memory();
  const perS = Math.round(pending / tookS);
  console.log(`\n${pending} deliveries pending, their receivers down (taken on in ${tookS.toFixed(1)} s, ${perS}/s)`);
  for (const [index, [name]] of processes.entries()) {
    const words = [before, after].map(({ [index]: { live, resident } }) => `${live} MiB alive (${resident} resident)`);
    console.log(`${name.padStart(15)}  ${words[0]} before, ${words[1]} with all pending`);
  }
}

async function broadcast({ pool, headers }, { module, rest, body }) {
  const answer = await pool.request({
    path: `/ocpi/2.2.1/receiver/${module}${rest}`,
    method: 'PUT',
    headers: { ...headers, 'X-Request-ID': randomUUID(), 'X-Correlation-ID': randomUUID() },
    body,
  });
  const text = await answer.body.text();
  if (answer.statusCode !== 200 || JSON.parse(text).status_code !== 1000) throw new Error(`not taken on: ${text}`);
}

/** Pushes of objects that nothing was ever said of: none replaces another or waits for one. */
function newPushes(module, count) {
  return Array.from({ length: count }, () => {
    const id = randomUUID();
    const object = { country_code: 'NL', party_id: 'CPO', id, last_updated: '2026-01-31T12:00:00Z' };
    const filler = 'x'.repeat(BODY_BYTES - JSON.stringify(object).length);
    return { module, rest: `/NL/CPO/${id}`, body: JSON.stringify({ ...object, filler }) };
  });
}

function arrivalOf({ child }, until) {
  const arrived = new Promise((resolve) => child.once('message', resolve));
  child.send({ until });
  return arrived;
}

function cpuOf({ processes }) {
  return sum(Object.values(processes).map(({ pid }) => cpuMs(pid)));
}
