// npm run bench -- open [--seconds 5] [--rounds 3] [--connections 64]
// Requests per second of messages without a receiver, found by their content and by an owner that the hub remembers, against the same
// messages addressed to their receiver: one hub, alternating rounds, the same generator and upstream. Only the ratios mean anything.
import { loadOptions } from './load-options.mjs';
import { cpuMs, load, start, stop } from './processes.mjs';
import { startRegisteredHub } from './registered-hub.mjs';

const { seconds, rounds, connections } = loadOptions();
const here = (file) => new URL(file, import.meta.url).pathname;

const upstream = await start(here('upstream.mjs'));
const hub = await startRegisteredHub(upstream.first);
const { 'OCPI-to-country-code': toCountry, 'OCPI-to-party-id': toParty, ...open } = hub.headers;
const direct = hub.headers;
const answerer = { country_code: toCountry, party_id: toParty };

// The asker is an EMSP and the upstream a CPO: what an EMSP may ask of it without naming it.
const CASES = [
  {
    name: 'GET of a Location of a remembered owner, 1 KB answer',
    method: 'GET',
    path: '/sender/locations/LOC1',
  },
  {
    name: 'GET of an EVSE by its EVSE id, 1 KB answer',
    method: 'GET',
    path: `/sender/locations/LOC1/${toCountry}*${toParty}*E840*6487`,
  },
  {
    name: 'PUT of a session by the owner of its token, 2 KB body',
    method: 'PUT',
    path: '/receiver/sessions/DE/ASK/S1',
    body: JSON.stringify({ filler: 'x'.repeat(1900), cdr_token: { ...answerer, uid: '1', contract_id: 'c' } }),
  },
];

function requestOf({ method, path, body = '' }, headers) {
  const all = { Host: `127.0.0.1:${hub.port}`, ...headers };
  if (body !== '') Object.assign(all, { 'Content-Type': 'application/json', 'Content-Length': String(body.length) });
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} /ocpi/2.2.1${path} HTTP/1.1\r\n${lines.join('')}\r\n${body}`;
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
async function measure(oneCase, headers, forSeconds) {
  const cpuBefore = cpuMs(hub.pid);
  const request = Buffer.from(requestOf(oneCase, headers)).toString('base64');
  const result = await load({ port: hub.port, connections, seconds: forSeconds, request });
  return { ...result, cpuUs: ((cpuMs(hub.pid) - cpuBefore) * 1000) / result.answers };
}

/** One answer, as the hub gives it. */
async function once({ method, path, body }, headers) {
  const init = { method, headers: { ...headers, ...(body ? { 'Content-Type': 'application/json' } : {}) }, body };
  return (await fetch(`http://127.0.0.1:${hub.port}/ocpi/2.2.1${path}`, init)).json();
}

/** The hub learns from traffic, a moment after it has passed. */
async function untilFound(oneCase) {
  const deadline = performance.now() + 20_000;
  for (;;) {
    await once(oneCase, direct);
    const { status_code: code, status_message: words } = await once(oneCase, open);
    if (code === 1000) return;
    if (performance.now() > deadline) throw new Error(`${oneCase.name} found no receiver: ${code} ${words}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const WAYS = [
  { name: 'addressed', headers: direct },
  { name: 'open', headers: open },
];
for (const oneCase of CASES) {
  await untilFound(oneCase);
  const results = new Map(WAYS.map((way) => [way, []]));
  for (const way of WAYS) await measure(oneCase, way.headers, 1.5);
  for (let round = 0; round < rounds; round++) {
    for (const way of WAYS) results.get(way).push(await measure(oneCase, way.headers, seconds));
  }
  console.log(`\n${oneCase.name} (${connections} connections, median of ${rounds} rounds of ${seconds} s)`);
  const of = (way, key) => median(results.get(way).map((result) => result[key]));
  const [base] = WAYS;
  for (const way of WAYS) {
    const failures = results.get(way).reduce((sum, result) => sum + result.failures, 0);
    console.log(
      [
        way.name.padEnd(10),
        `${Math.round(of(way, 'perS'))}/s`.padStart(9),
        `ratio ${(of(way, 'perS') / of(base, 'perS')).toFixed(2)}`,
        `cpu ${Math.round(of(way, 'cpuUs'))} us (${(of(base, 'cpuUs') / of(way, 'cpuUs')).toFixed(2)})`,
        `p50 ${of(way, 'p50Ms').toFixed(2)} ms`,
        `p99 ${of(way, 'p99Ms').toFixed(2)} ms`,
        failures > 0 ? `${failures} FAILED` : '',
      ].join('  '),
    );
  }
}
await Promise.all([hub.stop(), stop(upstream)]);
