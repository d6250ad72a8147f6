import { describe, expect, it } from '@jest/globals';
import { authorizationHeader, isTokenText, tokenCandidates } from './authorization.js';

describe('the Authorization header', () => {
  it('reads the example of the specification, with and without its line break', () => {
    expect(tokenCandidates('Token ZXhhbXBsZS10b2tlbgo=')).toContain('example-token');
    expect(tokenCandidates('Token ZXhhbXBsZS10b2tlbg==')).toContain('example-token');
  });

  it('takes a token as it stands first, and as Base64 second, and never a third way', () => {
    const twiceEncoded = btoa(btoa('secret'));
    expect(tokenCandidates(`Token ${twiceEncoded}`)).toEqual([twiceEncoded, btoa('secret')]);
  });

  it('reads a raw token that is no Base64', () => {
    expect(tokenCandidates('Token ebf3b399-779f-4497-9b9d-ac6ad3cc44d2')).toEqual([
      'ebf3b399-779f-4497-9b9d-ac6ad3cc44d2',
    ]);
  });

  it('does not care how the scheme is written', () => {
    expect(tokenCandidates('token  abc-1')).toEqual(['abc-1']);
  });

  it.each([undefined, '', 'Token', 'Token ', 'Bearer abc', 'Tokenabc', 'Token a b', 'Token é', 'Basic YTpi'])(
    'finds no token in %p',
    (header) => {
      expect(tokenCandidates(header)).toEqual([]);
    },
  );

  it('is strict about Base64: what Node would skip is no other spelling of a token', () => {
    expect(tokenCandidates('Token !!!c2VjcmV0%%')).toEqual(['!!!c2VjcmV0%%']);
  });

  it('is written in Base64, or raw for peers that want it so', () => {
    expect(authorizationHeader('example-token', 'base64')).toBe('Token ZXhhbXBsZS10b2tlbg==');
    expect(authorizationHeader('example-token', 'raw')).toBe('Token example-token');
  });
});

describe('a token', () => {
  it('has 1 to 64 characters between ! and ~', () => {
    expect(isTokenText('!'.repeat(64))).toBe(true);
    expect(['', 'a b', 'é', 'x'.repeat(65), 'a\n'].some(isTokenText)).toBe(false);
  });
});
