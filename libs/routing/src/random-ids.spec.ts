import { describe, expect, it } from '@jest/globals';
import { RandomIds } from './random-ids.js';

describe('ids of messages', () => {
  it('sort as they were made, also within a millisecond', () => {
    const ids = new RandomIds();
    const made = [5, 5, 5, 6, 70_000].map((atMs) => ids.messageId(atMs));
    expect(made).toEqual([...made].sort());
    expect(new Set(made).size).toBe(made.length);
  });

  it('are not made twice when the clock is set back', () => {
    const ids = new RandomIds();
    const made = [1_000, 1_000, 1_001, 1_000, 1_000, 1_001, 1_001, 999].map((atMs) => ids.messageId(atMs));
    expect(new Set(made).size).toBe(made.length);
  });
});
