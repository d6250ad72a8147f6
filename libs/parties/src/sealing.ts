import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { Sealer } from '@busbar/core';

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;
/** First byte of everything sealed: a later format gets another one. */
const FORMAT = 1;
const KEY_ID_BYTES = 4;
const HEADER_BYTES = 1 + KEY_ID_BYTES;

/**
 * All cryptography of what is stored, with keys derived from the hub's one secret (HKDF-SHA-256, RFC 5869), each for its own use.
 * Sealing is AES-256-GCM with a random nonce; the context is additional data, so a text sealed for one place opens in no other.
 */
export class Seals {
  private readonly sealingKey: Buffer;
  private readonly digestKey: Buffer;
  private readonly keyId: Buffer;

  /** The secret is the 32 bytes of BUSBAR_SECRET_KEY. */
  constructor(secret: Uint8Array) {
    if (secret.length !== KEY_BYTES) throw new RangeError(`the secret key must have ${KEY_BYTES} bytes`);
    this.sealingKey = derive(secret, 'busbar sealing 1');
    this.digestKey = derive(secret, 'busbar token digest 1');
    this.keyId = createHash('sha256').update(derive(secret, 'busbar key id 1')).digest().subarray(0, KEY_ID_BYTES);
  }

  /** The stored form of a token that the hub issued: hexadecimal HMAC-SHA-256, useless without the secret. */
  digestToken(token: string): string {
    return createHmac('sha256', this.digestKey).update(token).digest('hex');
  }

  /** Seals bytes for one context, such as a table, a row and a column. Adds 33 bytes. */
  sealBytes(bytes: Uint8Array, context: string): Buffer {
    const header = Buffer.concat([Buffer.of(FORMAT), this.keyId]);
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(CIPHER, this.sealingKey, iv).setAAD(additionalData(header, context));
    return Buffer.concat([header, iv, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
  }

  /** Null for anything but what was sealed with this key for this context, whole and unchanged. */
  openBytes(sealed: Uint8Array, context: string): Buffer | null {
    const whole = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
    if (whole.length < HEADER_BYTES + IV_BYTES + TAG_BYTES) return null;
    const header = whole.subarray(0, HEADER_BYTES);
    if (header[0] !== FORMAT || !header.subarray(1).equals(this.keyId)) return null;
    const iv = whole.subarray(HEADER_BYTES, HEADER_BYTES + IV_BYTES);
    const decipher = createDecipheriv(CIPHER, this.sealingKey, iv, { authTagLength: TAG_BYTES })
      .setAAD(additionalData(header, context))
      .setAuthTag(whole.subarray(-TAG_BYTES));
    try {
      return Buffer.concat([decipher.update(whole.subarray(HEADER_BYTES + IV_BYTES, -TAG_BYTES)), decipher.final()]);
    } catch {
      return null;
    }
  }

  /** {@link sealBytes} for text; the result is URL-safe. */
  sealText(text: string, context: string): string {
    return this.sealBytes(Buffer.from(text, 'utf8'), context).toString('base64url');
  }

  /** {@link openBytes} for text. */
  openText(sealed: string, context: string): string | null {
    const bytes = Buffer.from(sealed, 'base64url');
    // Node's decoder skips what is not Base64: only the one spelling that sealing produces is accepted.
    if (bytes.toString('base64url') !== sealed) return null;
    return this.openBytes(bytes, context)?.toString('utf8') ?? null;
  }
}

/** Seals what travels through platforms' hands, each text for one platform. */
export class AesSealer extends Sealer {
  constructor(private readonly seals: Seals) {
    super();
  }

  override seal(text: string, platformId: string): string {
    return this.seals.sealText(text, linkContext(platformId));
  }

  override open(sealed: string, platformId: string): string | null {
    return this.seals.openText(sealed, linkContext(platformId));
  }
}

function linkContext(platformId: string): string {
  return `link ${platformId}`;
}

function derive(secret: Uint8Array, use: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), use, KEY_BYTES));
}

function additionalData(header: Buffer, context: string): Buffer {
  return Buffer.concat([header, Buffer.from(context, 'utf8')]);
}
