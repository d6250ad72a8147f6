import { afterEach, describe, expect, it } from '@jest/globals';
import type { Call } from './calls.js';
import { DatabaseLost } from './database.js';
import { PendingCalls } from './pending-calls.js';

describe('calls that wait for the database', () => {
  const sent: Call[][] = [];
  let pending: PendingCalls | null = null;

  function waitingFor(timeLimitMs: number): PendingCalls {
    sent.length = 0;
    pending = new PendingCalls(timeLimitMs, (calls) => sent.push([...calls]));
    return pending;
  }
  afterEach(() => pending?.stop());

  it('leave together when they are made together', async () => {
    const calls = waitingFor(1_000);

    const both = [calls.start('store', 'first', []), calls.start('store', 'second', [])];
    await Promise.resolve();

    expect(sent.map((group) => group.map(({ method }) => method))).toEqual([['first', 'second']]);
    calls.settle(sent.flat().map(({ id, method }) => ({ id, ended: 'returned', value: method })));
    await expect(Promise.all(both)).resolves.toEqual(['first', 'second']);
  });

  it('are lost when their time is over, and a late answer changes nothing', async () => {
    const calls = waitingFor(50);

    const call = calls.start('store', 'slow', []);

    await expect(call).rejects.toThrow(new DatabaseLost('no answer from the database within 50 ms'));
    calls.settle([{ id: sent[0]?.[0]?.id ?? 0, ended: 'returned', value: 'late' }]);
    expect(calls.size).toBe(0);
  });

  it('are all lost when nobody will answer any more', async () => {
    const calls = waitingFor(1_000);
    const both = Promise.allSettled([calls.start('store', 'first', []), calls.start('store', 'second', [])]);

    calls.loseAll('the thread ended');

    for (const ending of await both) {
      expect(ending).toEqual({ status: 'rejected', reason: new DatabaseLost('the thread ended') });
    }
  });

  it('do not stand in the way of each other when one cannot be sent', async () => {
    const calls = new PendingCalls(1_000, (group) => {
      structuredClone(group);
      calls.settle(group.map(({ id }) => ({ id, ended: 'returned', value: 'sent' })));
    });
    pending = calls;

    const [good, bad] = await Promise.allSettled([
      calls.start('store', 'method', ['text']),
      calls.start('store', 'method', [() => undefined]),
    ]);

    expect(good).toEqual({ status: 'fulfilled', value: 'sent' });
    expect(bad).toMatchObject({ status: 'rejected' });
    expect(calls.size).toBe(0);
  });
});
