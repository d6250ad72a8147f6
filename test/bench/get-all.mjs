// npm run bench -- get-all [--locations 100000] [--bytes 5000] [--rounds 3] [--requests 60]
// A hub on SQLite pulls a list of Locations and serves it: the first page and page 900 against a bare SELECT of the same rows behind
// node:http, by turns in the same run; then one client follows every Link, and the hub's memory is read as it goes.
import { Agent, request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { residentMiB, start, stop } from './processes.mjs';
import { startRegisteredHub } from './registered-hub.mjs';

const { values } = parseArgs({
  allowPositionals: true,
  options: {
    locations: { type: 'string', default: '100000' },
    bytes: { type: 'string', default: '5000' },
    rounds: { type: 'string', default: '3' },
    requests: { type: 'string', default: '60' },
  },
});
const [locations, bytes, rounds, requests] = [values.locations, values.bytes, values.rounds, values.requests].map(
  Number,
);
const LIMIT = 100;
const LATE_PAGE = Math.min(900, Math.floor(locations / LIMIT));
const here = (file) => new URL(file, import.meta.url).pathname;
const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

const list = await start(here('location-list.mjs'), [String(locations), String(bytes)]);
const hub = await startRegisteredHub(list.first, { BUSBAR_OBJECTS_PER_OWNER: String(locations) });
const base = `http://127.0.0.1:${hub.port}`;
const operator = async (method, path, body) => {
  const headers = { authorization: `Bearer ${hub.operatorKey}`, 'content-type': 'application/json' };
  const answer = await fetch(`${base}/api/v1${path}`, { method, headers, body: body && JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
};

const { items } = await operator('GET', '/platforms');
const owner = items.find(({ parties }) => parties.some(({ party }) => party === 'NL/ANS'));
const pullStartedAt = performance.now();
await operator('PATCH', `/platforms/${owner.id}`, { settings: { pull: ['locations'] } });
let mostWhilePulling = 0;
for (;;) {
  const { items: pulls } = await operator('GET', `/platforms/${owner.id}/pulls`);
  mostWhilePulling = Math.max(mostWhilePulling, residentMiB(hub.pid));
  if (pulls[0]?.last_error) throw new Error(pulls[0].last_error);
  if (pulls[0]?.last_full_at) break;
  await new Promise((resolve) => setTimeout(resolve, 500));
}
const pullS = (performance.now() - pullStartedAt) / 1_000;
console.log(
  `pulled ${locations} Locations of ${bytes} bytes in ${pullS.toFixed(0)} s (${Math.round(locations / pullS)}/s), ` +
    `${mostWhilePulling} MiB resident at most`,
);

const bare = await start(here('bare-select.mjs'), [join(hub.dataDir, 'busbar.sqlite')]);
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
const { 'OCPI-to-country-code': _country, 'OCPI-to-party-id': _party, ...headers } = hub.headers;

/** One GET: time from the request to the last byte, and the answer. */
function get(url, withHeaders = {}) {
  return new Promise((resolve, reject) => {
    const startedAt = performance.now();
    httpRequest(url, { agent, headers: withHeaders }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ ms: performance.now() - startedAt, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    })
      .on('error', reject)
      .end();
  });
}
const LIST = `${base}/ocpi/2.2.1/sender/locations`;
const fromHub = async (url) => {
  const answer = await get(url, headers);
  if (!answer.body.includes('"status_code":1000')) throw new Error(answer.body.toString().slice(0, 300));
  return answer;
};
const linkIn = ({ headers: { link } }) => (link === undefined ? null : link.slice(1, link.indexOf('>')));

const lateOffset = (LATE_PAGE - 1) * LIMIT;
const before = await fromHub(`${LIST}?offset=${lateOffset - LIMIT}&limit=${LIMIT}&x=1`);
const CASES = [
  { name: 'first page', hub: `${LIST}?limit=${LIMIT}`, offset: 0 },
  { name: `page ${LATE_PAGE}, by its Link`, hub: linkIn(before), offset: lateOffset },
  {
    name: `page ${LATE_PAGE}, by its offset alone`,
    hub: `${LIST}?offset=${lateOffset}&limit=${LIMIT}`,
    offset: lateOffset,
  },
];
for (const { name, hub: url, offset } of CASES) {
  const select = `http://127.0.0.1:${bare.first}/?offset=${offset}&limit=${LIMIT}`;
  const [ours, theirs] = [await fromHub(url), await get(select)];
  const ids = ({ body }) =>
    JSON.parse(body)
      .data.map(({ id }) => id)
      .join();
  if (ids(ours) !== ids(theirs)) throw new Error(`${name}: not the same rows`);
  for (let warm = 0; warm < 30; warm++) await Promise.all([fromHub(url), get(select)]);
  for (let round = 1; round <= rounds; round++) {
    const times = { hub: [], bare: [], select: [] };
    for (let turn = 0; turn < requests; turn++) {
      times.hub.push((await fromHub(url)).ms);
      const answer = await get(select);
      times.bare.push(answer.ms);
      times.select.push(Number(answer.headers['x-select-us']) / 1_000);
    }
    const [ourMs, bareMs, selectMs] = [times.hub, times.bare, times.select].map(median);
    console.log(
      `${name.padEnd(30)} round ${round}: hub ${ourMs.toFixed(2)} ms, bare SELECT ${bareMs.toFixed(2)} ms ` +
        `(${selectMs.toFixed(2)} ms in SQLite), x${(ourMs / bareMs).toFixed(2)}`,
    );
  }
}

const memory = [residentMiB(hub.pid)];
const seen = new Set();
const crawlStartedAt = performance.now();
let pages = 0;
for (let url = `${LIST}?limit=${LIMIT}`; url !== null; pages++) {
  const page = await fromHub(url);
  for (const { id } of JSON.parse(page.body).data) seen.add(id);
  if (pages % 50 === 0) memory.push(residentMiB(hub.pid));
  url = linkIn(page);
}
const crawlS = (performance.now() - crawlStartedAt) / 1_000;
const tenth = Math.max(1, Math.floor(memory.length / 10));
const [early, late] = [memory.slice(1, 1 + tenth), memory.slice(-tenth)].map(median);
console.log(
  `crawled ${seen.size} of ${locations} on ${pages} pages in ${crawlS.toFixed(1)} s; resident ${memory[0]} MiB before, ` +
    `${early} MiB in the first tenth, ${late} MiB in the last, ${Math.max(...memory)} MiB at most`,
);
agent.destroy();
await Promise.all([stop(bare), hub.stop(), stop(list)]);
if (seen.size !== locations) process.exit(1);
