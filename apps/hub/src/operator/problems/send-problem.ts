import type { FastifyReply } from 'fastify';
import { problemDetails, statusOfProblem, type Problem } from './problem.js';

/** Answers with problem details (RFC 9457) and the headers that go with the status. */
export function sendProblem(reply: FastifyReply, of: Problem): void {
  void reply.code(statusOfProblem(of.problem)).headers(headersOf(of));
  void reply.type('application/problem+json').send(JSON.stringify(problemDetails(of)));
}

function headersOf(of: Problem): Record<string, string> {
  return {
    ...(of.retryAfterS === null ? {} : { 'retry-after': String(of.retryAfterS) }),
    ...(of.problem === 'unauthorized' ? { 'www-authenticate': 'Bearer realm="Busbar operator API"' } : {}),
  };
}
