import { createHash, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { StoredOperatorKeys } from '@busbar/parties';
import { OperatorSettings } from '../operator-settings.js';
import type { PresentedKey } from './presented-key.js';

/** `Bearer`, a space, the key (RFC 6750, 2.1); longer texts are no key of ours. */
const BEARER = /^Bearer ([\x21-\x7e]{1,256})$/i;

/** Whose key an Authorization header holds. */
@Injectable()
export class KeyCheck {
  private readonly environmentHash: Uint8Array;

  constructor(
    private readonly keys: StoredOperatorKeys,
    settings: OperatorSettings,
  ) {
    this.environmentHash = hashOfKey(settings.operatorKey);
  }

  /**
   * Null when the hash is nobody's. The environment's key is compared in constant time and works without a database; the others
   * are found by their hash, whose look-up tells nothing about the key.
   */
  async whoHolds(hash: Uint8Array): Promise<PresentedKey | null | 'database-lost'> {
    if (timingSafeEqual(hash, this.environmentHash)) return { id: 'environment', role: 'admin', party: null };
    return this.keys.find(hash);
  }
}

/** The hash of the key in an Authorization header; null when there is none that could be one. */
export function presentedHash(authorization: string | undefined): Uint8Array | null {
  const key = BEARER.exec(authorization ?? '')?.[1];
  return key === undefined ? null : hashOfKey(key);
}

/** The hash under which a key is stored. Keys are 256 random bits, so no salt and no slow hash is needed. */
export function hashOfKey(key: string): Uint8Array {
  return createHash('sha256').update(key, 'utf8').digest();
}
