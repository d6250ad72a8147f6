import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { HubProcess } from '../../support/hub-process.js';
import { temporaryDirectory } from '../../support/temp-dir.js';

const PRELOADED = pathToFileURL(join(process.cwd(), 'test/faults/rig/shifted-clock.mjs')).href;

/** The wall clock of a process that is started with its `env`; clocks of durations stay right, as they do on a machine. */
export class WallClock {
  private readonly file = join(temporaryDirectory(), 'shift');

  constructor(shiftMs: number) {
    this.shift(shiftMs);
  }

  /** From now on it is so far from the real time. */
  shift(ms: number): void {
    writeFileSync(`${this.file}.new`, String(ms));
    renameSync(`${this.file}.new`, this.file);
  }

  get env(): Readonly<Record<string, string>> {
    return { NODE_OPTIONS: `--import ${PRELOADED}`, SHIFTED_CLOCK_FILE: this.file };
  }
}

/** How far a process says that its machine's clock is ahead of the hub's, in s. */
export async function skewS({ url }: HubProcess): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return Number(/^busbar_clock_skew_seconds (\S+)$/m.exec(metrics)?.[1]);
}
