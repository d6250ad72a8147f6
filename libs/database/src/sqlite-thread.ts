import { parentPort, workerData } from 'node:worker_threads';
import type { FromThread, ThreadBirth, ToThread } from './calls.js';
import { CommitQueue } from './commit-queue.js';
import type { StoreModule } from './database.js';
import { messageOf } from './faults.js';
import { SqliteConnection } from './sqlite-connection.js';

const birth = workerData as ThreadBirth;
const modulesLoading = Promise.all(
  birth.stores.map(async ({ name, url }) => [name, (await import(url)) as StoreModule<object>] as const),
);
let connection: SqliteConnection | null = null;
let queue: CommitQueue | null = null;

function tell(message: FromThread): void {
  parentPort?.postMessage(message);
}

async function obey(message: ToThread): Promise<void> {
  switch (message.kind) {
    case 'open':
      connection = await SqliteConnection.open(birth.file, birth.role, new Map(await modulesLoading));
      queue = new CommitQueue(connection, birth.role, (replies) => tell({ kind: 'replies', replies }));
      return tell({ kind: 'opened' });
    case 'calls':
      return queue?.add(message.calls);
    case 'give-back-space':
      await queue?.drained();
      return connection?.giveBackSpace();
    case 'close':
      await queue?.drained();
      await connection?.close();
      return parentPort?.close();
  }
}

parentPort?.on('message', (message: ToThread) => {
  obey(message).catch((error: unknown) => {
    tell({ kind: 'failed', message: messageOf(error) });
    process.exit(1);
  });
});
