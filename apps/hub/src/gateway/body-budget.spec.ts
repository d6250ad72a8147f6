import { describe, expect, it } from '@jest/globals';
import { BodyBudget } from './body-budget.js';

describe('the budget of request bodies', () => {
  it('lets one platform use its share and no more, so that others have theirs', () => {
    const budget = new BodyBudget({ totalBytes: 100, platformBytes: 60 });
    expect(budget.take('greedy', 60)).toBe(true);
    expect(budget.take('greedy', 1)).toBe(false);
    expect(budget.take('other', 40)).toBe(true);
  });

  it('is bounded over all platforms', () => {
    const budget = new BodyBudget({ totalBytes: 100, platformBytes: 60 });
    expect([budget.take('a', 60), budget.take('b', 41)]).toEqual([true, false]);
  });

  it('has room again once bytes are given back', () => {
    const budget = new BodyBudget({ totalBytes: 100, platformBytes: 60 });
    budget.take('a', 60);
    budget.give('a', 60);
    expect(budget.take('a', 60)).toBe(true);
  });
});
