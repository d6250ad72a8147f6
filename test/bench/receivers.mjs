// All receiving platforms of a benchmark in one process: they register, take every push at once and count. Which modules a platform
// offers stands in its versions URL, so that one server is as many platforms as somebody registers: /versions/{module}.{module}
// The benchmark asks over IPC: `{ until: n }` is answered with { count, lastAtMs } once n pushes have arrived, and the count
// begins anew.
import { createServer } from 'node:http';

const ACCEPTED = envelope({});
const HEADERS = { 'Content-Type': 'application/json', 'Content-Length': ACCEPTED.length };
const [listenOn = '0'] = process.argv.slice(2);
let base = '';
let count = 0;
let lastAtMs = 0;
let awaited = Number.POSITIVE_INFINITY;

/** On a clock that all processes of a machine share. */
const nowMs = () => Number(process.hrtime.bigint()) / 1e6;

function envelope(content) {
  return Buffer.from(JSON.stringify({ status_code: 1000, timestamp: '2026-01-31T12:00:00Z', ...content }));
}

function configuration(path) {
  const [, kind, modules] = path.split('/');
  if (kind === 'versions') return envelope({ data: [{ version: '2.2.1', url: `${base}/details/${modules}` }] });
  const offered = modules
    .split('.')
    .flatMap((identifier) =>
      ['SENDER', 'RECEIVER'].map((role) => ({ identifier, role, url: `${base}/${role.toLowerCase()}/${identifier}` })),
    );
  const credentials = { identifier: 'credentials', role: 'SENDER', url: `${base}/credentials` };
  return envelope({ data: { version: '2.2.1', endpoints: [credentials, ...offered] } });
}

function tellIfAllArrived() {
  if (count < awaited) return;
  process.send({ count, lastAtMs });
  count = 0;
  awaited = Number.POSITIVE_INFINITY;
}

const server = createServer((request, response) => {
  if (request.method === 'GET') return response.end(configuration(request.url));
  request
    .on('end', () => {
      response.writeHead(200, HEADERS).end(ACCEPTED);
      count += 1;
      lastAtMs = nowMs();
      tellIfAllArrived();
    })
    .resume();
});
server.keepAliveTimeout = 600_000;
server.listen(Number(listenOn), '127.0.0.1', () => {
  base = `http://127.0.0.1:${server.address().port}`;
  process.stdout.write(`${base}\n`);
});
process.on('message', ({ until }) => {
  awaited = until;
  tellIfAllArrived();
});
process.on('SIGTERM', () => process.exit());
