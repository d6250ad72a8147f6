import { refuse, type Refusal } from './refusal.js';

/** How much one platform may ask of the hub, and one address may guess. */
export interface AdmissionLimits {
  /** Requests per second of one platform; bursts of one second's worth pass. */
  readonly ratePerS: number;
  /** Requests of one platform that may be under way at once. */
  readonly inFlight: number;
  /** Wrong tokens per minute from one address before it is told to wait. */
  readonly wrongTokensPerMinute: number;
}

interface Allowance {
  tokens: number;
  refilledAtMs: number;
  inFlight: number;
}

const MINUTE_MS = 60_000;
/** Addresses that are watched at once; the oldest are forgotten first. */
const MAX_WATCHED_ADDRESSES = 10_000;

/**
 * The bounds on what a sender may cost the hub. They are kept per process: with several gateways each platform gets the sum,
 * which is still a bound.
 */
export class Admission {
  private readonly platforms = new Map<string, Allowance>();
  private readonly wrongTokens = new Map<string, { count: number; sinceMs: number }>();

  constructor(private readonly limits: AdmissionLimits) {}

  /** Takes one request of the platform in, or says when to come back. Each request taken in must be {@link release}d. */
  admit(platformId: string, nowMs: number): Refusal | null {
    const allowance = this.allowanceOf(platformId, nowMs);
    const refill = ((nowMs - allowance.refilledAtMs) / 1000) * this.limits.ratePerS;
    allowance.tokens = Math.min(this.limits.ratePerS, allowance.tokens + Math.max(0, refill));
    allowance.refilledAtMs = nowMs;
    if (allowance.tokens < 1) {
      return refuse('too-many-requests', `more than ${this.limits.ratePerS} requests per second from this platform`, 1);
    }
    if (allowance.inFlight >= this.limits.inFlight) {
      return refuse(
        'too-many-requests',
        `more than ${this.limits.inFlight} requests of this platform are under way`,
        1,
      );
    }
    allowance.tokens -= 1;
    allowance.inFlight += 1;
    return null;
  }

  /** Ends a request that was admitted. */
  release(platformId: string): void {
    const allowance = this.platforms.get(platformId);
    if (allowance) allowance.inFlight -= 1;
  }

  /** Counts a wrong token; a refusal once the address has used up its guesses. Right tokens are never counted or delayed. */
  wrongToken(address: string, nowMs: number): Refusal | null {
    const seen = this.wrongTokens.get(address);
    if (seen === undefined || nowMs - seen.sinceMs >= MINUTE_MS) {
      this.wrongTokens.delete(address);
      this.wrongTokens.set(address, { count: 1, sinceMs: nowMs });
      this.forgetOldest();
      return null;
    }
    seen.count += 1;
    if (seen.count <= this.limits.wrongTokensPerMinute) return null;
    const waitS = Math.ceil((seen.sinceMs + MINUTE_MS - nowMs) / 1000);
    return refuse('too-many-requests', 'too many requests with an unknown token from this address', Math.max(1, waitS));
  }

  private allowanceOf(platformId: string, nowMs: number): Allowance {
    const known = this.platforms.get(platformId);
    if (known) return known;
    const fresh = { tokens: this.limits.ratePerS, refilledAtMs: nowMs, inFlight: 0 };
    this.platforms.set(platformId, fresh);
    return fresh;
  }

  private forgetOldest(): void {
    if (this.wrongTokens.size <= MAX_WATCHED_ADDRESSES) return;
    const oldest = this.wrongTokens.keys().next();
    if (!oldest.done) this.wrongTokens.delete(oldest.value);
  }
}
