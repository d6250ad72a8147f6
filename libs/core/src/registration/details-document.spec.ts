import { describe, expect, it } from '@jest/globals';
import { readDetailsDocument } from './details-document.js';

const VERSIONS_URL = 'https://ocpi.example.com/versions';
const at = (path: string): string => `https://ocpi.example.com/${path}`;

function read(endpoints: unknown, rest: Record<string, unknown> = { version: '2.2.1' }): unknown {
  return readDetailsDocument({ ...rest, endpoints }, '2.2.1', VERSIONS_URL);
}

describe('the version details of a peer', () => {
  it('are read with module ids in any case and fields nobody knows', () => {
    const endpoints = [
      { identifier: 'Locations', role: 'SENDER', url: at('locations'), since: 2020 },
      { identifier: 'nltnm-Tokens', role: 'receiver', url: at('custom/') },
    ];
    expect(read(endpoints)).toEqual([
      { module: 'locations', interfaceRole: 'SENDER', url: at('locations') },
      { module: 'nltnm-tokens', interfaceRole: 'RECEIVER', url: at('custom/') },
    ]);
  });

  it.each([undefined, 'RECEIVER', 'both'])('need no meaningful role of the credentials module: %s', (role) => {
    expect(read([{ identifier: 'credentials', role, url: at('credentials') }])).toEqual([
      { module: 'credentials', interfaceRole: 'SENDER', url: at('credentials') },
    ]);
  });

  it('may leave out their version', () => {
    expect(read([], {})).toEqual([]);
  });

  it('hold the first of an interface that is listed twice', () => {
    const twice = ['a', 'b'].map((path) => ({ identifier: 'cdrs', role: 'SENDER', url: at(path) }));
    expect(read(twice)).toEqual([{ module: 'cdrs', interfaceRole: 'SENDER', url: at('a') }]);
  });

  it.each([
    ['no role', { identifier: 'cdrs', url: at('cdrs') }, '(cdrs) has no role'],
    ['a role that is none', { identifier: 'cdrs', role: 'CPO', url: at('cdrs') }, '(cdrs) has no role'],
    ['no url', { identifier: 'cdrs', role: 'SENDER' }, '(cdrs) has no url'],
    ['no identifier', { role: 'SENDER', url: at('cdrs') }, 'has no identifier'],
    [
      'an identifier that would be two segments',
      { identifier: 'a/b', role: 'SENDER', url: at('x') },
      'has no identifier',
    ],
    [
      'an identifier that would be a dot segment',
      { identifier: '..', role: 'SENDER', url: at('x') },
      'has no identifier',
    ],
    ['text in place of an entry', 'cdrs', 'is no object'],
    ['a file', { identifier: 'cdrs', role: 'SENDER', url: 'file:///etc/passwd' }, 'has a url that is no absolute'],
    [
      'user info',
      { identifier: 'cdrs', role: 'SENDER', url: 'https://a:b@ocpi.example.com/' },
      'must not carry user info',
    ],
    [
      'another site',
      { identifier: 'cdrs', role: 'SENDER', url: 'https://evil.example/' },
      'no parent domain in common',
    ],
    ['port 22', { identifier: 'cdrs', role: 'SENDER', url: 'https://ocpi.example.com:22/' }, 'is on port 22'],
  ])('cannot be used with an endpoint of %s, and say which', (_, entry, complaint) => {
    const fine = { identifier: 'locations', role: 'SENDER', url: at('locations') };
    expect(read([fine, entry])).toHaveProperty('unusable', expect.stringMatching(/^data\.endpoints\[1\] /));
    expect(read([fine, entry])).toHaveProperty('unusable', expect.stringContaining(complaint));
  });

  it.each([
    ['another version', read([], { version: '2.2' }), 'data.version is not 2.2.1'],
    ['no list of endpoints', read({}), 'data.endpoints is no list'],
    ['201 endpoints', read(Array.from({ length: 201 })), 'more than 200'],
    ['no object', readDetailsDocument([], '2.2.1', VERSIONS_URL), 'data is no object'],
  ])('cannot be used with %s', (_, result, complaint) => {
    expect(result).toHaveProperty('unusable', expect.stringContaining(complaint));
  });
});
