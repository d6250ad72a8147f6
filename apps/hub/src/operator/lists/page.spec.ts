import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { isProblem } from '../problems/problem.js';
import { PagedList, type Page } from './page.js';

const LETTERS = new PagedList<string>('letters', (letter) => letter);
const OTHERS = new PagedList<string>('others', (letter) => letter);

function page(letters: string, limit: number, cursor?: string | null): Page<string> {
  const request = LETTERS.read({ limit, ...(cursor ? { cursor } : {}) });
  if (isProblem(request)) throw new Error(request.detail);
  return LETTERS.page([...letters], request);
}

describe('a list in pages', () => {
  it('is walked from the first item to the last', () => {
    const first = page('edcba', 2);
    expect(first.items).toEqual(['a', 'b']);
    const second = page('edcba', 2, first.next_cursor);
    expect(second.items).toEqual(['c', 'd']);
    const third = page('edcba', 2, second.next_cursor);
    expect(third).toEqual({ items: ['e'], next_cursor: null });
  });

  it('skips nothing and repeats nothing when items come and go between two pages', () => {
    const first = page('bdf', 2);
    expect(page('abcefg', 3, first.next_cursor).items).toEqual(['e', 'f', 'g']);
  });

  it('ends with a page that is exactly full', () => {
    expect(page('ab', 2).next_cursor).toBeNull();
  });

  it.each(['', '!', 'bm9ibGFuaw', Buffer.from('others a').toString('base64url')])(
    'refuses the cursor "%s"',
    (cursor) => {
      const read = LETTERS.read({ cursor });
      expect(isProblem(read) && read.errors[0]?.field).toBe('cursor');
    },
  );

  it("refuses another list's cursor", () => {
    const cursor = OTHERS.page(['a', 'b'], { afterKey: null, limit: 1 }).next_cursor ?? '';
    expect(isProblem(LETTERS.read({ cursor }))).toBe(true);
    expect(isProblem(OTHERS.read({ cursor }))).toBe(false);
  });
});
