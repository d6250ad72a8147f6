import { expect } from '@jest/globals';
import type { Receipt, Receivers } from './receivers.js';
import { scaled } from './scale.js';
import type { World } from './world.js';

/** What receivers ask for when they fail, in ms. */
const ASKED_MS = 2_000;
/** No retry comes earlier than that. */
const EARLY_AT_MOST_MS = 100;
/** In a build other suites take their share of the machine. */
const LATE_AT_MOST_MS = scaled(3_000, 1_000);

/** When retries came that were asked for in 2 s. */
export interface RetryTimes {
  readonly soonestMs: number;
  readonly latestMs: number;
}

/** Pushes one broadcast after the other, each of which every receiver fails once, and measures when they are tried again. */
export async function timeRetries(world: World, objects: readonly string[]): Promise<RetryTimes> {
  const waits: number[] = [];
  for (const object of objects) {
    world.forget();
    world.ports.forEach(failOnce);
    expect(await world.sender.push(world.sender.next(object))).toMatchObject({ kind: 'accepted' });
    await world.settled();
    waits.push(...waitsMs(world.receipts));
  }
  expect(waits).toHaveLength(objects.length * world.platforms.size);
  return { soonestMs: Math.min(...waits), latestMs: Math.max(...waits) };
}

/** Holds them against what was asked for. */
export function expectAsAsked({ soonestMs, latestMs }: RetryTimes): void {
  expect(soonestMs).toBeGreaterThanOrEqual(ASKED_MS - EARLY_AT_MOST_MS);
  expect(latestMs).toBeLessThanOrEqual(ASKED_MS + LATE_AT_MOST_MS);
}

/** The same for who reads along. */
export function sayRetries({ soonestMs, latestMs }: RetryTimes): string {
  const bounds = `≥ ${ASKED_MS - EARLY_AT_MOST_MS}, ≤ ${ASKED_MS + LATE_AT_MOST_MS}`;
  return `retries after ${soonestMs.toFixed(0)} to ${latestMs.toFixed(0)} ms (${bounds})`;
}

/** Fails the first push to each party, and asks for a pause. */
export function failOnce(port: Receivers): void {
  const failed = new Set<string>();
  port.answer = ({ to }) => {
    if (failed.has(to)) return { delayMs: 20 };
    failed.add(to);
    return { status: 503, retryAfterS: ASKED_MS / 1000 };
  };
}

/** How long each party waited for the second try. */
function waitsMs(receipts: readonly Receipt[]): readonly number[] {
  const failed = receipts.filter(({ taken }) => !taken);
  return failed.map(({ to, atMs }) => {
    const again = receipts.find((receipt) => receipt.to === to && receipt.taken);
    return (again?.atMs ?? Number.NaN) - atMs;
  });
}
