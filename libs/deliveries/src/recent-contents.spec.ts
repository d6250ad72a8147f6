import { describe, expect, it } from '@jest/globals';
import type { DeliveryContent } from '@busbar/core';
import { RecentContents } from './recent-contents.js';

/** A message with a body of so many bytes. */
function aContent(messageId: string, bytes: number): DeliveryContent {
  return {
    ...{ messageId, correlationId: 'c', version: '2.2.1', module: 'locations', interfaceRole: 'RECEIVER' },
    ...{ method: 'PUT', rest: '/', query: null, contentType: null, body: new Uint8Array(bytes), from: null },
  };
}

describe('recent contents', () => {
  it('remember as many bytes as they may, and forget what was not asked for longest', () => {
    const recent = new RecentContents(30_000);
    for (const messageId of ['a', 'b', 'c']) recent.add(aContent(messageId, 8_000));
    recent.get('a');

    recent.add(aContent('d', 8_000));

    expect(['a', 'b', 'c', 'd'].filter((messageId) => recent.get(messageId) !== undefined)).toEqual(['a', 'c', 'd']);
  });

  it('count a message once, however often it is added', () => {
    const recent = new RecentContents(30_000);
    recent.add(aContent('a', 8_000));
    for (let times = 0; times < 10; times++) recent.add(aContent('b', 8_000));

    expect(recent.get('a')).toBeDefined();
  });

  it('forget at once what is larger than everything they may remember', () => {
    const recent = new RecentContents(30_000);

    recent.add(aContent('large', 40_000));

    expect(recent.get('large')).toBeUndefined();
  });

  it('count what a message without body takes', () => {
    const recent = new RecentContents(10_000);
    for (let index = 0; index < 100; index++) recent.add(aContent(String(index), 0));

    expect(Array.from({ length: 100 }, (_, index) => recent.get(String(index))).filter(Boolean)).toHaveLength(10);
  });
});
