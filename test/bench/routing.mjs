// npm run bench [-- routing] [--seconds 5] [--rounds 3] [--connections 64]
// Requests per second and latency of the hub against a bare reverse proxy, both measured in alternating rounds by the same generator
// in front of the same upstream. Only the ratios mean anything: every process shares the machine's cores. On a machine that others
// use too, processor time per request says more than requests per second.
import { loadOptions } from './load-options.mjs';
import { cpuMs, load, residentMiB, start, stop } from './processes.mjs';
import { startRegisteredHub } from './registered-hub.mjs';

const { seconds, rounds, connections } = loadOptions();
const here = (file) => new URL(file, import.meta.url).pathname;

const TOKEN = JSON.stringify({
  uid: '012345678',
  country_code: 'DE',
  party_id: 'ASK',
  type: 'RFID',
  filler: 'x'.repeat(1900),
});
const CASES = [
  { name: 'GET, 1 KB answer', method: 'GET', path: '/sender/locations/LOC1', connections },
  { name: 'PUT, 2 KB body', method: 'PUT', path: '/receiver/tokens/DE/ASK/012345678', body: TOKEN, connections },
  { name: 'GET, 1 MB page', method: 'GET', path: '/sender/locations/page', connections: Math.min(16, connections) },
];

const upstream = await start(here('upstream.mjs'));
const bare = await start(here('bare-proxy.mjs'), [`http://127.0.0.1:${upstream.first}`, '1000']);
const hubs = {
  'hub, journal off': await startRegisteredHub(upstream.first, { BUSBAR_JOURNAL_DAYS: '0' }),
  'hub, journal on': await startRegisteredHub(upstream.first),
};

const targets = [
  // The very requests that the hub gets: what it reads and rewrites, the bare proxy passes on.
  {
    name: 'bare proxy',
    port: Number(bare.first),
    pid: bare.child.pid,
    prefix: '',
    headers: hubs['hub, journal off'].headers,
  },
  ...Object.entries(hubs).map(([name, hub]) => ({ ...hub, name, prefix: '/ocpi/2.2.1' })),
];
for (const [name, hub] of Object.entries(hubs)) {
  console.log(`${name}: ready ${Math.round(hub.bootMs)} ms after its start, ${residentMiB(hub.pid)} MiB`);
}

function requestOf(oneCase, target) {
  const body = oneCase.body ?? '';
  const headers = { Host: `127.0.0.1:${target.port}`, ...target.headers };
  if (body !== '')
    Object.assign(headers, { 'Content-Type': 'application/json', 'Content-Length': String(body.length) });
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(
    `${oneCase.method} ${target.prefix}${oneCase.path} HTTP/1.1\r\n${lines.join('')}\r\n${body}`,
  ).toString('base64');
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
async function measure(oneCase, target, forSeconds) {
  const cpuBefore = cpuMs(target.pid);
  const result = await load({
    port: target.port,
    connections: oneCase.connections,
    seconds: forSeconds,
    request: requestOf(oneCase, target),
  });
  return { ...result, cpuUs: ((cpuMs(target.pid) - cpuBefore) * 1000) / result.answers };
}

for (const oneCase of CASES) {
  const results = new Map(targets.map((target) => [target, []]));
  for (const target of targets) await measure(oneCase, target, 1.5);
  for (let round = 0; round < rounds; round++) {
    for (const target of targets) results.get(target).push(await measure(oneCase, target, seconds));
  }
  console.log(`\n${oneCase.name} (${oneCase.connections} connections, median of ${rounds} rounds of ${seconds} s)`);
  const [base] = targets;
  const of = (target, key) => median(results.get(target).map((result) => result[key]));
  for (const target of targets) {
    const failures = results.get(target).reduce((sum, result) => sum + result.failures, 0);
    console.log(
      [
        target.name.padEnd(18),
        `${Math.round(of(target, 'perS'))}/s`.padStart(9),
        `ratio ${(of(target, 'perS') / of(base, 'perS')).toFixed(2)}`,
        `cpu ${Math.round(of(target, 'cpuUs'))} us (${(of(base, 'cpuUs') / of(target, 'cpuUs')).toFixed(2)})`,
        `p50 ${of(target, 'p50Ms').toFixed(2)} ms`,
        `p99 ${of(target, 'p99Ms').toFixed(2)} ms`,
        `(x${(of(target, 'p99Ms') / of(base, 'p99Ms')).toFixed(2)})`,
        failures > 0 ? `${failures} FAILED` : '',
      ].join('  '),
    );
  }
}
console.log('');
for (const target of targets) console.log(`${target.name}: ${residentMiB(target.pid)} MiB after the load`);
await Promise.all([...Object.values(hubs).map((hub) => hub.stop()), stop(bare), stop(upstream)]);
