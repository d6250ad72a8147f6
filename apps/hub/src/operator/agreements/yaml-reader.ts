import { Worker } from 'node:worker_threads';
import { Injectable } from '@nestjs/common';
import type { ReadYaml } from './read-yaml.js';

/** A megabyte takes seconds; what takes longer than this was made to. */
const DEADLINE_MS = 30_000;
const MAX_HEAP_MB = 512;
const MAX_AT_ONCE = 2;

/** Reads YAML that operators send. */
export abstract class YamlReader {
  /** Never rejects. */
  abstract read(bytes: Uint8Array): Promise<ReadYaml>;
}

/** Reads in a thread of its own each time: the one that routes must not wait for a long document. */
@Injectable()
export class ThreadedYamlReader extends YamlReader {
  private reading = 0;

  override async read(bytes: Uint8Array): Promise<ReadYaml> {
    if (this.reading >= MAX_AT_ONCE) return { ok: false, fault: 'other documents are being read; try again' };
    this.reading += 1;
    try {
      return await readInThread(bytes);
    } finally {
      this.reading -= 1;
    }
  }
}

function readInThread(bytes: Uint8Array): Promise<ReadYaml> {
  const worker = new Worker(new URL('./yaml-thread.js', import.meta.url), {
    workerData: bytes,
    resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
  });
  return new Promise((resolve) => {
    const end = (read: ReadYaml): void => {
      clearTimeout(timer);
      void worker.terminate();
      resolve(read);
    };
    const timer = setTimeout(() => end({ ok: false, fault: 'it takes too long to read' }), DEADLINE_MS);
    worker.once('message', (read: ReadYaml) => end(read));
    worker.once('error', () => end({ ok: false, fault: 'it is too large to read' }));
    worker.once('exit', () => end({ ok: false, fault: 'it cannot be read' }));
  });
}
