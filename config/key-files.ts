import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The key that lies in the data directory, made at the first start with mode 0600. Two hubs that start at once read the same
 * key: each writes a file of its own and links it to the name, which only one of them can. A file that exists is never
 * replaced, for what was sealed with its key would be lost. Throws what the file system throws.
 */
export function keptKey(dataDir: string, fileName: string, freshKey: () => string): string {
  const path = join(dataDir, fileName);
  return readIfThere(path) ?? makeKey(path, freshKey());
}

function makeKey(path: string, key: string): string {
  mkdirSync(join(path, '..'), { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    writeDurably(draft, `${key}\n`);
    linkSync(draft, path);
    return key;
  } catch (error) {
    const theirs = hasCode(error, 'EEXIST') ? readIfThere(path) : null;
    if (theirs === null) throw error;
    return theirs;
  } finally {
    rmSync(draft, { force: true });
  }
}

function writeDurably(path: string, content: string): void {
  const file = openSync(path, 'wx', 0o600);
  try {
    writeSync(file, content);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
}

function hasCode(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}
