import { Body, Controller, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { TypeormMessageLog } from '@busbar/journal';
import type { FastifyRequest } from 'fastify';
import { MinimalRole } from '../access/minimal-role.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { PathId } from '../fields/path-id.js';
import { Answers } from '../openapi/schema.js';
import { Platforms } from '../platforms/platforms.js';
import { databaseLost } from '../problems/not-changed.js';
import { isProblem, problem, type Problem } from '../problems/problem.js';
import { newerVersion, whyPushNotReplayed } from './replay-problems.js';
import { ReplayOneDto } from './replay.dto.js';
import { ASKED_REPLAY_SCHEMA, Replays, type AskedReplayView } from './replays.js';

/** A direct push that failed is delivered by the hub on behalf of its sender, with the original routing headers. */
@ApiTags('messages')
@Controller('api/v1/messages')
export class MessageReplayController {
  constructor(
    private readonly messages: TypeormMessageLog,
    private readonly platforms: Platforms,
    private readonly replays: Replays,
    private readonly audit: AuditTrail,
  ) {}

  @Post(':id/replay')
  @HttpCode(202)
  @MinimalRole('operator')
  @ApiOperation({
    summary: 'Deliver a direct push that failed',
    description:
      'A PUT, PATCH or DELETE on a Receiver interface or a new CDR, whose payload was kept (BUSBAR_JOURNAL_PAYLOADS). While a replay ' +
      'of it is pending, or after one was delivered, another one adds nothing: its count is 0.',
  })
  @Answers(202, 'The replay.', ASKED_REPLAY_SCHEMA)
  async replay(
    @Param('id', PathId) id: string,
    @Body() { force = false }: ReplayOneDto,
    @Req() request: FastifyRequest,
  ): Promise<AskedReplayView | Problem> {
    this.audit.note(request, { force });
    const snapshot = this.platforms.snapshot();
    if (isProblem(snapshot)) return snapshot;
    const row = await this.messages.find(id);
    if (row === 'database-lost') return databaseLost();
    if (row === null)
      return problem('unknown-message', 'There is none with that id, or it is older than messages are kept.');
    const refusal = whyPushNotReplayed(row, snapshot);
    if (refusal !== null) return refusal;
    const prepared = await this.replays.prepare({ deliveries: { ids: [] }, pushes: { ids: [id] } });
    if (isProblem(prepared)) return prepared;
    return prepared.stale > 0 && !force ? newerVersion() : this.replays.start(prepared, force);
  }
}
