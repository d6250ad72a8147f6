import { expect } from '@jest/globals';
import type { HubProcess } from './hub-process.js';

/** Lines of the log that say that something went wrong with the hub itself. */
export function errorLines(hub: HubProcess): readonly string[] {
  return hub
    .logs()
    .split('\n')
    .filter((line) => /"level":"(?:error|fatal)"|^\s+at |^\w*(?:Error|Warning):|^\(node:/.test(line));
}

/** Fails unless it is the same process still, answers, and has logged no error of its own. */
export async function expectUnharmed(hub: HubProcess): Promise<void> {
  expect(() => process.kill(hub.pid, 0)).not.toThrow();
  expect((await fetch(`${hub.url}/healthz`)).status).toBe(200);
  expect(errorLines(hub)).toEqual([]);
}
