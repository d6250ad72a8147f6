import type { LoggerService } from '@nestjs/common';
import type { Log, LogLevel } from './log.js';

/** Who tells, line by line, how the application is put together: for developers of the hub, not for whoever runs it. */
const ASSEMBLY = new Set([
  'NestFactory',
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'NestApplication',
  'NestMicroservice',
]);

/** Nest's own lines in the log of the process. Nest hands the context over as the last text, and for errors the stack before it. */
export class NestLog implements LoggerService {
  constructor(private readonly target: Log) {}

  log(message: unknown, ...more: unknown[]): void {
    this.write(ASSEMBLY.has(String(more.at(-1))) ? 'debug' : 'info', message, more);
  }

  error(message: unknown, ...more: unknown[]): void {
    this.write('error', message, more);
  }

  warn(message: unknown, ...more: unknown[]): void {
    this.write('warn', message, more);
  }

  debug(message: unknown, ...more: unknown[]): void {
    this.write('debug', message, more);
  }

  verbose(message: unknown, ...more: unknown[]): void {
    this.write('trace', message, more);
  }

  fatal(message: unknown, ...more: unknown[]): void {
    this.write('fatal', message, more);
  }

  private write(level: Exclude<LogLevel, 'silent'>, message: unknown, more: readonly unknown[]): void {
    if (!this.target.isLevelEnabled(level)) return;
    const context = more.at(-1);
    const details = more.slice(0, -1);
    const fields = {
      event: 'nest',
      ...(typeof context === 'string' ? { context } : {}),
      ...(details.length > 0 ? { details } : {}),
      ...(message instanceof Error ? { err: message } : {}),
      ...(typeof message === 'object' && message !== null && !(message instanceof Error) ? { message } : {}),
    };
    this.target[level](fields, textOf(message));
  }
}

function textOf(message: unknown): string {
  if (message instanceof Error) return message.message;
  return typeof message === 'string' ? message : 'see fields';
}
