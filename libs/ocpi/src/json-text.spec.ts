import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MAX_JSON_DEPTH, readJsonText, replaceAt, stringAt } from './json-text.js';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const judge = (text: string): string => {
  const read = readJsonText(bytesOf(text));
  return read.ok ? 'ok' : read.fault;
};

describe('a body judged as JSON', () => {
  it.each([
    '{}',
    '[]',
    ' [ 1 , -0 , 1e400 , 0.1000 , 123456789012345678901234567890 ] ',
    '{"a":{"b":[true,false,null]},"":"\\u00e9\\n\\/"}',
    '{"__proto__":{"x":1},"constructor":{"prototype":1}}',
    '{"a":1,"a":2}',
    '"lone surrogate \\ud800 as an escape"',
    '"é € 𝄞"',
    '0',
  ])('accepts %s as it stands', (text) => {
    expect(judge(text)).toBe('ok');
  });

  it.each([
    '',
    '{',
    '{"a":1',
    '{"a" 1}',
    '{a:1}',
    '{"a":1,}',
    '[1,]',
    '[1 2]',
    '01',
    '+1',
    '1.',
    '.5',
    '1e',
    'NaN',
    'tru',
    "{'a':1}",
    '"tab\tinside"',
    '"\\x41"',
    '"\\u12g4"',
    '"open',
    '{} {}',
    '{"a":1}garbage',
  ])('refuses %p as malformed', (text) => {
    expect(judge(text)).toBe('syntax');
  });

  it.each([
    ['a byte order mark', [0xef, 0xbb, 0xbf, 0x7b, 0x7d]],
    ['UTF-16', [0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00]],
    ['an overlong form', [0x22, 0xc0, 0xaf, 0x22]],
    ['an encoded surrogate', [0x22, 0xed, 0xa0, 0x80, 0x22]],
    ['a code point past U+10FFFF', [0x22, 0xf4, 0x90, 0x80, 0x80, 0x22]],
    ['a cut sequence', [0x22, 0xe2, 0x82, 0x22]],
    ['Latin-1', [0x22, 0xe9, 0x22]],
  ])('refuses %s as badly encoded', (_what, bytes) => {
    expect(readJsonText(Uint8Array.from(bytes))).toMatchObject({ ok: false, fault: 'encoding' });
  });

  it('accepts 64 levels and refuses 65, however the brackets are mixed', () => {
    const nested = (depth: number): string => '[{"a":'.repeat(depth / 2) + '1' + '}]'.repeat(depth / 2);
    expect(judge(nested(MAX_JSON_DEPTH))).toBe('ok');
    expect(judge(`[${nested(MAX_JSON_DEPTH)}]`)).toBe('depth');
    expect(judge('['.repeat(200_000))).toBe('depth');
  });

  it('agrees with JSON.parse on every text that either of them can read', () => {
    const texts = fc.oneof(
      fc.json({ maxDepth: 6 }),
      fc.array(fc.constantFrom(...'{}[]",:\\u0e9.-+ tfn1'), { maxLength: 14 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        let parses = true;
        try {
          JSON.parse(text);
        } catch {
          parses = false;
        }
        expect(judge(text) === 'ok').toBe(parses);
      }),
      { numRuns: 5000 },
    );
  });
});

