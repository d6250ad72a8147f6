import { afterEach } from '@jest/globals';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { Worker } from 'node:worker_threads';

/** A thread that listens and then sleeps, so that nobody ever accepts. */
const LISTEN_AND_SLEEP = `
  const { parentPort } = require('node:worker_threads');
  const server = require('node:net').createServer();
  server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
    parentPort.postMessage(server.address().port);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  });
`;
/** More than the kernel completes on its own for a backlog of one. */
const QUEUED_BEFORE = 8;

const sleeping: { readonly worker: Worker; readonly sockets: readonly Socket[] }[] = [];

afterEach(async () => {
  for (const { worker, sockets } of sleeping.splice(0)) {
    for (const socket of sockets) socket.destroy();
    await worker.terminate();
  }
});

/** The URL of a port where connections are neither accepted nor refused; it is gone after the test. */
export async function aBlackHole(): Promise<string> {
  const worker = new Worker(LISTEN_AND_SLEEP, { eval: true });
  const [port] = (await once(worker, 'message')) as [number];
  const sockets = Array.from({ length: QUEUED_BEFORE }, () => connect(port, '127.0.0.1').on('error', () => undefined));
  sleeping.push({ worker, sockets });
  return `http://127.0.0.1:${port}/`;
}
