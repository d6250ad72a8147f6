import { describe, expect, it } from '@jest/globals';
import { ownUrlFault, peerUrlFault, siteFault } from './peer-url.js';

describe('a URL that a peer gives', () => {
  it.each([
    'https://ocpi.example.com/versions',
    'http://127.0.0.1:8080/ocpi/versions',
    'https://[2001:db8::1]/ocpi?x=y&z=%20',
    'HTTPS://OCPI.EXAMPLE.COM/',
    'https://xn--bcher-kva.example/ocpi',
  ])('is taken when it is absolute http or https: %s', (url) => {
    expect(peerUrlFault(url)).toBeNull();
  });

  it.each([
    ['another scheme', 'file:///etc/passwd'],
    ['gopher', 'gopher://example.com/1'],
    ['a relative URL', '/ocpi/versions'],
    ['a letter beyond ASCII in the host', 'https://bücher.example/ocpi'],
    ['digits beyond ASCII', 'http://１２７.0.0.1/'],
    ['a backslash', 'https://example.com\\@evil.example/'],
    ['a line break', 'https://example.com/\r\nHost: evil'],
    ['a space around it', ' https://example.com/'],
    ['a fragment', 'https://example.com/ocpi#x'],
    ['a port that is none', 'https://example.com:99999/'],
    ['nothing', ''],
  ])('is refused with %s', (_, url) => {
    expect(peerUrlFault(url)).toContain('no absolute http or https URL');
  });

  it('is refused with user info, and the complaint does not repeat the password', () => {
    expect(peerUrlFault('https://user:secret@example.com/')).toBe('must not carry user info');
  });

  it('may have 255 characters and not one more', () => {
    const base = 'https://example.com/';
    expect(peerUrlFault(base + 'a'.repeat(255 - base.length))).toBeNull();
    expect(peerUrlFault(base + 'a'.repeat(256 - base.length))).toContain('longer than 255');
  });
});

describe('a URL in versions or details', () => {
  const fault = (url: string, versionsUrl = 'https://ocpi.example.com/versions'): string | null =>
    siteFault(url, versionsUrl);

  it.each([
    ['the same host', 'https://ocpi.example.com/2.2.1', undefined],
    ['a sibling of the host', 'https://cpo.example.com/2.2.1', undefined],
    ['a host below it', 'https://eu.ocpi.example.com/2.2.1', undefined],
    ['a host below a bare domain', 'https://ocpi.example.com/2.2.1', 'https://example.com/versions'],
    ['the very port of the versions URL', 'http://10.0.0.1:3000/2.2.1', 'http://10.0.0.1:3000/versions'],
    ['the default port beside an odd one', 'https://ocpi.example.com/2.2.1', 'https://ocpi.example.com:8443/versions'],
    ['https after http', 'https://ocpi.example.com/2.2.1', 'http://ocpi.example.com/versions'],
  ])('may be on %s', (_, url, versionsUrl) => {
    expect(fault(url, versionsUrl)).toBeNull();
  });

  it.each([
    ['another domain', 'https://example.org/2.2.1', undefined],
    ['a domain that only ends alike', 'https://evilexample.com/2.2.1', undefined],
    ['another name under a registry', 'https://evil.co.uk/', 'https://good.co.uk/versions'],
    ['another name under a top-level domain', 'https://evil.com/', 'https://example.com/versions'],
    ['the parent of the host', 'https://example.com/2.2.1', undefined],
    ['another address', 'http://10.0.0.2/', 'http://10.0.0.1/versions'],
    ['an address although the versions URL has a name', 'https://127.0.0.1/', undefined],
    ['another IPv6 address', 'http://[::2]/', 'http://[::1]/versions'],
  ])('may not be on %s', (_, url, versionsUrl) => {
    expect(fault(url, versionsUrl)).toContain('no parent domain in common');
  });

  it.each(['https://ocpi.example.com:22/', 'https://ocpi.example.com:6379/'])(
    'may not be on an odd port: %s',
    (url) => {
      expect(fault(url)).toContain("only the versions URL's port");
    },
  );

  it('may not be plain http when the versions URL is https', () => {
    expect(fault('http://ocpi.example.com/2.2.1')).toContain('is http although');
  });
});

describe('a URL of the hub itself', () => {
  it.each([
    ['https://hub.example/ocpi/versions', 'https://hub.example'],
    ['https://hub.example/ocpi/../ocpi/versions', 'https://hub.example'],
    ['HTTPS://HUB.EXAMPLE.:443/', 'https://hub.example'],
    ['http://hub.example/x', 'https://hub.example'],
    ['http://localhost:8080/ocpi/versions', 'http://localhost:8080'],
    ['https://a.example/hub/ocpi/2.2.1', 'https://a.example/hub'],
  ])('is no peer: %s of %s', (url, hubUrl) => {
    expect(ownUrlFault(url, hubUrl)).toBe('leads to this hub itself');
  });

  it.each([
    ['https://cpo.example/ocpi/versions', 'https://hub.example'],
    ['http://localhost:8081/ocpi/versions', 'http://localhost:8080'],
    ['https://a.example/cpo/ocpi', 'https://a.example/hub'],
    ['https://a.example/hub2/ocpi', 'https://a.example/hub'],
  ])('is not %s, where the hub is %s', (url, hubUrl) => {
    expect(ownUrlFault(url, hubUrl)).toBeNull();
  });
});
