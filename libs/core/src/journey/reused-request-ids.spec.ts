import { describe, expect, it } from '@jest/globals';
import { partyId } from '../../../../test/support/builders.js';
import type { RepeatKey } from '../delivery/delivery-store.js';
import { ReusedRequestIds } from './reused-request-ids.js';

const NOON = Date.UTC(2026, 0, 31, 12);
const aKey = (of: Partial<RepeatKey> = {}): RepeatKey => ({
  platformId: 'cpo',
  from: partyId('NL/CPO'),
  requestId: 'r-1',
  contentHash: 'one',
  ...of,
});

describe('a request id', () => {
  it.each<[string, Partial<RepeatKey>, boolean]>([
    ['with another message is used again', { contentHash: 'two' }, true],
    ['with the same message is a repeat', {}, false],
    ['of another party is another one', { contentHash: 'two', from: partyId('NL/OTH') }, false],
    ['of another platform is another one', { contentHash: 'two', platformId: 'other' }, false],
    ['of another spelling of the party is the same', { contentHash: 'two', from: partyId('nl/cpo') }, true],
  ])('%s', (_, of, isReuse) => {
    const ids = new ReusedRequestIds();
    expect(ids.isReuse(aKey(), NOON)).toBe(false);
    expect(ids.isReuse(aKey(of), NOON + 1)).toBe(isReuse);
  });

  it('may be used again after ten minutes', () => {
    const ids = new ReusedRequestIds();
    ids.isReuse(aKey(), NOON);
    expect(ids.isReuse(aKey({ contentHash: 'two' }), NOON + 599_999)).toBe(true);
    expect(ids.isReuse(aKey({ contentHash: 'three' }), NOON + 599_999 + 600_000)).toBe(false);
  });

  it('is forgotten when others have taken its place', () => {
    const ids = new ReusedRequestIds(2);
    for (const requestId of ['r-1', 'r-2', 'r-3']) ids.isReuse(aKey({ requestId }), NOON);
    expect(ids.isReuse(aKey({ requestId: 'r-1', contentHash: 'two' }), NOON)).toBe(false);
    expect(ids.isReuse(aKey({ requestId: 'r-3', contentHash: 'two' }), NOON)).toBe(true);
  });
});
