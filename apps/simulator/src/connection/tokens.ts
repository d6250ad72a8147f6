import { randomBytes } from 'node:crypto';
import type { TokenEncoding } from '../platform-options.js';

/** What a token that we issued is good for: `registration` is token A, good for versions and credentials only. */
export type IssuedFor = 'registration' | 'connection';

/** A new token: 43 printable characters, at most 64 are allowed (OCPI 2.2.1, Credentials > Credentials object). */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** The Authorization value for a token. OCPI 2.2.1, Transport and format > Authorization header. */
export function authorizationFor(token: string, encoding: TokenEncoding): string {
  return `Token ${encoding === 'raw' ? token : Buffer.from(token, 'utf8').toString('base64')}`;
}

/** The tokens that a platform issued. It reads them in one encoding only: a strict peer finds out who guesses. */
export class IssuedTokens {
  private readonly issued = new Map<string, IssuedFor>();

  constructor(private readonly encoding: TokenEncoding) {}

  issue(purpose: IssuedFor, token = newToken()): string {
    this.issued.set(token, purpose);
    return token;
  }

  /** Ends a token, or all of a purpose. */
  revoke(which: { readonly token: string } | { readonly purpose: IssuedFor }): void {
    for (const [token, purpose] of this.issued) {
      if ('token' in which ? token === which.token : purpose === which.purpose) this.issued.delete(token);
    }
  }

  /** The token that an Authorization header presents and what it is good for, or null when it is none of ours. */
  read(authorization: string | undefined): { readonly token: string; readonly purpose: IssuedFor } | null {
    for (const [token, purpose] of this.issued) {
      if (authorization === authorizationFor(token, this.encoding)) return { token, purpose };
    }
    return null;
  }

  /** Tokens that open a connection. */
  get connectionTokens(): readonly string[] {
    return [...this.issued].filter(([, purpose]) => purpose === 'connection').map(([token]) => token);
  }
}
