import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readdirSync, rmSync, statSync, unlinkSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A directory that can run full. */
export interface SmallDisk {
  readonly directory: string;
  /** From now on nothing can be added; `pid` is of the process that writes there. */
  fill(pid: number): void;
  /** There is room again. */
  free(pid: number): void;
  close(): void;
}

const FILLER = 'filler';
const BLOCK = Buffer.alloc(64 * 1024);

/**
 * A file system of its own in memory where this user may mount one; elsewhere a limit on the length of the process's files, which the
 * kernel refuses in the same call with another error.
 */
export function smallDisk(): SmallDisk {
  const directory = mkdtempSync(join(tmpdir(), 'busbar-disk-'));
  const mounting = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64m,mode=700', 'tmpfs', directory]);
  return mounting.status === 0 ? ownFileSystem(directory) : limitedFiles(directory);
}

function ownFileSystem(directory: string): SmallDisk {
  const filler = join(directory, FILLER);
  return {
    directory,
    fill() {
      const file = openSync(filler, 'w');
      try {
        for (;;) writeSync(file, BLOCK);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      } finally {
        closeSync(file);
      }
    },
    free: () => unlinkSync(filler),
    close() {
      execFileSync('umount', ['--lazy', directory]);
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function limitedFiles(directory: string): SmallDisk {
  const limit = (pid: number, bytes: number | 'unlimited'): void => {
    execFileSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:unlimited`]);
  };
  return {
    directory,
    fill(pid) {
      const sizes = readdirSync(directory).map((name) => statSync(join(directory, name)).size);
      limit(pid, Math.min(...sizes.filter((size) => size > 32_768)));
    },
    free: (pid) => limit(pid, 'unlimited'),
    close: () => rmSync(directory, { recursive: true, force: true }),
  };
}
