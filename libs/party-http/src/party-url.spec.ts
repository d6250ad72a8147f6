import { describe, expect, it } from '@jest/globals';
import { splitUrl } from './party-url.js';

describe('the URL of a party', () => {
  it.each([
    ['https://a.example/ocpi/2.2.1/x?y=z&q=%20', 'https://a.example', '/ocpi/2.2.1/x?y=z&q=%20'],
    ['https://A.example:8443', 'https://A.example:8443', '/'],
    ['http://[::1]:80/', 'http://[::1]:80', '/'],
    ['https://a.example?date_from=2026', 'https://a.example', '/?date_from=2026'],
    ['https://a.example/x#fragment', 'https://a.example', '/x'],
    ['HTTPS://a.example//x//', 'HTTPS://a.example', '//x//'],
  ])('%s is split without being rewritten', (url, authority, target) => {
    expect(splitUrl(url)).toEqual({ authority, target });
  });

  it('keeps dot segments and escapes as the peer published them', () => {
    expect(splitUrl('https://a.example/x/../%7e/%2F')?.target).toBe('/x/../%7e/%2F');
  });

  it('has what is not ASCII escaped as UTF-8', () => {
    expect(splitUrl('https://a.example/lädt es')?.target).toBe('/l%C3%A4dt%20es');
    expect(splitUrl('https://a.example/\ud800')?.target).toBe('/%EF%BF%BD');
  });

  it.each([
    '',
    '/ocpi',
    'ftp://a.example/',
    'file:///etc/passwd',
    'gopher://a.example/',
    'https:///x',
    'https://a\\@b/',
    ' https://a/',
  ])('"%s" is none', (url) => expect(splitUrl(url)).toBeNull());
});
