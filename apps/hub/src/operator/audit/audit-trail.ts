import { Inject, Injectable } from '@nestjs/common';
import type { Log } from '@busbar/observability';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { keyOf } from '../access/presented-key.js';
import { OPERATOR_LOG } from '../operator-log.js';

/** What an operator chose, in words and numbers. */
export type AuditNote = Readonly<Record<string, string | number | boolean>>;

const MAX_LISTED = 100;

/** One wide line per attempt to change something: who, as what, where, and how it ended. Never a body: it may hold a token. */
@Injectable()
export class AuditTrail {
  private readonly notes = new WeakMap<FastifyRequest, AuditNote>();

  constructor(@Inject(OPERATOR_LOG) private readonly log: Log) {}

  /** What the line of this request is to say beside the usual; nothing secret. */
  note(request: FastifyRequest, note: AuditNote): void {
    this.notes.set(request, note);
  }

  /**
   * Says in full what a change was, in as many lines as that takes: lists longer than a line should be are spread over several of the
   * same event.
   */
  detail(request: FastifyRequest, event: string, fields: Readonly<Record<string, unknown>>): void {
    const lists = Object.entries(fields).filter((field): field is [string, readonly unknown[]] =>
      Array.isArray(field[1]),
    );
    const parts = Math.max(1, ...lists.map(([, list]) => Math.ceil(list.length / MAX_LISTED)));
    for (let part = 0; part < parts; part += 1) {
      const cut = lists.map(([name, list]) => [name, list.slice(part * MAX_LISTED, (part + 1) * MAX_LISTED)] as const);
      const who = { key_id: keyOf(request)?.id ?? null, part: part + 1, parts };
      this.log.info({ ...fields, ...Object.fromEntries(cut), event, ...who }, 'what an operator changed');
    }
  }

  /** Called with every answered request; reads leave no line. */
  answered(request: FastifyRequest, reply: FastifyReply): void {
    const key = keyOf(request);
    if (key === null || request.method === 'GET' || request.method === 'HEAD') return;
    const hasChanged = reply.statusCode < 400;
    this.log.info(
      {
        event: hasChanged ? 'operator.changed' : 'operator.refused',
        key_id: key.id,
        role: key.role,
        method: request.method,
        route: request.routeOptions.url ?? null,
        target: targetOf(request, reply),
        http_status: reply.statusCode,
        duration_ms: Math.round(reply.elapsedTime),
        address: request.ip,
        ...this.notes.get(request),
      },
      hasChanged ? 'an operator changed something' : 'an operator was refused',
    );
  }
}

/** The id in the path, or of what was made. */
function targetOf(request: FastifyRequest, reply: FastifyReply): string | null {
  const { params } = request;
  if (typeof params === 'object' && params !== null && 'id' in params && typeof params.id === 'string')
    return params.id;
  const location = reply.getHeader('location');
  return typeof location === 'string' ? (location.split('/').at(-1) ?? null) : null;
}
