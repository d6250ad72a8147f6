import { describe, expect, it } from '@jest/globals';
import { Agreements, type Agreement } from './agreements.js';

const NOW = Date.UTC(2026, 0, 31, 12);
const HOUR_MS = 3_600_000;

function agreed(modules: readonly string[], span: Partial<Pick<Agreement, 'fromMs' | 'untilMs'>> = {}): Agreement {
  return { parties: ['NL/CPO', 'DE/MSP'], modules, fromMs: null, untilMs: null, ...span };
}

function may(agreements: Agreements, module: string | null, nowMs = NOW): boolean {
  return agreements.permits('DE/MSP', 'NL/CPO', { module, nowMs });
}

describe('two parties', () => {
  it.each([
    ['open', [], 'tokens', true],
    ['open', [], null, true],
    ['closed', [], 'tokens', false],
    ['closed', [], null, false],
    ['closed', [agreed(['tokens'])], 'tokens', true],
    ['closed', [agreed(['tokens'])], 'cdrs', false],
    ['closed', [agreed(['tokens'])], null, true],
    ['closed', [agreed([])], 'nltnm-custom', true],
    ['closed', [agreed(['tokens']), agreed(['cdrs'])], 'cdrs', true],
    ['open', [agreed(['tokens'])], 'cdrs', false],
    ['open', [agreed(['tokens'], { untilMs: NOW })], 'tokens', false],
  ] as const)('in a hub that is %s, with %j, asked about %s: %s', (...[policy, items, module, expected]) => {
    expect(may(new Agreements(policy, items, []), module)).toBe(expected);
  });

  it('may from the moment an agreement begins to the moment before it ends', () => {
    const agreements = new Agreements('closed', [agreed([], { fromMs: NOW, untilMs: NOW + HOUR_MS })], []);
    const moments = [NOW - 1, NOW, NOW + HOUR_MS - 1, NOW + HOUR_MS];
    expect(moments.map((nowMs) => may(agreements, 'tokens', nowMs))).toEqual([false, true, true, false]);
  });

  it('may nothing once either has blocked the other, whatever was agreed', () => {
    const blocks = [{ by: 'DE/MSP', blocked: 'NL/CPO', sinceMs: NOW }];
    const agreements = new Agreements('open', [agreed([])], blocks);
    for (const [a, b] of [
      ['NL/CPO', 'DE/MSP'],
      ['DE/MSP', 'NL/CPO'],
    ] as const) {
      expect(agreements.permits(a, b, { module: 'tokens', nowMs: NOW })).toBe(false);
      expect(agreements.isBlocked(a, b)).toBe(true);
    }
    expect(agreements.permits('NL/CPO', 'FR/EMP', { module: 'tokens', nowMs: NOW })).toBe(true);
    expect([agreements.blockedBy('DE/MSP'), agreements.blockedBy('NL/CPO')]).toEqual([blocks, []]);
  });

  it('with the same ids on two platforms need no agreement with themselves', () => {
    expect(new Agreements('closed', [], []).permits('NL/CPO', 'NL/CPO', { module: 'tokens', nowMs: NOW })).toBe(true);
  });
});

describe('when something changed between two parties', () => {
  const pairsChangedMs = new Map([['DE/MSP NL/CPO', 50]]);

  it('is when the policy did, for pairs that it speaks of', () => {
    const agreements = new Agreements('closed', [agreed([])], [], { policyChangedMs: 100, pairsChangedMs });
    expect(agreements.changedMs('NL/CPO', 'FR/EMP', NOW)).toBe(100);
    expect(agreements.changedMs('NL/CPO', 'DE/MSP', NOW)).toBe(50);
  });

  it('is when an agreement began or ended, once it has', () => {
    const items = [agreed([], { fromMs: NOW, untilMs: NOW + HOUR_MS })];
    const agreements = new Agreements('closed', items, [], { pairsChangedMs });
    const moments = [NOW - 1, NOW, NOW + HOUR_MS];
    expect(moments.map((nowMs) => agreements.changedMs('DE/MSP', 'NL/CPO', nowMs))).toEqual([50, NOW, NOW + HOUR_MS]);
  });

  it('is found again by the moment at which an agreement turns', () => {
    const agreements = new Agreements('closed', [agreed([], { fromMs: NOW, untilMs: NOW + HOUR_MS })], []);
    expect([...agreements.pairsTurning(NOW - 1, NOW)]).toEqual(['DE/MSP NL/CPO']);
    expect([...agreements.pairsTurning(NOW, NOW + HOUR_MS - 1)]).toEqual([]);
    expect([...agreements.pairsTurning(NOW, NOW + HOUR_MS)]).toEqual(['DE/MSP NL/CPO']);
  });
});
