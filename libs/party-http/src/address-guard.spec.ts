import { describe, expect, it } from '@jest/globals';
import { urlFault, type AddressPolicy } from './address-guard.js';

const PUBLIC_ONLY: AddressPolicy = { allowPrivateNetworks: false, allowedNetworks: [] };
const DEVELOPMENT: AddressPolicy = { allowPrivateNetworks: true, allowedNetworks: [] };

/** Every spelling of an internal address that a URL parser accepts. */
const INTERNAL = [
  'https://127.0.0.1/',
  'https://2130706433/',
  'https://0177.0.0.1/',
  'https://0x7f.0.0.1/',
  'https://0x7f000001/',
  'https://127.1/',
  'https://127.0.0.1./',
  'https://１２７.0.0.1/',
  'https://①②⑦.⓪.⓪.①/',
  'https://[::1]/',
  'https://[::ffff:127.0.0.1]/',
  'https://[::ffff:7f00:1]/',
  'https://10.1.2.3/',
  'https://192.168.0.1:8443/ocpi',
  'https://localhost/',
  'https://LOCALHOST./',
  'https://hub.localhost/',
];

const NEVER = [
  'https://169.254.169.254/latest/meta-data',
  'https://2852039166/',
  'https://0xa9fea9fe/',
  'https://[::ffff:a9fe:a9fe]/',
  'https://[fe80::1]/',
  'https://[fd00:ec2::254]/',
  'https://[64:ff9b::7f00:1]/',
  'https://[2002:7f00:1::]/',
  'https://[2001:0:7f00:1::]/',
  'https://0.0.0.0/',
  'https://0/',
  'https://[::]/',
  'https://224.0.0.1/',
  'https://[ff02::1]/',
  'https://255.255.255.255/',
];

describe('a URL that the hub is to send requests to', () => {
  it.each([
    'https://cpo.example/ocpi/versions',
    'https://8.8.8.8/',
    'https://cpo.example:8443/',
    'https://[2a00:1450::1]/',
  ])('is in order when it is public: %s', (url) => expect(urlFault(url, PUBLIC_ONLY)).toBeNull());

  it.each(INTERNAL)('is refused before any packet when it is internal: %s', (url) => {
    expect(urlFault(url, PUBLIC_ONLY)).toMatch(/not public/);
  });

  it.each(INTERNAL)('is in order in development: %s', (url) => {
    expect(urlFault(url, DEVELOPMENT)).toBeNull();
    expect(urlFault(url.replace('https:', 'http:'), DEVELOPMENT)).toBeNull();
  });

  it.each(NEVER)('is refused always, whatever an operator admits: %s', (url) => {
    expect(urlFault(url, PUBLIC_ONLY)).toMatch(/never allowed/);
    expect(urlFault(url, DEVELOPMENT)).toMatch(/never allowed/);
    const everything = { allowPrivateNetworks: true, allowedNetworks: ['0.0.0.0/0', '::/0'] };
    expect(urlFault(url, everything)).toMatch(/never allowed/);
  });

  it('must be https', () => {
    expect(urlFault('http://cpo.example/', PUBLIC_ONLY)).toMatch(/plain http/);
    expect(urlFault('http://8.8.8.8/', PUBLIC_ONLY)).toMatch(/plain http/);
  });

  it('may lie in an allowed network of its platform, also with plain http', () => {
    const policy = { allowPrivateNetworks: false, allowedNetworks: ['10.1.0.0/16'] };
    expect(urlFault('https://10.1.2.3/', policy)).toBeNull();
    expect(urlFault('http://10.1.2.3/', policy)).toBeNull();
    expect(urlFault('https://[::ffff:10.1.2.3]/', policy)).toBeNull();
    expect(urlFault('https://10.2.0.1/', policy)).toMatch(/not public/);
    expect(urlFault('http://8.8.8.8/', policy)).toMatch(/plain http/);
    // Where a name leads is seen when it is resolved.
    expect(urlFault('http://cpo.internal/', policy)).toBeNull();
  });

  it.each(['https://user@cpo.example/', 'https://user:secret@cpo.example/', 'https://:secret@cpo.example/'])(
    'has no user information: %s',
    (url) => expect(urlFault(url, DEVELOPMENT)).toMatch(/user name or password/),
  );

  it.each([22, 25, 53, 3306, 5432, 6379, 11211, 6667, 0])('is not on port %d, which speaks something else', (port) => {
    expect(urlFault(`https://cpo.example:${port}/`, PUBLIC_ONLY)).toMatch(`port ${port} `);
    expect(urlFault(`http://127.0.0.1:${port}/`, DEVELOPMENT)).toMatch(`port ${port} `);
  });

  it.each([
    '',
    'cpo.example',
    '//cpo.example/',
    'ftp://cpo.example/',
    'file:///etc/passwd',
    'gopher://a/',
    'javascript:alert(1)',
    'https://',
    'https://a\\@b/',
    'https://a b/',
    'https://[::1/',
    'https://cpo.example:99999/',
  ])('is an absolute http or https URL, which "%s" is not', (url) =>
    expect(urlFault(url, DEVELOPMENT)).toMatch(/not an absolute http or https URL/),
  );
});
