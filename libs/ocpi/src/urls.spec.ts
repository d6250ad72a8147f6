import { describe, expect, it } from '@jest/globals';
import { hostOf, joinEndpoint } from './endpoint-url.js';
import { nextPageUrl } from './pagination.js';
import { pathFault, pathSegments, queryFault } from './request-path.js';

describe('an endpoint URL', () => {
  it.each([
    ['https://a.example/ocpi/locations', '/LOC1', 'https://a.example/ocpi/locations/LOC1'],
    ['https://a.example/ocpi/locations/', '/LOC1', 'https://a.example/ocpi/locations/LOC1'],
    ['https://a.example/ocpi/commands/', 'START_SESSION', 'https://a.example/ocpi/commands/START_SESSION'],
    ['https://a.example/ocpi/cdrs', '', 'https://a.example/ocpi/cdrs'],
    ['https://a.example/ocpi/cdrs/', '', 'https://a.example/ocpi/cdrs/'],
    ['https://a.example/ocpi/cdrs', '/', 'https://a.example/ocpi/cdrs'],
    ['https://a.example', '/NL/TNM/%41%2f', 'https://a.example/NL/TNM/%41%2f'],
  ])('%s joined with %p', (endpoint, rest, joined) => {
    expect(joinEndpoint(endpoint, { rest, query: null })).toBe(joined);
  });

  it('keeps the query as it was sent, behind one of its own', () => {
    expect(joinEndpoint('https://a.example/t', { rest: '/1', query: 'type=RFID&x=%20' })).toBe(
      'https://a.example/t/1?type=RFID&x=%20',
    );
    expect(joinEndpoint('https://a.example/t?key=1', { rest: '/1', query: 'type=RFID' })).toBe(
      'https://a.example/t/1?key=1&type=RFID',
    );
  });

  it('gets a slash at its end for peers that insist', () => {
    expect(joinEndpoint('https://a.example/t', { rest: '/1', query: 'a=b', trailingSlash: true })).toBe(
      'https://a.example/t/1/?a=b',
    );
  });

  it('has a host unless it is no http URL or carries a user', () => {
    expect(hostOf('https://A.example:443/x')).toBe('a.example');
    expect(hostOf('http://a.example:8080')).toBe('a.example:8080');
    expect(['ftp://a', 'file:///etc', 'https://u@a.example', 'https://u:p@a', 'x', 'javascript:1'].map(hostOf)).toEqual(
      Array<null>(6).fill(null),
    );
  });
});

describe('the Link to the next page', () => {
  it.each([
    ['<https://a.example/l?offset=50&limit=50>; rel="next"', 'https://a.example/l?offset=50&limit=50'],
    ['<https://a.example/l?a=1,2>;rel="next"', 'https://a.example/l?a=1,2'],
    ['<https://a.example/p>; rel="prev", <https://a.example/n>; rel=next', 'https://a.example/n'],
    ['<https://a.example/n>; title="a, b"; rel="last next"', 'https://a.example/n'],
    ['<https://a.example/f>; rel="first"', null],
    ['', null],
    ['<>; rel="next"', null],
    ['nonsense', null],
  ])('of %p is %p', (header, url) => {
    expect(nextPageUrl(header)).toBe(url);
  });

  it('is found in linear time in 64 KB of brackets', () => {
    expect(nextPageUrl('<'.repeat(65_536))).toBeNull();
    expect(nextPageUrl(`<a>${'"'.repeat(65_536)}`)).toBeNull();
  });
});

describe('a path', () => {
  it.each(['/NL/TNM/LOC1', '/NL/TNM/a%2Fb', '/x;y=1', '/%41.json', '/a..b', '//', '/%25%32%65'])(
    'passes as %s',
    (path) => {
      expect(pathFault(path)).toBeNull();
    },
  );

  it.each([
    '/../x',
    '/a/./b',
    '/%2e%2e/x',
    '/a%2f..%2fb',
    '/%2E%2e%5cx',
    '/a/..;/b',
    '/..',
    '/x%00',
    '/a\\..\\b',
    '/a#b',
    '/é',
    '/a b',
    `/${'x'.repeat(4096)}`,
  ])('is refused as %s', (path) => {
    expect(pathFault(path)).not.toBeNull();
  });

  it('has decoded segments, or none where its encoding is broken', () => {
    expect(pathSegments('/NL/TNM/a%2Fb/')).toEqual(['NL', 'TNM', 'a/b']);
    expect(pathSegments('')).toEqual([]);
    expect(pathSegments('/%E0%A4%A')).toBeNull();
  });
});

describe('a query', () => {
  it('passes as it was sent, whatever it encodes', () => {
    expect(['a=%00', 'a=../..&b=%2e%2e', 'a=\\', ''].map(queryFault)).toEqual(Array<null>(4).fill(null));
  });

  it('is refused where it is too long or no HTTP request could carry it', () => {
    expect(['a b', 'a=b#c', 'é', 'x'.repeat(4097)].map(queryFault)).not.toContain(null);
  });
});
