import { afterAll } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const made: string[] = [];

afterAll(() => {
  for (const path of made.splice(0)) rmSync(path, { recursive: true, force: true });
});

/** A fresh, empty directory; it is removed after the suite. */
export function temporaryDirectory(): string {
  const path = mkdtempSync(join(tmpdir(), 'busbar-test-'));
  made.push(path);
  return path;
}
