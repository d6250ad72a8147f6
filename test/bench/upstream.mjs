// The party behind the hub and behind the bare proxy: an OCPI 2.2.1 platform that registers whoever asks and answers every request at
// once from memory. One port for both, so that both are measured against the same program.
import { createServer } from 'node:http';

const KB = 1024;
const filler = (bytes) => 'x'.repeat(bytes);
const json = (content) => Buffer.from(JSON.stringify({ ...content, timestamp: '2026-01-31T12:00:00Z' }));
const SMALL = json({ status_code: 1000, data: { id: 'LOC1', name: filler(900) } });
const ACCEPTED = json({ status_code: 1000 });
const PAGE = json({
  status_code: 1000,
  data: Array.from({ length: 200 }, (_, n) => ({ id: `LOC${n}`, name: filler(5 * KB) })),
});

let base = '';
const endpoint = (identifier, role) => ({ identifier, role, url: `${base}/${role.toLowerCase()}/${identifier}` });
const details = () => ({
  version: '2.2.1',
  endpoints: [
    { identifier: 'credentials', role: 'SENDER', url: `${base}/credentials` },
    ...['locations', 'sessions', 'tokens'].flatMap((module) => [
      endpoint(module, 'SENDER'),
      endpoint(module, 'RECEIVER'),
    ]),
  ],
});

function answerTo(method, path) {
  if (path === '/versions') return json({ status_code: 1000, data: [{ version: '2.2.1', url: `${base}/details` }] });
  if (path === '/details') return json({ status_code: 1000, data: details() });
  if (method !== 'GET') return ACCEPTED;
  return path.endsWith('/page') ? PAGE : SMALL;
}

const server = createServer((request, response) => {
  const answer = answerTo(request.method, request.url.split('?', 1)[0]);
  const reply = () => {
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': answer.length });
    response.end(answer);
  };
  if (request.method === 'GET') reply();
  else request.on('end', reply).resume();
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  base = `http://127.0.0.1:${server.address().port}`;
  process.stdout.write(`${server.address().port}\n`);
});
