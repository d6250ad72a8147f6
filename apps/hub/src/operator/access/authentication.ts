import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '@busbar/core';
import type { Log } from '@busbar/observability';
import type { FastifyRequest } from 'fastify';
import { OPERATOR_LOG } from '../operator-log.js';
import { problem, type Problem } from '../problems/problem.js';
import { KeyCheck, presentedHash } from './key-check.js';
import { rememberKey } from './presented-key.js';
import { WrongKeys } from './wrong-keys.js';

/** A key that was right this recently is let through although its address is being slowed down. */
const RECENTLY_MS = 3_600_000;
const MAX_RECENT_KEYS = 1_000;

/**
 * Asks every request below /api/v1 for its key, before the body is read and before it is known whether the address exists, so
 * that strangers learn nothing and cost little.
 */
@Injectable()
export class Authentication {
  private readonly wrongKeys = new WrongKeys();
  private readonly rightAtMs = new Map<string, number>();

  constructor(
    private readonly keys: KeyCheck,
    private readonly clock: Clock,
    @Inject(OPERATOR_LOG) private readonly log: Log,
  ) {}

  /** Null when the request may go on; its key is remembered with it. */
  async refusalOf(request: FastifyRequest): Promise<Problem | null> {
    const hash = presentedHash(request.headers.authorization);
    if (hash === null) return problem('unauthorized', 'Send Authorization: Bearer and an operator key.');
    const nowMs = this.clock.now();
    const name = Buffer.from(hash).toString('base64');
    const waitS = this.wrongKeys.mustWaitS(request.ip, nowMs);
    // Operators behind the same proxy as an attacker share his address, and must not be locked out by him.
    if (waitS !== null && !this.wasRightRecently(name, nowMs)) return tooManyTries(waitS);
    const key = await this.keys.whoHolds(hash);
    if (key === 'database-lost') return problem('database-lost', 'Keys cannot be looked up now.', { retryAfterS: 5 });
    if (key === null) {
      this.wrongKeys.note(request.ip, nowMs);
      // Bounded by the limit itself: an address that must wait is not noted again.
      this.log.warn({ event: 'operator.wrong_key', address: request.ip }, "a key that is nobody's was presented");
      return problem('unauthorized', 'This key is not known (any more).');
    }
    this.rememberRight(name, nowMs);
    rememberKey(request, key);
    return null;
  }

  private wasRightRecently(name: string, nowMs: number): boolean {
    return nowMs - (this.rightAtMs.get(name) ?? Number.NEGATIVE_INFINITY) < RECENTLY_MS;
  }

  private rememberRight(name: string, nowMs: number): void {
    this.rightAtMs.delete(name);
    if (this.rightAtMs.size >= MAX_RECENT_KEYS) this.rightAtMs.delete(this.rightAtMs.keys().next().value ?? '');
    this.rightAtMs.set(name, nowMs);
  }
}

function tooManyTries(waitS: number): Problem {
  return problem('too-many-requests', `Too many wrong keys came from your address; wait ${waitS} s.`, {
    retryAfterS: waitS,
  });
}
