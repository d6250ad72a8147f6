import { destination, pino, stdTimeFunctions, type DestinationStream, type Logger } from 'pino';
import { redact, redactText } from './redact.js';

/** Where lines go: one JSON object each, fields first, sentence second. */
export type Log = Logger;

/** From which weight on lines are written. */
export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';

/** How a process logs. */
export interface LogOptions {
  readonly level: LogLevel;
  /** The process that speaks: `hub` or `worker`. */
  readonly process: string;
  /** Standard output unless a test listens. */
  readonly stream?: DestinationStream;
}

/** A reader of standard output that stops reading costs lines from here on, not memory and not routing. */
const MAX_BUFFERED_BYTES = 16 * 1024 * 1024;

/** The log of a process. No token or secret passes, whatever name it hides under: see {@link redact}. */
export function createLog(options: LogOptions): Log {
  return pino(
    {
      level: options.level,
      base: { process: options.process, pid: process.pid },
      timestamp: stdTimeFunctions.isoTime,
      messageKey: 'message',
      formatters: {
        level: (label) => ({ level: label }),
        log: (fields) => redact(fields) as Record<string, unknown>,
      },
      // pino's own would rebuild the error that `formatters.log` has just made safe.
      serializers: { err: (error: unknown) => error },
      hooks: {
        logMethod(args, method) {
          const clean = args.map((arg) => (typeof arg === 'string' ? redactText(arg) : arg));
          // A bare error would lend its message to the line before anything could be taken out of it.
          const [first] = clean;
          if (first instanceof Error) clean.splice(0, 1, { err: first }, redactText(first.message));
          method.apply(this, clean as typeof args);
        },
      },
    },
    options.stream ?? destination({ fd: 1, sync: false, maxLength: MAX_BUFFERED_BYTES }),
  );
}

/** One line per start, with the settings that hold; secrets are given as `set` or `unset`. */
export function logBoot(log: Log, version: string, settings: Readonly<Record<string, unknown>>): void {
  log.info({ event: 'process.started', version, node: process.version, settings }, 'started');
}
