import { Logger } from '@nestjs/common';
import type { Clock } from '@busbar/core';

/** Between two tries while the database is away, in ms. */
const AGAIN_MS = 1_000;
/** Tasks under way at once: when many platforms change together, lanes and routing get their turn at the database too. */
const MAX_UNDER_WAY = 16;
/** A task of another process is kept until it is clear that the other one lives and does it, in ms. */
const OTHERS_KEPT_MS = 15_000;

/** What tasks are done with. */
export interface OwedTasksParts<T> {
  readonly name: string;
  readonly clock: Pick<Clock, 'elapsed'>;
  readonly attempt: (task: T) => Promise<'done' | 'again'>;
  /** Whether this process is to do it; another one does otherwise. */
  readonly isOurs: (task: T) => boolean;
}

interface Owed<T> {
  readonly task: T;
  readonly sinceAt: number;
  notBeforeAt: number;
}

/** What has to be done although the database may be away: the newest task of each key, again and again until it is done. */
export class OwedTasks<T> {
  private readonly log: Logger;
  private readonly owed = new Map<string, Owed<T>>();
  private readonly underWay = new Map<string, Promise<void>>();
  private isStopped = false;

  constructor(private readonly parts: OwedTasksParts<T>) {
    this.log = new Logger(parts.name);
  }

  /** Takes the task and returns at once; one of the same key that is not done yet is replaced. */
  owe(key: string, task: T): void {
    this.owed.set(key, { task, sinceAt: this.parts.clock.elapsed(), notBeforeAt: Number.NEGATIVE_INFINITY });
  }

  /** The task of this key that is not done yet, or null. */
  pending(key: string): T | null {
    return this.owed.get(key)?.task ?? null;
  }

  /** Begins what is to be begun now. */
  turn(): void {
    if (this.isStopped) return;
    const now = this.parts.clock.elapsed();
    for (const [key, owed] of this.owed) {
      if (this.underWay.size >= MAX_UNDER_WAY) return;
      if (this.underWay.has(key) || owed.notBeforeAt > now) continue;
      if (this.parts.isOurs(owed.task)) this.underWay.set(key, this.do(key, owed));
      else if (now - owed.sinceAt > OTHERS_KEPT_MS) this.owed.delete(key);
    }
  }

  /** Begins nothing more, and resolves when nothing is under way. */
  async stop(): Promise<void> {
    this.isStopped = true;
    await Promise.all(this.underWay.values());
  }

  private async do(key: string, owed: Owed<T>): Promise<void> {
    const ending = await this.try(owed.task);
    this.underWay.delete(key);
    if (ending === 'again') owed.notBeforeAt = this.parts.clock.elapsed() + AGAIN_MS;
    else if (this.owed.get(key) === owed) this.owed.delete(key);
  }

  /** A bug of ours is logged and tried again like a lost database: it must not end the process. */
  private async try(task: T): Promise<'done' | 'again'> {
    try {
      return await this.parts.attempt(task);
    } catch (cause) {
      this.log.error(new Error('a task broke', { cause }));
      return 'again';
    }
  }
}
