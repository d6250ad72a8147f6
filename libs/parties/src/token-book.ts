import { timingSafeEqual } from 'node:crypto';
import type { TokenHolder } from '@busbar/core';
import { tokenCandidates } from '@busbar/ocpi';

/** A stored token and whom it belongs to. */
export interface BookedToken {
  readonly digest: string;
  readonly holder: TokenHolder;
  readonly expiresAtMs: number | null;
  /** Older tokens of the platform end when this one is presented. */
  readonly retiresOthers: boolean;
}

/** Hashing both readings of a header costs more than routing its message; the headers in use are few and always the same. */
const MAX_REMEMBERED_HEADERS = 20_000;
/** `Token` and 64 characters in Base64 are 94. Blanks in between may be many, and each number of them would be one more header. */
const MAX_REMEMBERED_LENGTH = 128;

/** The tokens of one registry snapshot: who holds the token in a header. It lives and dies with its snapshot, and so does its memory. */
export class TokenBook {
  private readonly tokens: ReadonlyMap<string, BookedToken>;
  private readonly byHeader = new Map<string, BookedToken>();

  constructor(
    tokens: readonly BookedToken[],
    private readonly digestOf: (token: string) => string,
  ) {
    this.tokens = new Map(tokens.map((token) => [token.digest, token]));
  }

  /** The token in the header, raw or Base64; null when nobody holds it or its time is over. */
  find(authorization: string | undefined, nowMs: number): BookedToken | null {
    if (authorization === undefined) return null;
    const token = this.byHeader.get(authorization) ?? this.look(authorization);
    return token === null || isOver(token, nowMs) ? null : token;
  }

  private look(authorization: string): BookedToken | null {
    for (const candidate of tokenCandidates(authorization)) {
      const digest = this.digestOf(candidate);
      const token = this.tokens.get(digest);
      if (token && isSame(token.digest, digest)) {
        this.remember(authorization, token);
        return token;
      }
    }
    return null;
  }

  /** Headers of strangers are not remembered: they could be any number. */
  private remember(authorization: string, token: BookedToken): void {
    if (authorization.length > MAX_REMEMBERED_LENGTH) return;
    if (this.byHeader.size >= MAX_REMEMBERED_HEADERS) this.byHeader.clear();
    this.byHeader.set(authorization, token);
  }
}

function isOver({ expiresAtMs }: BookedToken, nowMs: number): boolean {
  return expiresAtMs !== null && expiresAtMs <= nowMs;
}

/** What the map found is compared once more in a time that does not depend on where two digests differ. */
function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
