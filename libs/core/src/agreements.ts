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
  readonly sinceMs: number;
}

/** What holds between two parties that have no agreement: everything, or nothing. */
export type AgreementPolicy = 'open' | 'closed';

/** How ClientInfo shows a party with which nothing may be exchanged: as one that is planned, or not at all. */
export type WithoutAgreement = 'planned' | 'invisible';

/** What is known of agreements beside themselves. */
export interface AgreementsExtras {
  readonly withoutAgreement?: WithoutAgreement;
  /** Grows with each change of policy and items; 0 where nobody has ever changed them. */
  readonly revision?: number;
  /** When policy or `withoutAgreement` last changed, ms since the epoch. */
  readonly policyChangedMs?: number;
  /** When two parties last began or ceased to be allowed anything because somebody changed agreements or blocks, by {@link pairKey}. */
  readonly pairsChangedMs?: ReadonlyMap<string, number>;
}

/** Who may exchange what with whom; immutable. A pair that has agreements may do what they say, also where the policy is open. */
export class Agreements {
  /** A hub in which everybody may talk to everybody. */
  static readonly OPEN = new Agreements('open', [], []);
  readonly withoutAgreement: WithoutAgreement;
  readonly revision: number;
  readonly policyChangedMs: number;
  readonly pairsChangedMs: ReadonlyMap<string, number>;
  /** Whether everybody may exchange everything with everybody, whatever the time. */
  readonly isOpenToAll: boolean;
  private readonly ofPair = new Map<string, Agreement[]>();
  private readonly blockedPairs = new Set<string>();

  constructor(
    readonly policy: AgreementPolicy,
    readonly items: readonly Agreement[],
    readonly blocks: readonly Block[],
    extras: AgreementsExtras = {},
  ) {
    this.withoutAgreement = extras.withoutAgreement ?? 'invisible';
    this.revision = extras.revision ?? 0;
    this.policyChangedMs = extras.policyChangedMs ?? 0;
    this.pairsChangedMs = extras.pairsChangedMs ?? new Map();
    for (const item of items) {
      const pair = pairKey(...item.parties);
      const known = this.ofPair.get(pair);
      if (known) known.push(item);
      else this.ofPair.set(pair, [item]);
    }
    for (const { by, blocked } of blocks) this.blockedPairs.add(pairKey(by, blocked));
    this.isOpenToAll = policy === 'open' && this.ofPair.size === 0 && this.blockedPairs.size === 0;
  }

  /** Whether the two may exchange this module now; with null, whether they may exchange anything at all. */
  permits(
    a: PartyKey,
    b: PartyKey,
    { module, nowMs }: { readonly module: string | null; readonly nowMs: number },
  ): boolean {
    if (this.isOpenToAll) return true;
    const pair = pairKey(a, b);
    if (this.blockedPairs.has(pair)) return false;
    const agreed = this.ofPair.get(pair);
    if (agreed === undefined) return this.policy === 'open' || a === b;
    return agreed.some((item) => holdsAt(item, nowMs) && (module === null || covers(item, module)));
  }

  /** Whether one of the two has blocked the other. */
  isBlocked(a: PartyKey, b: PartyKey): boolean {
    return this.blockedPairs.has(pairKey(a, b));
  }

  /** The parties that this one has blocked itself, the last one last. */
  blockedBy(party: PartyKey): readonly Block[] {
    return this.blocks.filter(({ by }) => by === party);
  }

  /** When what the two may exchange last began or ended as a whole, as far as is known; 0 where it never did. */
  changedMs(a: PartyKey, b: PartyKey, nowMs: number): number {
    const pair = pairKey(a, b);
    const agreed = this.ofPair.get(pair) ?? [];
    const moments = agreed.flatMap(({ fromMs, untilMs }) => [fromMs ?? 0, untilMs ?? 0]).filter((at) => at <= nowMs);
    const byPolicy = agreed.length === 0 || !this.permits(a, b, { module: null, nowMs }) ? this.policyChangedMs : 0;
    return Math.max(byPolicy, this.pairsChangedMs.get(pair) ?? 0, ...moments);
  }

  /** Pairs with an agreement that begins or ends after the first moment and not after the second. */
  pairsTurning(afterMs: number, untilMs: number): ReadonlySet<string> {
    const isWithin = (at: number | null): boolean => at !== null && at > afterMs && at <= untilMs;
    const turning = this.items.filter((item) => isWithin(item.fromMs) || isWithin(item.untilMs));
    return new Set(turning.map(({ parties }) => pairKey(...parties)));
  }

  /** Pairs that have agreements or a block. */
  pairs(): ReadonlySet<string> {
    return new Set([...this.ofPair.keys(), ...this.blockedPairs]);
  }
}

/** The same text for two parties in either order. */
export function pairKey(a: PartyKey, b: PartyKey): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}

/** The two parties of a {@link pairKey}. */
export function partiesOfPair(pair: string): readonly [PartyKey, PartyKey] {
  const [a = '', b = ''] = pair.split(' ');
  return [a, b];
}

/** Pairs that may exchange something by one of the two and nothing by the other; of those without agreements the policy tells. */
export function changedPairs(before: Agreements, after: Agreements, nowMs: number): readonly string[] {
  const named = new Set([...before.pairs(), ...after.pairs()]);
  return [...named].filter((pair) => {
    const [a, b] = partiesOfPair(pair);
    return before.permits(a, b, { module: null, nowMs }) !== after.permits(a, b, { module: null, nowMs });
  });
}

function holdsAt({ fromMs, untilMs }: Agreement, nowMs: number): boolean {
  return (fromMs === null || fromMs <= nowMs) && (untilMs === null || nowMs < untilMs);
}

function covers({ modules }: Agreement, module: string): boolean {
  return modules.length === 0 || modules.includes(module);
}