describe('a key of the outermost object', () => {
  const find = (text: string): unknown => {
    const read = readJsonText(bytesOf(text), ['response_url']);
    const span = read.ok ? read.members.get('response_url') : null;
    return span === undefined || span === null || span === 'duplicate' ? span : stringAt(bytesOf(text), span);
  };

  it('is found between others, with space around it and written with escapes', () => {
    expect(find('{"a":[{"response_url":"inner"}], "response_url" : "https://a.example/x" ,"b":1}')).toBe(
      'https://a.example/x',
    );
    expect(find('{"response\\u005furl":"https://a.example"}')).toBe('https://a.example');
  });

  it('is not found deeper down or in an array', () => {
    expect(find('{"a":{"response_url":"x"}}')).toBeUndefined();
    expect(find('[{"response_url":"x"}]')).toBeUndefined();
  });

  it('is a duplicate when it stands there twice, also where one of them is escaped', () => {
    expect(find('{"response_url":"a","response\\u005Furl":"b"}')).toBe('duplicate');
  });

  it.each([
    ['another one', '{"response_urL2":"a"}'],
    ['its beginning', '{"response_ur":"a"}'],
    ['more than it', '{"response_urls":"a"}'],
    ['an escape that is no letter of it', '{"response\\nurl":"a","response\\u0020url":"b"}'],
    ['the empty one', '{"":"a"}'],
  ])('is not %s', (_, text) => {
    expect(find(text)).toBeUndefined();
  });

  it('in another case is one too many, since some receivers read both as the same', () => {
    expect(find('{"response_url":"a","Response_URL":"b"}')).toBe('duplicate');
    expect(find('{"RESPONSE_URL":"b","response_url":"a"}')).toBe('duplicate');
    expect(find('{"response_url":"a","response\\u005fUrl":"b"}')).toBe('duplicate');
  });

  it('costs next to nothing to look for among hundreds of thousands of others', () => {
    const keys = Array.from({ length: 400_000 }, (_, index) => (index % 2 === 0 ? '"re":1' : '"\\u0072":1'));
    const bytes = bytesOf(`{${keys.join()}}`);
    const shortestMs = (watch: readonly string[]): number => {
      const runs = Array.from({ length: 3 }, () => {
        const startedAt = performance.now();
        readJsonText(bytes, watch);
        return performance.now() - startedAt;
      });
      return Math.min(...runs);
    };
    shortestMs(['response_url']);
    expect(shortestMs(['response_url', 'id'])).toBeLessThan(3 * shortestMs([]) + 5);
  });

  it('is replaced without touching any other byte', () => {
    const text = '{ "n":1.000, "response_url": "https://a.example", "é":"\\u00e9" }';
    const read = readJsonText(bytesOf(text), ['response_url']);
    const span = read.ok ? read.members.get('response_url') : undefined;
    if (span === undefined || span === 'duplicate') throw new Error('response_url was not found');
    const replaced = new TextDecoder().decode(replaceAt(bytesOf(text), span, 'https://hub.example/"x"'));
    expect(replaced).toBe('{ "n":1.000, "response_url": "https://hub.example/\\"x\\"", "é":"\\u00e9" }');
  });
});

describe('a watched key inside of another', () => {
  const find = (text: string): (string | undefined)[] => {
    const bytes = bytesOf(text);
    const read = readJsonText(bytes, ['cdr_token.uid', 'cdr_token.party_id', 'id']);
    if (!read.ok) throw new Error(read.fault);
    return ['cdr_token.uid', 'cdr_token.party_id', 'id'].map((path) => {
      const span = read.members.get(path);
      return span === undefined || span === 'duplicate' ? span : (stringAt(bytes, span) ?? 'no string');
    });
  };

  it('is found where it stands, whatever surrounds it', () => {
    expect(find('{"id":"1","cdr_token":{"x":{"uid":"no"},"uid":"u","y":[{"uid":"no"}],"party_id":"TNM"}}')).toEqual([
      'u',
      'TNM',
      '1',
    ]);
  });

  it.each([
    ['of the outermost object', '{"uid":"no"}'],
    ['of another object', '{"token":{"uid":"no"}}'],
    ['deeper down', '{"a":{"cdr_token":{"uid":"no"}}}'],
    ['of an object in a list', '{"cdr_token":[{"uid":"no"}]}'],
    ['of an outermost list', '[{"cdr_token":{"uid":"no"}}]'],
  ])('is no key of that name %s', (_, text) => {
    expect(find(text)).toEqual([undefined, undefined, undefined]);
  });

  it('is ambiguous where it, or what it stands in, stands twice', () => {
    expect(find('{"cdr_token":{"uid":"a","UID":"b","party_id":"TNM"}}')).toEqual(['duplicate', 'TNM', undefined]);
    expect(find('{"cdr_token":{"uid":"a"},"cdr_token":{}}')).toEqual(['duplicate', 'duplicate', undefined]);
    expect(find('{"cdr_token":{},"cdr_token":{"uid":"a"}}')).toEqual(['duplicate', 'duplicate', undefined]);
    expect(find('{"cdr_token":{"uid":"a"},"CDR_token":1}')).toEqual(['duplicate', 'duplicate', undefined]);
  });
});
