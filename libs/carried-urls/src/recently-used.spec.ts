import { describe, expect, it } from '@jest/globals';
import { RecentlyUsed } from './recently-used.js';

describe('values that were used recently', () => {
  it('are forgotten from the longest unused on', () => {
    const values = new RecentlyUsed<number>(2);
    values.set('a', 1);
    values.set('b', 2);
    expect(values.get('a')).toBe(1);

    values.set('c', 3);

    expect(values.get('b')).toBeUndefined();
    expect([values.get('a'), values.get('c')]).toEqual([1, 3]);
  });

  it('take no more room when they are set again', () => {
    const values = new RecentlyUsed<number>(2);
    values.set('a', 1);
    values.set('b', 2);
    values.set('b', 3);

    expect([values.get('a'), values.get('b')]).toEqual([1, 3]);
  });

  it('can be forgotten one by one', () => {
    const values = new RecentlyUsed<number>(2);
    values.set('a', 1);
    values.delete('a');

    expect(values.get('a')).toBeUndefined();
  });
});
