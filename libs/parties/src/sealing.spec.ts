import { describe, expect, it } from '@jest/globals';
import { AesSealer, Seals } from './sealing.js';

const seals = new Seals(Buffer.alloc(32, 1));
const strangers = new Seals(Buffer.alloc(32, 2));
const bytes = Buffer.from('what is sealed');

describe('sealing', () => {
  it('opens for the context it was sealed for, and for no other', () => {
    const sealed = seals.sealBytes(bytes, 'platforms 1 sealed_token');

    expect(seals.openBytes(sealed, 'platforms 1 sealed_token')).toEqual(bytes);
    expect(seals.openBytes(sealed, 'platforms 2 sealed_token')).toBeNull();
    expect(seals.openBytes(sealed, 'platforms 1 another_column')).toBeNull();
  });

  it('opens with its own secret key only', () => {
    expect(strangers.openBytes(seals.sealBytes(bytes, 'x'), 'x')).toBeNull();
  });

  it('opens nothing of which any bit was changed or any byte is missing', () => {
    const sealed = seals.sealBytes(bytes, 'x');

    for (let at = 0; at < sealed.length; at++) {
      const tampered = Buffer.from(sealed);
      tampered.writeUInt8(tampered.readUInt8(at) ^ 0x80, at);
      expect(seals.openBytes(tampered, 'x')).toBeNull();
      expect(seals.openBytes(sealed.subarray(0, at), 'x')).toBeNull();
    }
  });

  it('never gives the same text twice for one secret', () => {
    expect(seals.sealText('same', 'x')).not.toBe(seals.sealText('same', 'x'));
  });

  it('keeps text of every alphabet, and none', () => {
    for (const text of ['', 'Straße', '充電', '🔌'.repeat(500)]) {
      expect(seals.openText(seals.sealText(text, 'x'), 'x')).toBe(text);
    }
  });

  it('refuses a secret of another length', () => {
    expect(() => new Seals(Buffer.alloc(31))).toThrow('32 bytes');
  });
});

describe('a digest of a token', () => {
  it('is the same in every process with the secret key and another one without it', () => {
    const digest = seals.digestToken('token');

    expect(new Seals(Buffer.alloc(32, 1)).digestToken('token')).toBe(digest);
    expect(strangers.digestToken('token')).not.toBe(digest);
    expect(digest).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('a text sealed for a platform', () => {
  const sealer = new AesSealer(seals);
  const link = 'https://cpo.example/locations?offset=50&cursor=äöü';

  it('is URL-safe and opens for that platform only', () => {
    const sealed = sealer.seal(link, 'platform-1');

    expect(sealed).toMatch(/^[A-Za-z0-9_-]+$/);
    expect(sealer.open(sealed, 'platform-1')).toBe(link);
    expect(sealer.open(sealed, 'platform-2')).toBeNull();
  });

  it('has one spelling: what decodes to the same bytes is no sealed text', () => {
    const sealed = sealer.seal(link, 'platform-1');

    for (const other of [`${sealed}=`, `${sealed} `, ` ${sealed}`, `${sealed.slice(0, 4)}\n${sealed.slice(4)}`]) {
      expect(sealer.open(other, 'platform-1')).toBeNull();
    }
  });

  it.each(['', 'A', 'no sealed text', '../../etc/passwd', '🔌', 'A'.repeat(10_000)])(
    'is not what a stranger makes up: %.20s',
    (text) => {
      expect(sealer.open(text, 'platform-1')).toBeNull();
    },
  );
});
