import {
  Agreements,
  changedPairs,
  pairKey,
  type Agreement,
  type AgreementPolicy,
  type Block,
  type WithoutAgreement,
} from '@busbar/core';
import type { Database, StoreRef } from '@busbar/database';
import type { PartyKey } from '@busbar/ocpi';
import { orDatabaseLost } from './or-database-lost.js';
import type { SnapshotPartyDirectory } from './snapshot-party-directory.js';
import type { Store } from './typeorm-agreements.js';

/** Where the database thread finds the operations on agreements. */
export const agreementStore: StoreRef<Store> = {
  name: 'agreements',
  url: new URL('./typeorm-agreements.js', import.meta.url).href,
  load: () => import('./typeorm-agreements.js'),
};

/** What an operator wants to hold. */
export interface WantedAgreements {
  readonly policy: AgreementPolicy;
  readonly withoutAgreement: WithoutAgreement;
  readonly items: readonly Agreement[];
}

/** A party that wants to exchange nothing with so many others has a reason to leave the hub. */
export const MAX_BLOCKS_OF_PARTY = 1_000;

/** Agreements and blocks as operators and parties change them. A change shows in this process when it is answered, and in others soon. */
export class StoredAgreements {
  private readonly writer: Store;

  constructor(
    database: Database,
    private readonly directory: SnapshotPartyDirectory,
  ) {
    this.writer = database.writer(agreementStore);
  }

  /** What holds, not older than this call. */
  async newest(): Promise<Agreements | 'database-lost'> {
    return orDatabaseLost(async () => {
      await this.directory.refresh();
      return this.shown();
    });
  }

  /** Puts these in the place of those of that revision; nothing is changed where it is another one by now. */
  async replace(
    wanted: WantedAgreements,
    revision: number,
    atMs: number,
  ): Promise<Agreements | 'changed-meanwhile' | 'database-lost'> {
    return orDatabaseLost(async () => {
      await this.directory.refresh();
      const before = this.shown();
      if (before.revision !== revision) return 'changed-meanwhile';
      const { policy, withoutAgreement, items } = wanted;
      const after = new Agreements(policy, items, before.blocks);
      const replaced = await this.writer.replace({
        ...{ revision, policy, withoutAgreement, items, atMs },
        isPolicyNew: policy !== before.policy || withoutAgreement !== before.withoutAgreement,
        changedPairs: changedPairs(before, after, atMs),
      });
      if (replaced !== 'replaced') return replaced;
      await this.directory.showChange();
      return this.shown();
    });
  }

  /** The party exchanges nothing with the other one from now on. */
  async block(
    by: PartyKey,
    blocked: PartyKey,
    atMs: number,
  ): Promise<'blocked' | 'was-blocked' | 'too-many' | 'database-lost'> {
    return this.changeBlocks({ by, blocked, sinceMs: atMs }, (changedPair) =>
      this.writer.block({ by, blocked, sinceMs: atMs, changedPair, atMs }, MAX_BLOCKS_OF_PARTY),
    );
  }

  /** Takes a block back. */
  async unblock(
    by: PartyKey,
    blocked: PartyKey,
    atMs: number,
  ): Promise<'unblocked' | 'unknown-block' | 'database-lost'> {
    return this.changeBlocks({ by, blocked, sinceMs: atMs }, (changedPair) =>
      this.writer.unblock({ by, blocked, sinceMs: atMs, changedPair, atMs }),
    );
  }

  private async changeBlocks<Outcome>(
    block: Block,
    change: (changedPair: string | null) => Promise<Outcome>,
  ): Promise<Outcome | 'database-lost'> {
    return orDatabaseLost(async () => {
      await this.directory.refresh();
      const outcome = await change(this.pairIfAgreed(block));
      await this.directory.showChange();
      return outcome;
    });
  }

  /** A block changes nothing for two who have no permission, nor where the other one has blocked too. */
  private pairIfAgreed({ by, blocked, sinceMs: nowMs }: Block): string | null {
    const { policy, items, blocks } = this.shown();
    const others = blocks.filter((block) => !(block.by === by && block.blocked === blocked));
    const isPermitted = new Agreements(policy, items, others).permits(by, blocked, { module: null, nowMs });
    return isPermitted ? pairKey(by, blocked) : null;
  }

  private shown(): Agreements {
    return this.directory.snapshot()?.agreements ?? Agreements.OPEN;
  }
}
