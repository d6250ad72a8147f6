import { Body, Controller, Delete, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Clock, ReplayStore, type ReplayProgress } from '@busbar/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { MinimalRole } from '../access/minimal-role.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { PathId } from '../fields/path-id.js';
import { Answers, FORM, type Schema } from '../openapi/schema.js';
import { databaseLost } from '../problems/not-changed.js';
import { isProblem, problem, type Problem } from '../problems/problem.js';
import { writeTime, writeTimeOrNull } from '../time.js';
import { readAskedReplay } from './asked-replay.js';
import { ReplayDto } from './replay.dto.js';
import { ASKED_REPLAY_SCHEMA, Replays, type AskedReplayView } from './replays.js';

type View = Record<string, unknown>;

const PROGRESS_SCHEMA: Schema = {
  type: 'object',
  properties: {
    id: FORM.text,
    state: { type: 'string', enum: ['running', 'done', 'cancelled'] },
    force: FORM.yesNo,
    created_at: FORM.time,
    ended_at: FORM.timeOrNull,
    count: { ...FORM.integer, description: 'All it takes; the following four add up to it.' },
    sent: { ...FORM.integer, description: 'Owed anew: GET /deliveries says what becomes of them.' },
    stale: { ...FORM.integer, description: 'Not sent: a newer version of the object has passed.' },
    refused: { ...FORM.integer, description: 'Not sent: the receiver, or what was said, is gone.' },
    left: FORM.integer,
  },
};

/** Failed messages are sent again, some or all that a filter finds; they go in the background, at a bounded rate. */
@ApiTags('deliveries')
@Controller('api/v1/replays')
export class ReplaysController {
  constructor(
    private readonly replays: Replays,
    private readonly store: ReplayStore,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  @Post()
  @HttpCode(202)
  @MinimalRole('operator')
  @ApiOperation({
    summary: 'Replay failed messages',
    description:
      'What has a replay that is pending or was delivered is not taken again. What a newer version of the object has passed is left ' +
      'out unless `force` is true. `dry_run` counts without sending.',
  })
  @Answers(202, 'The replay, or its counts.', ASKED_REPLAY_SCHEMA)
  async create(
    @Body() given: ReplayDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AskedReplayView | Problem> {
    const { force = false, dry_run: isDryRun = false } = given;
    const asked = readAskedReplay(given);
    if (isProblem(asked)) return asked;
    const view = await this.replays.ask(asked, { force, isDryRun });
    if (isProblem(view)) return view;
    this.audit.note(request, { force, dry_run: isDryRun, count: view.count, stale: view.stale });
    if (view.id === null) void reply.code(200);
    else void reply.header('location', `/api/v1/replays/${view.id}`);
    return view;
  }

  @Get(':id')
  @MinimalRole('viewer')
  @ApiOperation({ summary: 'How far a replay is' })
  @Answers(200, 'The replay.', PROGRESS_SCHEMA)
  async show(@Param('id', PathId) id: string): Promise<View | Problem> {
    return viewOf(await this.store.find(id));
  }

  @Delete(':id')
  @MinimalRole('operator')
  @ApiOperation({
    summary: 'Cancel a replay',
    description: 'What is left of it stays failed; what was sent stays sent.',
  })
  @Answers(200, 'The replay as it is now.', PROGRESS_SCHEMA)
  async cancel(@Param('id', PathId) id: string): Promise<View | Problem> {
    return viewOf(await this.store.cancel(id, this.clock.now()));
  }
}

function viewOf(found: ReplayProgress | null | 'database-lost'): View | Problem {
  if (found === 'database-lost') return databaseLost();
  if (found === null)
    return problem('unknown-replay', 'There is none with that id, or it is older than replays are kept.');
  const { createdAtMs, endedAtMs, id, state, force, ...counts } = found;
  return { id, state, force, created_at: writeTime(createdAtMs), ended_at: writeTimeOrNull(endedAtMs), ...counts };
}
