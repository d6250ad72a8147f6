import { eventually } from '../../support/eventually.js';

/** How much is done, and how fast. */
export interface Pace {
  readonly count: number;
  readonly perSecond: number;
}

const LATE_AT_MOST_MS = 30_000;

/** Begins so much in each second, whether what was begun before has ended or not; resolves when everything has begun. */
export async function paced({ count, perSecond }: Pace, begin: (nth: number) => void): Promise<void> {
  const startedAt = performance.now();
  let begun = 0;
  const isThrough = (): boolean => {
    const due = Math.min(count, Math.ceil(((performance.now() - startedAt) * perSecond) / 1000));
    while (begun < due) begin(begun++);
    return begun === count;
  };
  await eventually('everything to have begun', isThrough, { withinMs: (count / perSecond) * 1000 + LATE_AT_MOST_MS });
}

/** Does everything in the list, so many side by side, each when there is room. */
export async function sideBySide<T>(
  width: number,
  all: readonly T[],
  act: (each: T) => Promise<unknown>,
): Promise<void> {
  const waiting = [...all];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await act(next);
  };
  await Promise.all(Array.from({ length: width }, work));
}

/** Lets time pass for those who are tried. */
export async function passed(ms: number): Promise<void> {
  const until = performance.now() + ms;
  await eventually('time to pass', () => performance.now() >= until, { withinMs: ms + LATE_AT_MOST_MS });
}
