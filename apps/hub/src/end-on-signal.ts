import type { Log } from '@busbar/observability';
import type { RunningHub } from './start-hub.js';

/** Longer than any exchange that may still be under way; after it the process ends whatever is left. */
const END_WITHIN_MS = 25_000;

/**
 * One Ctrl-C arrives twice: the terminal tells every process, and npm hands on what it was told. Nobody who wants to press the
 * key again does so within this time.
 */
const SAME_SIGNAL_MS = 500;

/** SIGTERM and SIGINT end the hub in order; another one after a moment, or 25 s, ends it at once. */
export function endOnSignal(hub: RunningHub, log: Log): void {
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
    hub.close().then(
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
