// What the hub is measured against: node:http in front, undici behind, bodies streamed, no logic at all.
import { createServer } from 'node:http';
import { Pool } from 'undici';

const [upstream, connections] = process.argv.slice(2);
const pool = new Pool(upstream, { connections: Number(connections), pipelining: 1 });

const server = createServer((request, response) => {
  const { host: _host, connection: _connection, ...headers } = request.headers;
  pool
    .stream(
      { path: request.url, method: request.method, headers, body: request.method === 'GET' ? null : request },
      ({ statusCode, headers: answered }) => {
        const { connection: _c, 'keep-alive': _k, 'transfer-encoding': _t, ...rest } = answered;
        response.writeHead(statusCode, rest);
        return response;
      },
    )
    .catch(() => response.destroy());
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`${server.address().port}\n`));
