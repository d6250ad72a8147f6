import type { Log } from '@busbar/observability';

/** A process of the hub that has started. */
export interface RunningProcess {
  /** Ends it in order, whatever is under way included. */
  close(): Promise<void>;
}

/** Longer than any exchange that may still be under way; after it the process ends whatever is left. */
const END_WITHIN_MS = 25_000;

/**
 * One Ctrl-C arrives twice: the terminal tells every process, and npm hands on what it was told. Nobody who wants to press the
 * key again does so within this time.
 */
const SAME_SIGNAL_MS = 500;

/**
 * Starts a process and ends it on a signal; true once it has started. One that cannot start says why in its log and ends with exit
 * code 1.
 */
export async function runUntilSignal(log: Log, start: () => Promise<RunningProcess>): Promise<boolean> {
  try {
    endOnSignal(await start(), log);
    return true;
  } catch (error) {
    log.fatal({ event: 'process.failed_to_start', err: error }, 'the process could not start');
    process.exitCode = 1;
    // What was opened before the failure would keep the process alive; the log is flushed by then.
    setTimeout(() => process.exit(1), 200).unref();
    return false;
  }
}

/** SIGTERM and SIGINT end the process in order; another one after a moment, or 25 s, ends it at once. */
function endOnSignal(running: RunningProcess, log: Log): void {
  let endingSinceMs: number | null = null;
  const end = (signal: NodeJS.Signals): void => {
    if (endingSinceMs !== null) {
      if (performance.now() - endingSinceMs < SAME_SIGNAL_MS) return;
      log.warn({ event: 'process.killed', signal }, 'ended at once by a second signal');
      process.exit(1);
    }
    endingSinceMs = performance.now();
    log.info({ event: 'process.ending', signal }, 'finishing what is under way');
    setTimeout(() => process.exit(1), END_WITHIN_MS).unref();
    running.close().then(
      () => {
        log.info({ event: 'process.ended' }, 'ended');
        process.exit(0);
      },
      (error: unknown) => {
        log.error({ event: 'process.ended', err: error }, 'ended with an error');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
}
