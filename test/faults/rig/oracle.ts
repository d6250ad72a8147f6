import type { KeptDelivery } from './kept-deliveries.js';
import type { Receipt } from './receivers.js';
import type { Broadcast } from './sender.js';

/** What is compared: who was to get what, who got it, and what the hub says of the rest. */
export interface Evidence {
  readonly accepted: readonly Broadcast[];
  readonly eligible: readonly string[];
  readonly receipts: readonly Receipt[];
  readonly kept: readonly KeptDelivery[];
}

/** What became of the pairs of an accepted broadcast and a party that it is owed to. */
export interface Verdict {
  readonly pairs: number;
  /** Neither received nor in a final state with a reason. */
  readonly lost: readonly string[];
  /** Received again after its receiver had taken it. */
  readonly dup: number;
  /** Taken although nobody was told that it is accepted, or by somebody it is not owed to. */
  readonly stray: readonly string[];
}

/** Judges by what receivers saw; what the hub says counts only for what they did not. */
export function judge({ accepted, eligible, receipts, kept }: Evidence): Verdict {
  const timesTaken = new Map<string, number>();
  for (const { correlationId, to, taken } of receipts) {
    const pair = `${correlationId} ${to}`;
    if (taken) timesTaken.set(pair, (timesTaken.get(pair) ?? 0) + 1);
  }
  const isVisible = ({ state, reason }: KeptDelivery): boolean =>
    !['pending', 'delivered'].includes(state) && reason !== '';
  const visible = new Set(kept.filter(isVisible).map(({ correlationId, to }) => `${correlationId} ${to}`));
  const pairs = new Set(accepted.flatMap(({ correlationId }) => eligible.map((to) => `${correlationId} ${to}`)));
  return {
    pairs: pairs.size,
    lost: [...pairs].filter((pair) => !timesTaken.has(pair) && !visible.has(pair)),
    dup: [...timesTaken.values()].reduce((sum, times) => sum + times - 1, 0),
    stray: [...timesTaken.keys()].filter((pair) => !pairs.has(pair)),
  };
}
