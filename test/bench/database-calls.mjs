// Loaded into a standalone hub before it starts: counts what goes to the database threads. `calls` are calls of stores, `batches` the
// messages that carry them: one way to the thread and back.
import { isMainThread, Worker } from 'node:worker_threads';

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
  process.on('message', () => process.send(counted));
  process.channel.unref();
}
