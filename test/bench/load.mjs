// The load generator of the benchmarks: keeps N connections busy with one request each, and nothing else. It reads only what it must
// of an answer (status line, Content-Length or chunk ends), so that on a small machine the measured program gets the processor.
// Usage: node load.mjs '{"port","connections","seconds","request":base64}'  →  one line of JSON.
import { connect } from 'node:net';

const { port, connections, seconds, request } = JSON.parse(process.argv[2]);
const bytes = Buffer.from(request, 'base64');
const HEAD_END = Buffer.from('\r\n\r\n');
const CHUNKED_END = Buffer.from('0\r\n\r\n');
const latenciesMs = [];
let failures = 0;
let receivedBytes = 0;
const stopAt = performance.now() + seconds * 1000;

/** One connection: writes, waits for the whole answer, writes again. */
function keepBusy() {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    let sentAt = 0;
    let head = Buffer.alloc(0);
    let left = -1;
    let chunked = false;
    const send = () => {
      head = Buffer.alloc(0);
      left = -1;
      chunked = false;
      sentAt = performance.now();
      socket.write(bytes);
    };
    const done = () => {
      const now = performance.now();
      latenciesMs.push(now - sentAt);
      if (now >= stopAt) socket.end();
      else send();
    };
    socket.on('connect', send);
    socket.on('data', (chunk) => {
      receivedBytes += chunk.length;
      if (left >= 0 && !chunked) {
        left -= chunk.length;
        if (left <= 0) done();
        return;
      }
      if (chunked) {
        if (chunk.subarray(-5).equals(CHUNKED_END)) done();
        return;
      }
      head = head.length === 0 ? chunk : Buffer.concat([head, chunk]);
      const end = head.indexOf(HEAD_END);
      if (end < 0) return;
      const text = head.latin1Slice(0, end);
      if (!text.startsWith('HTTP/1.1 2')) failures++;
      const length = /\r\ncontent-length: *(\d+)/i.exec(text);
      chunked = length === null;
      left = chunked ? 0 : Number(length[1]) - (head.length - end - 4);
      if (chunked ? head.subarray(-5).equals(CHUNKED_END) : left <= 0) done();
    });
    socket.on('error', () => failures++);
    socket.on('close', resolve);
  });
}

const startedAt = performance.now();
await Promise.all(Array.from({ length: connections }, keepBusy));
const tookS = (performance.now() - startedAt) / 1000;
latenciesMs.sort((a, b) => a - b);
const at = (share) => latenciesMs[Math.min(latenciesMs.length - 1, Math.floor(latenciesMs.length * share))] ?? NaN;
process.stdout.write(
  `${JSON.stringify({ answers: latenciesMs.length, perS: latenciesMs.length / tookS, p50Ms: at(0.5), p99Ms: at(0.99), failures, receivedBytes })}\n`,
);
