// Loaded into a process of the hub before it starts, and asked over IPC. `work`: what went to the database threads, where `calls` are
// calls of stores and `batches` the messages that carry them, one way to the thread and back. `memory`: what is alive after a
// collection in MiB, heap and buffers; what a process keeps resident beside it is room for garbage.
import { isMainThread, Worker } from 'node:worker_threads';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

if (isMainThread) {
  const counted = { calls: 0, batches: 0 };
  const { postMessage } = Worker.prototype;
  Worker.prototype.postMessage = function count(message, ...rest) {
    if (message?.kind === 'calls') {
      counted.calls += message.calls.length;
      counted.batches += 1;
    }
    return postMessage.call(this, message, ...rest);
  };
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  process.on('message', (question) => {
    if (question === 'work') return process.send(counted);
    collect();
    const { heapUsed, external } = process.memoryUsage();
    return process.send(Math.round((heapUsed + external) / 2 ** 20));
  });
  process.channel.unref();
}
