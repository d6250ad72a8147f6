// node location-list.mjs <count> <bytes>: an OCPI 2.2.1 platform that registers whoever asks and has a list of so many Locations of about
// so many bytes each, in pages as they are asked for. Nothing but one text is in memory.
import { createServer } from 'node:http';

const [count, bytes] = process.argv.slice(2).map(Number);
const filler = 'x'.repeat(Math.max(0, bytes - 420));
const locationAt = (index) =>
  `{"country_code":"NL","party_id":"ANS","id":"LOC${index}","publish":true,"name":"Location ${index}","address":"Street ${index}",` +
  `"city":"Utrecht","country":"NLD","coordinates":{"latitude":"52.090","longitude":"5.120"},"evses":[{"uid":"EVSE${index}","status":"AVAILABLE",` +
  `"connectors":[{"id":"1","standard":"IEC_62196_T2","format":"SOCKET","power_type":"AC_3_PHASE","max_voltage":230,"max_amperage":32}]}],` +
  `"filler":"${filler}","time_zone":"Europe/Amsterdam","last_updated":"2026-01-31T12:00:00Z"}`;

let base = '';
const envelope = (data) => `{"data":${data},"status_code":1000,"timestamp":"2026-01-31T12:00:00Z"}`;
const endpoint = (identifier, role) => ({ identifier, role, url: `${base}/${role.toLowerCase()}/${identifier}` });
const details = () => ({
  version: '2.2.1',
  endpoints: [
    { identifier: 'credentials', role: 'SENDER', url: `${base}/credentials` },
    endpoint('locations', 'SENDER'),
    endpoint('locations', 'RECEIVER'),
  ],
});

const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url, base);
  const headers = { 'Content-Type': 'application/json' };
  let body = envelope('[]');
  if (pathname === '/versions') body = envelope(JSON.stringify([{ version: '2.2.1', url: `${base}/details` }]));
  else if (pathname === '/details') body = envelope(JSON.stringify(details()));
  else if (pathname === '/sender/locations') {
    const offset = Number(searchParams.get('offset') ?? 0);
    const end = Math.min(count, offset + Math.min(100, Number(searchParams.get('limit') ?? 100)));
    body = envelope(
      `[${Array.from({ length: Math.max(0, end - offset) }, (_, at) => locationAt(offset + at)).join(',')}]`,
    );
    headers['X-Total-Count'] = String(count);
    if (end < count) headers.Link = `<${base}/sender/locations?offset=${end}&limit=100>; rel="next"`;
  }
  request.resume().on('end', () => response.writeHead(200, headers).end(body));
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  base = `http://127.0.0.1:${server.address().port}`;
  process.stdout.write(`${server.address().port}\n`);
});
