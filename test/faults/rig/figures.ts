import { IS_FULL_SCALE } from './scale.js';

/** Prints what a fault test measured beside what it must reach, in one line. */
export function printFigures(test: string, figures: string): void {
  process.stderr.write(`${test}${IS_FULL_SCALE ? ' (full scale)' : ''} … ${figures}\n`);
}

/** The value below which this part (0 to 1) of the values lies; NaN where there are none. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

/** A count of repeats beside its bound, and as a part of all deliveries. */
export function repeats({ dup, most, pairs }: { dup: number; most: number; pairs: number }): string {
  return `dup ${dup} (≤ ${most}; ${((dup / pairs) * 100).toFixed(1)} %, aim 3.5)`;
}
