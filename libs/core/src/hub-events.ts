import type { SignOfLife } from './presence/connection-status.js';

/** What one process of the hub tells the others. None is the only copy of anything: a lost one costs a second or two. */
export type HubEvent =
  /** A change of the registry was committed; whoever has an older revision reads it anew. */
  | { readonly kind: 'registry-changed'; readonly revision: number }
  /** What a process saw of platforms since it last told. */
  | { readonly kind: 'platforms-seen'; readonly sightings: readonly Sighting[] }
  /** A process lives; while it has heard of no other one, whoever hears it says so too. */
  | { readonly kind: 'process-alive'; readonly process: HubProcess; readonly knowsOthers: boolean }
  /** A process ends in order: nothing is left to it any more. */
  | { readonly kind: 'process-left'; readonly processId: string };

/** What a process does: it takes messages in, or it delivers what the hub owes. */
export type HubProcessKind = 'hub' | 'worker';

/** One process of the hub. */
export interface HubProcess {
  readonly id: string;
  readonly kind: HubProcessKind;
}

/** What a process saw of one platform. Ages instead of moments: the clocks of two machines differ. */
export interface Sighting {
  readonly platformId: string;
  /** Since the last authenticated request, in ms; null where none came. */
  readonly heardMsAgo: number | null;
  /** The last answer of the platform; null where none came. */
  readonly answer: { readonly event: SignOfLife; readonly msAgo: number } | null;
  /** Failures after that answer; null where there were none. */
  readonly failures: { readonly count: number; readonly firstMsAgo: number } | null;
}
