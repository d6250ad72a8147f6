import { setTimeout as pause } from 'node:timers/promises';

const BETWEEN_LOOKS_MS = 20;

/**
 * Looks until there is something to see and returns it: `look` may throw (a failing `expect`) or return false, null or undefined
 * as long as it has to wait. Fails after `withinMs` (5000) with what it waited for and the last reason.
 */
export async function eventually<T extends NonNullable<unknown> | null | undefined>(
  waitingFor: string,
  look: () => T | Promise<T>,
  { withinMs = 5000 }: { readonly withinMs?: number } = {},
): Promise<Exclude<T, false | null | undefined>> {
  const deadline = performance.now() + withinMs;
  let last: { readonly saw: unknown } | { readonly thrown: unknown };
  do {
    try {
      const saw = await look();
      if (isSomething(saw)) return saw;
      last = { saw };
    } catch (thrown) {
      last = { thrown };
    }
    await pause(BETWEEN_LOOKS_MS);
  } while (performance.now() < deadline);
  const failure = `waited ${withinMs} ms for ${waitingFor}`;
  if ('thrown' in last) throw new Error(failure, { cause: last.thrown });
  throw new Error(`${failure}; the last look returned ${String(last.saw)} (return true when it holds)`);
}

function isSomething<T>(value: T): value is Exclude<T, false | null | undefined> {
  return value !== false && value !== null && value !== undefined;
}
