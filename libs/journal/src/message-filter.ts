import type { Outcome } from '@busbar/core';
import type { PartyId } from '@busbar/ocpi';

/** Which messages are asked for; what is null does not narrow. */
export interface MessageFilter {
  readonly sinceMs: number | null;
  /** Exclusive. */
  readonly untilMs: number | null;
  readonly from: PartyId | null;
  readonly to: PartyId | null;
  /** Either side. */
  readonly party: PartyId | null;
  readonly module: string | null;
  readonly outcome: Outcome | null;
  readonly correlationId: string | null;
}

/** Figures over messages of a span of time. */
export interface MessageStats {
  readonly total: number;
  readonly byOutcome: Readonly<Partial<Record<Outcome, number>>>;
  readonly byPlan: readonly { readonly plan: string | null; readonly count: number }[];
  /** Most frequent first. */
  readonly byModule: readonly { readonly module: string | null; readonly count: number }[];
}

/** How many messages share one outcome, plan and module. */
export interface MessageGroup {
  readonly outcome: Outcome;
  readonly plan: string | null;
  readonly module: string | null;
  readonly count: number;
}
