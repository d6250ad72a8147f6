import type { PartyKey } from '@busbar/ocpi';

/** Permission for two parties to exchange given modules, for a time. */
export interface Agreement {
  /** Two pairs of ids, in no order; a pair stands for all of its roles. */
  readonly parties: readonly [PartyKey, PartyKey];
  /** Lower-case module ids; empty for all modules. */
  readonly modules: readonly string[];
  /** From when and until when it holds, ms since the epoch; null where it is open. */
  readonly fromMs: number | null;
  readonly untilMs: number | null;
}

/** One party's own refusal to exchange anything with another, whatever was agreed. */
export interface Block {
  readonly by: PartyKey;
  readonly blocked: PartyKey;
}

/** What holds between two parties that have no agreement: everything, or nothing. */
export type AgreementPolicy = 'open' | 'closed';

/** Who may exchange what with whom; immutable. */
export class Agreements {
  /** A hub in which everybody may talk to everybody. */
  static readonly OPEN = new Agreements('open', [], []);
  private readonly ofPair = new Map<string, Agreement[]>();
  private readonly blocked = new Set<string>();

  constructor(
    readonly policy: AgreementPolicy,
    readonly items: readonly Agreement[],
    readonly blocks: readonly Block[],
  ) {
    for (const item of items) {
      const pair = pairKey(...item.parties);
      const known = this.ofPair.get(pair);
      if (known) known.push(item);
      else this.ofPair.set(pair, [item]);
    }
    for (const { by, blocked } of blocks) this.blocked.add(pairKey(by, blocked));
  }

  /** Whether the two may exchange this module now; with null, whether they may exchange anything at all. */
  permits(
    a: PartyKey,
    b: PartyKey,
    { module, nowMs }: { readonly module: string | null; readonly nowMs: number },
  ): boolean {
    if (this.ofPair.size === 0 && this.blocked.size === 0) return this.policy === 'open' || a === b;
    const pair = pairKey(a, b);
    if (this.blocked.has(pair)) return false;
    const agreed = this.ofPair.get(pair);
    if (agreed === undefined) return this.policy === 'open' || a === b;
    return agreed.some((item) => holdsAt(item, nowMs) && (module === null || covers(item, module)));
  }
}

function pairKey(a: PartyKey, b: PartyKey): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}

function holdsAt({ fromMs, untilMs }: Agreement, nowMs: number): boolean {
  return (fromMs === null || fromMs <= nowMs) && (untilMs === null || nowMs < untilMs);
}

function covers({ modules }: Agreement, module: string): boolean {
  return modules.length === 0 || modules.includes(module);
}
