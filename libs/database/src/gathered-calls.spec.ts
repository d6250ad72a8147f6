import { describe, expect, it } from '@jest/globals';
import { eventually } from '../../../test/support/eventually.js';
import { GatheredCalls, type GatherBounds } from './gathered-calls.js';

/** A call that a test ends. */
interface HeldCall {
  readonly items: readonly number[];
  readonly end: () => void;
  readonly fail: (reason: Error) => void;
}

/** Gathered calls that multiply by ten, once the test lets them. */
function gathering(bounds: GatherBounds): {
  readonly gathered: GatheredCalls<number, number>;
  readonly calls: HeldCall[];
} {
  const calls: HeldCall[] = [];
  const send = (items: readonly number[]): Promise<readonly number[]> =>
    new Promise((resolve, reject) => {
      calls.push({ items, end: () => resolve(items.map((item) => item * 10)), fail: reject });
    });
  return { gathered: new GatheredCalls(send, bounds), calls };
}

/** Long enough for everything that does not wait for a call. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
}

describe('gathered calls', () => {
  it('send together what was asked in one tick, and give each its own result', async () => {
    const { gathered, calls } = gathering({ itemsPerCall: 3, callsAtOnce: 1 });
    const results = Promise.all([gathered.ask(1), gathered.ask(2)]);
    await settled();
    calls[0]?.end();

    await expect(results).resolves.toEqual([10, 20]);
    expect(calls.map(({ items }) => items)).toEqual([[1, 2]]);
  });

  it('gather while as many calls as may be are under way, and send no more together than fits', async () => {
    const { gathered, calls } = gathering({ itemsPerCall: 2, callsAtOnce: 2 });
    const results = Promise.all([1, 2, 3, 4, 5, 6, 7].map((item) => gathered.ask(item)));
    await settled();
    expect(calls.map(({ items }) => items)).toEqual([
      [1, 2],
      [3, 4],
    ]);

    calls[1]?.end();
    await settled();
    expect(calls.map(({ items }) => items)[2]).toEqual([5, 6]);
    calls[0]?.end();
    await settled();
    for (const call of calls) call.end();

    await expect(results).resolves.toEqual([10, 20, 30, 40, 50, 60, 70]);
  });

  it('fail everybody whose call failed, and go on with the next', async () => {
    const { gathered, calls } = gathering({ itemsPerCall: 2, callsAtOnce: 1 });
    const failed = Promise.allSettled([gathered.ask(1), gathered.ask(2)]);
    const later = gathered.ask(3);
    await settled();

    calls[0]?.fail(new Error('gone'));
    await settled();
    calls[1]?.end();

    expect((await failed).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await expect(later).resolves.toBe(30);
  });

  it('leave a moment after a call, so that what it set free goes along with the next one', async () => {
    const { gathered, calls } = gathering({ itemsPerCall: 10, callsAtOnce: 1, apartMs: 5 });
    const first = gathered.ask(1);
    await settled();
    const waiting = gathered.ask(2);
    calls[0]?.end();
    await first;
    const setFree = gathered.ask(3);
    await eventually('the second call', () => calls.length === 2);
    calls[1]?.end();

    await expect(Promise.all([waiting, setFree])).resolves.toEqual([20, 30]);
    expect(calls.map(({ items }) => items)).toEqual([[1], [2, 3]]);
  });
});
