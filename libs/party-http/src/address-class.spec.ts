import { describe, expect, it } from '@jest/globals';
import { classOf, unwrapMapped } from './address-class.js';

describe('the class of an address', () => {
  it.each([
    '8.8.8.8',
    '1.1.1.1',
    '100.63.255.255',
    '172.32.0.1',
    '192.169.0.1',
    '2a00:1450:4001::1',
    '2606:4700::1111',
  ])('is public: %s', (address) => expect(classOf(address)).toBe('public'));

  it.each([
    '127.0.0.1',
    '127.255.255.254',
    '10.0.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '100.64.0.1',
    '198.18.0.1',
    '::1',
    'fc00::1',
    'fd12:3456::1',
    '::ffff:10.0.0.1',
    '::ffff:7f00:1',
    '0:0:0:0:0:ffff:127.0.0.1',
  ])('is private: %s', (address) => expect(classOf(address)).toBe('private'));

  it.each([
    '0.0.0.0',
    '0.1.2.3',
    '169.254.169.254',
    '169.254.0.1',
    '192.0.0.192',
    '192.0.2.1',
    '198.51.100.7',
    '203.0.113.9',
    '192.88.99.1',
    '224.0.0.1',
    '239.255.255.255',
    '240.0.0.1',
    '255.255.255.255',
    '100.100.100.200',
    '168.63.129.16',
    '::',
    '::ffff:169.254.169.254',
    '::ffff:a9fe:a9fe',
    '::ffff:0.0.0.0',
    '::127.0.0.1',
    '64:ff9b::8.8.8.8',
    '64:ff9b::7f00:1',
    '64:ff9b:1::1',
    '100::1',
    '2001::1',
    '2001:db8::1',
    '2002:7f00:1::',
    '3fff::1',
    'fd00:ec2::254',
    'fd20:ce::254',
    'fe80::1',
    'fe80::1%eth0',
    'febf::1',
    'fec0::1',
    'ff02::1',
    'not an address',
    '',
  ])('is forbidden: "%s"', (address) => expect(classOf(address)).toBe('forbidden'));

  it('is that of the IPv4 address inside a mapped one', () => {
    expect(unwrapMapped('::ffff:255.0.0.1')).toBe('255.0.0.1');
    expect(unwrapMapped('::FFFF:C0A8:1')).toBe('192.168.0.1');
    expect(unwrapMapped('2a00::1')).toBe('2a00::1');
  });
});
