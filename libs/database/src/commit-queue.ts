import type { Call, ConnectionRole, Reply } from './calls.js';

/**
 * How many calls share a commit: short enough that a late caller does not wait long for the group before it. Readers have nothing
 * to share, and a quick look should not wait for the answer to a long list.
 */
const MAX_GROUP: Readonly<Record<ConnectionRole, number>> = { writer: 256, reader: 1 };

/** Something that executes a group of calls in one transaction. */
export interface GroupRunner {
  run(calls: readonly Call[]): Promise<readonly Reply[]>;
}

/** Group commit: while one group is being written the next one gathers. */
export class CommitQueue {
  private waiting: Call[] = [];
  private turn: Promise<void> | null = null;

  constructor(
    private readonly connection: GroupRunner,
    private readonly role: ConnectionRole,
    private readonly answer: (replies: readonly Reply[]) => void,
  ) {}

  add(calls: readonly Call[]): void {
    this.waiting.push(...calls);
    this.turn ??= this.drain();
  }

  /** Resolves when nothing waits any more. */
  async drained(): Promise<void> {
    await this.turn;
  }

  private async drain(): Promise<void> {
    while (this.waiting.length > 0) {
      // A turn of the event loop between groups lets calls in that arrived meanwhile.
      await new Promise((resolve) => setImmediate(resolve));
      this.answer(await this.connection.run(this.waiting.splice(0, MAX_GROUP[this.role])));
    }
    this.turn = null;
  }
}
