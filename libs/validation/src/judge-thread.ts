import { setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { ObjectModel } from '@busbar/core';
import type { Batch } from './batch.js';
import { judgeBatch } from './judge-batch.js';

/** Routing comes first wherever the two want the same core. On Linux this is the priority of the thread, elsewhere of the process. */
const NICE = 10;
if (process.platform === 'linux') setPriority(0, NICE);

const model = new ObjectModel();

parentPort?.on('message', (batch: Batch) => {
  // It never rejects: what goes wrong is in what was found.
  void judgeBatch(model, batch).then((findings) => parentPort?.postMessage(findings));
});
