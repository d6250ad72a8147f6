import { createHash } from 'node:crypto';
import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Clock, Sealer } from '@busbar/core';
import { StoredIdempotencyRecords } from '@busbar/parties';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { lastValueFrom, of, type Observable } from 'rxjs';
import { keyOf } from '../access/presented-key.js';
import { invalidField } from '../fields/validation.js';
import { databaseLost } from '../problems/not-changed.js';
import { isProblem, problem, type Problem } from '../problems/problem.js';

/** A first request that has not answered after this was killed; its key is free again. Longer than any handshake. */
const CLAIM_MS = 120_000;
/** What the seal is bound to: no sealed text of a platform opens here, nor one of these there. */
const SEALED_FOR = 'operator-api:idempotency';

interface Attempt {
  readonly id: string;
  readonly requestHash: string;
  readonly reply: FastifyReply;
  readonly run: () => Promise<unknown>;
}

interface KeptAnswer {
  readonly location: string | null;
  readonly answer: unknown;
}

/**
 * A repeated request with the same Idempotency-Key and body gets the first one's answer for 24 hours; with another body it is
 * refused. Answers hold registration tokens, so they are kept sealed. A request that changed nothing leaves its key free.
 */
@Injectable()
export class IdempotentAnswers implements NestInterceptor {
  constructor(
    private readonly records: StoredIdempotencyRecords,
    private readonly sealer: Sealer,
    private readonly clock: Clock,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler<unknown>): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const key = request.headers['idempotency-key'];
    if (key === undefined) return next.handle();
    if (typeof key !== 'string' || !/^[\x21-\x7e]{1,255}$/.test(key)) {
      return of(invalidField('Idempotency-Key', 'must be 1 to 255 printable ASCII characters, given once'));
    }
    const attempt: Attempt = {
      id: hash([keyOf(request)?.id ?? '', request.method, request.url, key]),
      requestHash: hash([request.body]),
      reply: context.switchToHttp().getResponse<FastifyReply>(),
      run: () => lastValueFrom(next.handle()),
    };
    return of(await this.answerOnce(attempt));
  }

  private async answerOnce(attempt: Attempt): Promise<unknown> {
    const { id, requestHash } = attempt;
    const claim = await this.records.claim({ id, requestHash, atMs: this.clock.now(), claimMs: CLAIM_MS });
    if (claim === 'database-lost') return databaseLost();
    if (claim === 'claimed') return this.runClaimed(attempt);
    if (claim.requestHash !== requestHash) {
      return problem('idempotency-key-reused', 'Use a new Idempotency-Key for a request with another body.');
    }
    if (claim.sealedAnswer === null) {
      return problem('still-running', 'Try again when the first request has had its answer.', { retryAfterS: 1 });
    }
    return this.replay(claim.sealedAnswer, attempt.reply);
  }

  private async runClaimed({ id, reply, run }: Attempt): Promise<unknown> {
    try {
      const answer = await run();
      if (hasChangedNothing(answer)) await this.records.release(id);
      else await this.records.complete(id, this.seal(answer, reply));
      return answer;
    } catch (error) {
      await this.records.release(id);
      throw error;
    }
  }

  private seal(answer: unknown, reply: FastifyReply): string {
    const location = reply.getHeader('location');
    const kept: KeptAnswer = { location: typeof location === 'string' ? location : null, answer };
    return this.sealer.seal(JSON.stringify(kept), SEALED_FOR);
  }

  private replay(sealedAnswer: string, reply: FastifyReply): unknown {
    const opened = this.sealer.open(sealedAnswer, SEALED_FOR);
    if (opened === null) throw new Error('the answer kept for an Idempotency-Key was sealed with another secret key');
    const kept = JSON.parse(opened) as KeptAnswer;
    if (kept.location !== null) void reply.header('location', kept.location);
    return kept.answer;
  }
}

/** A handshake that failed has left a platform; every other problem has left nothing. */
function hasChangedNothing(answer: unknown): answer is Problem {
  return isProblem(answer) && answer.problem !== 'handshake-failed';
}

function hash(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}
