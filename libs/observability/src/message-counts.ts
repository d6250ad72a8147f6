import type { MessageRow, Outcome, PlanKind } from '@busbar/core';
import { CONFIGURATION_MODULES, FUNCTIONAL_MODULES } from '@busbar/ocpi';

const PLANS: readonly (PlanKind | 'none')[] = ['direct', 'broadcast', 'open', 'get-all', 'config', 'none'];
const OUTCOMES: readonly Outcome[] = ['answered', 'refused', 'failed', 'held'];
/** Custom modules and nonsense share one label: askers choose module names, and each new label would cost memory for good. */
const OTHER_MODULE = 'other';
const MODULES: readonly string[] = [
  ...new Set([...Object.values(FUNCTIONAL_MODULES).flat(), ...CONFIGURATION_MODULES, OTHER_MODULE]),
];

/** Upper bounds of the duration buckets, in ms: from the hub's own time to the longest deadline. */
export const DURATION_BUCKETS_MS: readonly number[] = [
  1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 30_000,
];

/** How many messages ended in one way. */
export interface MessageCount {
  readonly module: string;
  readonly plan: PlanKind | 'none';
  readonly outcome: Outcome;
  readonly count: number;
}

/** Durations of the messages of one module and outcome. */
export interface DurationCount {
  readonly module: string;
  readonly outcome: Outcome;
  /** Messages per bucket of {@link DURATION_BUCKETS_MS}, not cumulated; the last one is above all bounds. */
  readonly buckets: readonly number[];
  readonly sumMs: number;
}

/**
 * Counts messages in flat arrays. A whole message takes the hub some 50 µs, so observing one must cost well below one:
 * no label objects, no hashing, no allocation; Prometheus reads the arrays when it scrapes.
 */
export class MessageCounts {
  private readonly moduleIndex = new Map(MODULES.map((module, index) => [module, index]));
  private readonly planIndex = indexOf(PLANS);
  private readonly outcomeIndex = indexOf(OUTCOMES);
  private readonly counts = new Float64Array(MODULES.length * PLANS.length * OUTCOMES.length);
  private readonly bucketCount = DURATION_BUCKETS_MS.length + 1;
  private readonly buckets = new Float64Array(MODULES.length * OUTCOMES.length * this.bucketCount);
  private readonly sumsMs = new Float64Array(MODULES.length * OUTCOMES.length);
  requestBytes = 0;
  answerBytes = 0;

  /** Takes note of a concluded message; returns at once. */
  observe(row: MessageRow): void {
    const module = this.moduleIndex.get(row.module ?? OTHER_MODULE) ?? MODULES.length - 1;
    const outcome = this.outcomeIndex[row.outcome];
    const plan = this.planIndex[row.plan ?? 'none'];
    this.add(this.counts, (module * PLANS.length + plan) * OUTCOMES.length + outcome, 1);
    const ending = module * OUTCOMES.length + outcome;
    this.add(this.sumsMs, ending, row.durationMs);
    this.add(this.buckets, ending * this.bucketCount + bucketOf(row.durationMs), 1);
    this.requestBytes += row.requestBytes;
    this.answerBytes += row.answerBytes;
  }

  /** Every combination that has occurred. */
  *messages(): Iterable<MessageCount> {
    for (const [index, count] of this.counts.entries()) {
      if (count === 0) continue;
      const outcome = OUTCOMES[index % OUTCOMES.length];
      const plan = PLANS[Math.floor(index / OUTCOMES.length) % PLANS.length];
      const module = MODULES[Math.floor(index / OUTCOMES.length / PLANS.length)];
      if (outcome && plan && module) yield { module, plan, outcome, count };
    }
  }

  /** Every module and outcome that has occurred. */
  *durations(): Iterable<DurationCount> {
    for (const [index, sumMs] of this.sumsMs.entries()) {
      const buckets = [...this.buckets.subarray(index * this.bucketCount, (index + 1) * this.bucketCount)];
      const outcome = OUTCOMES[index % OUTCOMES.length];
      const module = MODULES[Math.floor(index / OUTCOMES.length)];
      if (outcome && module && buckets.some((count) => count > 0)) yield { module, outcome, buckets, sumMs };
    }
  }

  private add(cells: Float64Array, index: number, amount: number): void {
    cells[index] = (cells[index] ?? 0) + amount;
  }
}

function indexOf<Name extends string>(names: readonly Name[]): Readonly<Record<Name, number>> {
  return Object.fromEntries(names.map((name, index) => [name, index])) as Record<Name, number>;
}

function bucketOf(durationMs: number): number {
  let bucket = 0;
  while (durationMs > (DURATION_BUCKETS_MS[bucket] ?? Infinity)) bucket += 1;
  return bucket;
}
