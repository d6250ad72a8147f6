import { PulledLists, type KeptModule, type Receiver } from '@busbar/core';

/** Lists that are whole unless a test says why they are not, and what was asked to be pulled. */
export class ToldLists extends PulledLists {
  /** `locations NL/CPO` and why it cannot be pulled; null where it can. */
  readonly missing = new Map<string, string | null>();
  readonly asked: string[] = [];

  override isWhole({ party }: Receiver, module: KeptModule): boolean {
    return !this.missing.has(`${module} ${party.key}`);
  }

  override complete({ party }: Receiver, module: KeptModule): Promise<string | null> {
    const list = `${module} ${party.key}`;
    this.asked.push(list);
    const reason = this.missing.get(list) ?? null;
    if (reason === null) this.missing.delete(list);
    return Promise.resolve(reason);
  }
}
