import { Catch, HttpException, Inject, Injectable, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { Ids } from '@busbar/core';
import type { Log } from '@busbar/observability';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { OPERATOR_LOG } from '../operator-log.js';
import { RouteTable } from '../route-table.js';
import { problem, ProblemException, type Problem, type ProblemKind } from './problem.js';
import { sendProblem } from './send-problem.js';

/** What Nest and Fastify throw themselves, by HTTP status. */
const KIND_BY_STATUS: Readonly<Record<number, ProblemKind>> = {
  400: 'invalid-request',
  404: 'no-such-route',
  405: 'method-not-allowed',
  408: 'request-too-slow',
  413: 'body-too-large',
  414: 'invalid-request',
  415: 'unsupported-media-type',
};

/** Turns everything thrown on the operator API into problem details; what nobody expected is our mistake, logged with an id. */
@Catch()
@Injectable()
export class ProblemFilter implements ExceptionFilter<unknown> {
  constructor(
    @Inject(OPERATOR_LOG) private readonly log: Log,
    private readonly ids: Ids,
    private readonly routes: RouteTable,
  ) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    if (reply.sent || reply.raw.headersSent) {
      reply.raw.destroy();
      return;
    }
    const request = http.getRequest<FastifyRequest>();
    if (request.is404) this.answerUnrouted(request, reply);
    else sendProblem(reply, this.problemOf(thrown, request));
  }

  private answerUnrouted(request: FastifyRequest, reply: FastifyReply): void {
    const methods = this.routes.methodsAt(request.url);
    if (methods.length === 0) {
      sendProblem(reply, problem('no-such-route', 'See /api/openapi.json for the addresses of this API.'));
      return;
    }
    void reply.header('allow', methods.join(', '));
    sendProblem(reply, problem('method-not-allowed', `This address takes ${methods.join(', ')}.`));
  }

  private problemOf(thrown: unknown, request: FastifyRequest): Problem {
    if (thrown instanceof ProblemException) return thrown.of;
    const status = thrown instanceof HttpException ? thrown.getStatus() : statusCodeOf(thrown);
    const kind = KIND_BY_STATUS[status];
    if (kind !== undefined) return problem(kind, thrown instanceof Error ? thrown.message : 'The request was refused.');
    const id = this.ids.uuid();
    const route = request.routeOptions.url ?? null;
    this.log.error(
      { event: 'operator.failed', error_id: id, route, method: request.method, err: thrown },
      'our mistake',
    );
    return problem('internal-error', 'The log of the hub says more under this instance id.', {
      members: { instance: `urn:uuid:${id}` },
    });
  }
}

/** Fastify's own errors carry their status. */
function statusCodeOf(thrown: unknown): number {
  const isError = typeof thrown === 'object' && thrown !== null && 'statusCode' in thrown;
  return isError && typeof thrown.statusCode === 'number' ? thrown.statusCode : 500;
}
