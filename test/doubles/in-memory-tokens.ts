import type { TokenPurpose } from '@busbar/core';
import { tokenCandidates } from '@busbar/ocpi';

/** A token that a platform holds, in clear: only a double may keep it so. */
export interface InMemoryToken {
  readonly text: string;
  readonly platformId: string;
  readonly purpose: TokenPurpose;
  readonly expiresAtMs: number | null;
  readonly sinceRevision: number;
  /** Older tokens of the platform end when this one is presented. */
  readonly retiresOthers: boolean;
}

/** The tokens of all platforms, in memory. */
export class InMemoryTokens {
  private held: readonly InMemoryToken[] = [];

  constructor(private readonly nowMs: () => number) {}

  add(token: InMemoryToken): void {
    this.held = [...this.held.filter(({ text }) => text !== token.text), token];
  }

  /** Ends those of a platform that are over. */
  end(platformId: string, isOver: (token: InMemoryToken) => boolean): void {
    this.held = this.held.filter((token) => token.platformId !== platformId || !isOver(token));
  }

  retireOthersWhenUsed(text: string | null): void {
    this.held = this.held.map((token) => (token.text === text ? { ...token, retiresOthers: true } : token));
  }

  newestForConnection(platformId: string): string | null {
    const candidates = this.held.filter((token) => token.platformId === platformId && token.purpose === 'connection');
    return candidates.sort((a, b) => b.sinceRevision - a.sinceRevision)[0]?.text ?? null;
  }

  /** The token in an Authorization header, raw or Base64; older ones end when it says so. */
  present(authorization: string | undefined): InMemoryToken | null {
    const texts = tokenCandidates(authorization);
    const used = this.held.find(({ text }) => texts.includes(text));
    if (!used || (used.expiresAtMs !== null && used.expiresAtMs <= this.nowMs())) return null;
    if (used.retiresOthers) {
      this.end(used.platformId, ({ sinceRevision }) => sinceRevision < used.sinceRevision);
      this.add({ ...used, retiresOthers: false });
    }
    return used;
  }
}
