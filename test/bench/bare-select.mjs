// node bare-select.mjs <file>: what a page of the store is measured against. One prepared SELECT of the same rows, found by their key and not
// by an offset, written to the response as they are. `X-Select-Us` says how long the SELECT alone took, in microseconds.
import { createServer } from 'node:http';
import Database from 'better-sqlite3';

const database = new Database(process.argv[2], { readonly: true });
const page = database.prepare('SELECT body FROM kept_objects WHERE sequence >= ? ORDER BY sequence LIMIT ?').pluck();
const keyAt = database.prepare('SELECT sequence FROM kept_objects ORDER BY sequence LIMIT 1 OFFSET ?').pluck();
const keys = new Map();

const server = createServer((request, response) => {
  const { searchParams } = new URL(request.url, 'http://bare');
  const offset = Number(searchParams.get('offset'));
  if (!keys.has(offset)) keys.set(offset, keyAt.get(offset));
  const startedAt = performance.now();
  const rows = page.all(keys.get(offset), Number(searchParams.get('limit')));
  const selectUs = Math.round((performance.now() - startedAt) * 1_000);
  const body = Buffer.from(`{"data":[${rows.join(',')}],"status_code":1000}`);
  response.writeHead(200, {
    'Content-Type': 'application/json',
    'Content-Length': body.length,
    'X-Select-Us': selectUs,
  });
  response.end(body);
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => process.stdout.write(`${server.address().port}\n`));
