import { describe, expect, it } from '@jest/globals';
import { aPlatform } from '../../../test/support/builders.js';
import { TokenBook, type BookedToken } from './token-book.js';

const holder = { platform: aPlatform({ id: 'p-1', parties: ['CPO NL/ABC'] }), purpose: 'connection' } as const;

function aBook(...tokens: readonly Partial<BookedToken>[]): { readonly book: TokenBook; readonly hashed: string[] } {
  const hashed: string[] = [];
  const digestOf = (token: string): string => {
    hashed.push(token);
    return `digest of ${token}`;
  };
  const ordinary = { digest: 'digest of known', holder, expiresAtMs: null, retiresOthers: false };
  const book = new TokenBook(
    tokens.map((token) => ({ ...ordinary, ...token })),
    digestOf,
  );
  return { book, hashed };
}

describe('the tokens of a snapshot', () => {
  it('cost no hash once a header was seen', () => {
    const { book, hashed } = aBook({});
    const header = `Token ${btoa('known')}`;

    expect(book.find(header, 0)?.holder).toBe(holder);
    expect(hashed.length).toBeGreaterThan(0);
    const hashesOfTheFirst = hashed.length;
    expect(book.find(header, 0)?.holder).toBe(holder);
    expect(hashed).toHaveLength(hashesOfTheFirst);
  });

  it('are looked up in the two readings of a header and in no third', () => {
    const { book, hashed } = aBook({});

    expect(book.find(`Token ${btoa(btoa('known'))}`, 0)).toBeNull();
    expect(hashed).toEqual([btoa(btoa('known')), btoa('known')]);
  });

  it('do not remember strangers', () => {
    const { book, hashed } = aBook({});

    expect(book.find('Token stranger!', 0)).toBeNull();
    expect(book.find('Token stranger!', 0)).toBeNull();
    expect(hashed).toEqual(['stranger!', 'stranger!']);
  });

  it('do not remember a header that its holder has blown up, which he could do in any number of ways', () => {
    const { book, hashed } = aBook({});
    const header = `Token${' '.repeat(200)}known`;

    expect(book.find(header, 0)?.holder).toBe(holder);
    expect(book.find(header, 0)?.holder).toBe(holder);
    expect(hashed).toEqual(['known', 'known']);
  });

  it('end at their time, not a millisecond later, remembered or not', () => {
    const { book } = aBook({ expiresAtMs: 1_000 });

    expect(book.find('Token known', 999)).not.toBeNull();
    expect(book.find('Token known', 1_000)).toBeNull();
  });

  it.each([undefined, '', 'known', 'Bearer known', 'Token', 'Token known known', `Token ${'a'.repeat(9_000)}`])(
    'are not in the header %.20p',
    (header) => {
      expect(aBook({}).book.find(header, 0)).toBeNull();
    },
  );
});
