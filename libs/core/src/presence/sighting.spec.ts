import { describe, expect, it } from '@jest/globals';
import { eventsOfSighting, Observations, type KnownHere } from '@busbar/core';

describe('what a process tells of a platform', () => {
  it('is nothing while nothing was seen, and each thing once', () => {
    const seen = new Observations();
    expect(seen.take('cpo', 1_000)).toBeNull();
    seen.note('heard', 900);
    expect(seen.take('cpo', 1_000)).toEqual({ platformId: 'cpo', heardMsAgo: 100, answer: null, failures: null });
    expect(seen.take('cpo', 2_000)).toBeNull();
  });

  it('has the last answer and the failures after it, in ages', () => {
    const seen = new Observations();
    seen.note('failed', 100);
    seen.note('accepted', 200);
    seen.note('credentials-refused', 300);
    seen.note('failed', 400);
    seen.note('failed', 500);
    expect(seen.take('cpo', 1_000)).toEqual({
      platformId: 'cpo',
      heardMsAgo: null,
      answer: { event: 'credentials-refused', msAgo: 700 },
      failures: { count: 2, firstMsAgo: 600 },
    });
  });

  it.each(['nothing-learned', 'probe-started', 'suspended', 'registered', 'found-offline'] as const)(
    'has no place for %s, which everybody learns from the store or nobody needs',
    (event) => {
      const seen = new Observations();
      seen.note(event, 100);
      expect(seen.take('cpo', 1_000)).toBeNull();
    },
  );
});

describe('what another process has seen', () => {
  const sighting = {
    platformId: 'cpo',
    heardMsAgo: 50,
    answer: { event: 'accepted', msAgo: 400 },
    failures: { count: 2, firstMsAgo: 300 },
  } as const;

  const known = (since: number, failingSince = Number.NEGATIVE_INFINITY): KnownHere => ({ since, failingSince });

  it('means the same here, in the order in which it happened', () => {
    expect(eventsOfSighting(sighting, 10_000, known(0))).toEqual(['heard', 'accepted', 'failed', 'failed']);
  });

  it('counts no failures that began before something was answered here', () => {
    expect(eventsOfSighting(sighting, 10_000, known(9_800))).toEqual(['heard']);
  });

  it('does not bring back an answer that a later one has replaced', () => {
    expect(eventsOfSighting(sighting, 10_000, known(9_650))).toEqual(['heard', 'failed', 'failed']);
  });

  it('does not undo failures here that began after the answer there', () => {
    expect(eventsOfSighting(sighting, 10_000, known(0, 9_700))).toEqual(['heard', 'failed', 'failed']);
    expect(eventsOfSighting(sighting, 10_000, known(0, 9_500))).toEqual(['heard', 'accepted', 'failed', 'failed']);
  });
});
