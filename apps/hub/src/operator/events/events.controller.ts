import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { KeyCheck, presentedHash } from '../access/key-check.js';
import { MinimalRole } from '../access/minimal-role.js';
import { problem } from '../problems/problem.js';
import { sendProblem } from '../problems/send-problem.js';
import { SECURITY_HEADERS } from '../security-headers.js';
import { EventFeed } from './event-feed.js';
import { EventStream } from './event-stream.js';

const DESCRIPTION =
  'Events: message.concluded (a sample when there are many; messages.left_out counts the others), platform.created, ' +
  'platform.changed, platform.removed, platform.status, and events.left_out for a listener that reads too slowly. ' +
  'Of this process only; nothing is kept for later.';

/** What happens in the hub, as server-sent events. */
@ApiTags('events')
@Controller('api/v1/events')
export class EventsController {
  constructor(
    private readonly feed: EventFeed,
    private readonly keys: KeyCheck,
  ) {}

  @Get()
  @MinimalRole('viewer')
  @ApiOperation({ summary: 'What happens, as it happens', description: DESCRIPTION })
  @ApiProduces('text/event-stream')
  @ApiOkResponse({ description: 'A stream that does not end by itself.', schema: { type: 'string' } })
  listen(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    // Fastify answers HEAD with the handler of GET, and a stream would never end.
    if (request.method === 'HEAD') {
      void reply.type('text/event-stream').send();
      return;
    }
    const stream = new EventStream(reply.raw);
    const listening = this.feed.join({ stream, mayStay: () => this.isKeyGood(request) });
    if (listening === null) {
      sendProblem(reply, problem('too-many-requests', 'Too many listen already.', { retryAfterS: 30 }));
      return;
    }
    reply.hijack();
    reply.raw.on('close', listening.leave);
    // A response that stands in line behind another is not told when their connection closes.
    request.raw.socket.once('close', listening.leave);
    stream.begin(SECURITY_HEADERS);
  }

  /** A lost database is no reason to end a stream: nobody can have taken the key away meanwhile. */
  private async isKeyGood(request: FastifyRequest): Promise<boolean> {
    const hash = presentedHash(request.headers.authorization);
    return hash !== null && (await this.keys.whoHolds(hash)) !== null;
  }
}
