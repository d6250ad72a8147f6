import { Worker } from 'node:worker_threads';
import type { Batch, BatchFindings } from './batch.js';

/** Judges batches, one at a time. */
export abstract class BatchJudge {
  /** Null where the batch was lost. Never rejects. */
  abstract judge(batch: Batch): Promise<BatchFindings | null>;
  abstract stop(): Promise<void>;
}

/** A batch takes some ms; what takes longer than this never ends. */
const DEADLINE_MS = 30_000;
/** Tables and validators of all versions take a tenth of it, a batch and what it is parsed to less than the rest. */
const MAX_HEAP_MB = 96;
const YOUNG_GENERATION_MB = 4;

/** Judges in a thread of its own, which begins with the first batch: the one that routes neither parses bodies nor loads validators. */
export class ThreadedBatchJudge extends BatchJudge {
  private worker: Worker | null = null;

  constructor(private readonly report: (trouble: string) => void) {
    super();
  }

  override judge(batch: Batch): Promise<BatchFindings | null> {
    const worker = (this.worker ??= this.start());
    return new Promise((resolve) => {
      const end = (findings: BatchFindings | null): void => {
        clearTimeout(timer);
        worker.off('message', end).off('exit', lost);
        resolve(findings);
      };
      const lost = (): void => end(null);
      const timer = setTimeout(() => void worker.terminate(), DEADLINE_MS).unref();
      worker.once('message', end).once('exit', lost);
      worker.postMessage(batch, [batch.bytes.buffer]);
    });
  }

  override async stop(): Promise<void> {
    await this.worker?.terminate();
  }

  private start(): Worker {
    const worker = new Worker(new URL('./judge-thread.js', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB, maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
    });
    worker.on('error', (error) => this.report(`the thread that judges messages ended: ${String(error)}`));
    worker.on('exit', () => (this.worker = null));
    worker.unref();
    return worker;
  }
}
