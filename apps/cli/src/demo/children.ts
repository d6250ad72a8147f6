import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** Something that was started and has to be stopped. */
export interface Stoppable {
  stop(): Promise<void>;
}

/** What a demo has started. Whatever is added after the end is stopped at once, so that nothing outlives the demo. */
export class Children {
  private readonly running: Stoppable[] = [];
  private hasEnded = false;

  add<Child extends Stoppable>(child: Child): Child {
    if (this.hasEnded) void child.stop();
    else this.running.unshift(child);
    return child;
  }

  /** Stops everything, the last one first. */
  async stopAll(): Promise<void> {
    this.hasEnded = true;
    for (const child of this.running) await child.stop();
  }
}

const GRACE_MS = 10_000;

/** Asks a process to end and waits until it has; after ten seconds it is not asked any more. */
export async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const patience = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
  await gone;
  clearTimeout(patience);
}
