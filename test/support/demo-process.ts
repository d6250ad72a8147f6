import { afterAll } from '@jest/globals';
import { spawn } from 'node:child_process';
import { eventually } from './eventually.js';

const CLI = 'dist/apps/cli/src/main.js';
const WITHIN_MS = 40_000;

/** A `busbar demo` in a process of its own. It is interrupted when the suite ends at the latest. */
export interface DemoProcess {
  /** Everything it has printed, to either stream. */
  printed(): string;
  /** Waits until it has printed something that matches, and returns the match. */
  until(pattern: RegExp): Promise<RegExpExecArray>;
  /** Closes its output, as `| head` does. */
  stopReading(): void;
  /** Sends a signal, if any, and waits for the exit code. */
  end(signal?: 'SIGINT' | 'SIGTERM'): Promise<number | null>;
}

const ends: (() => Promise<unknown>)[] = [];

afterAll(async () => {
  await Promise.all(ends.map(async (end) => end()));
});

/** Starts the built demo with these options. */
export function startDemo(...args: readonly string[]): DemoProcess {
  const child = spawn(process.execPath, [CLI, 'demo', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const texts: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => texts.push(text));
  }
  const printed = (): string => texts.join('');
  const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null;
  const end = async (signal?: 'SIGINT' | 'SIGTERM'): Promise<number | null> => {
    if (signal !== undefined) child.kill(signal);
    await eventually(`the demo to end; it printed:\n${printed()}`, hasEnded, { withinMs: WITHIN_MS });
    return child.exitCode;
  };
  ends.push(async () => (hasEnded() ? null : end('SIGINT')));
  return {
    printed,
    end,
    stopReading: () => {
      child.stdout.destroy();
      child.stderr.destroy();
    },
    until: async (pattern) => {
      const look = (): RegExpExecArray | null | true => pattern.exec(printed()) ?? (hasEnded() ? true : null);
      const seen = await eventually(`the demo to print ${String(pattern)}`, look, { withinMs: WITHIN_MS });
      if (seen === true) throw new Error(`the demo ended without printing ${String(pattern)}:\n${printed()}`);
      return seen;
    },
  };
}
