import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Clock, type ConnectionStatus } from '@busbar/core';
import { PresenceTracker } from '@busbar/hub-client-info';
import { TypeormMessageLog } from '@busbar/journal';
import { MinimalRole } from '../access/minimal-role.js';
import { Answers, FORM, type Schema } from '../openapi/schema.js';
import { Platforms } from '../platforms/platforms.js';
import { databaseLost } from '../problems/not-changed.js';
import { isProblem, type Problem } from '../problems/problem.js';
import { writeTime } from '../time.js';
import { readSpan, SpanQuery } from './message-query.js';

const DAY_MS = 86_400_000;
const OUTCOMES = ['answered', 'refused', 'failed', 'held'] as const;
const STATUSES: readonly ConnectionStatus[] = ['PLANNED', 'CONNECTED', 'OFFLINE', 'SUSPENDED'];

/** Figures at a glance. */
@ApiTags('messages')
@Controller('api/v1/stats')
export class StatsController {
  constructor(
    private readonly messages: TypeormMessageLog,
    private readonly platforms: Platforms,
    private readonly presence: PresenceTracker,
    private readonly clock: Clock,
  ) {}

  @Get()
  @MinimalRole('viewer')
  @ApiOperation({ summary: 'How many messages, how they ended, and how many platforms are in which state' })
  @Answers(200, 'The figures.', {
    type: 'object',
    properties: {
      since: FORM.time,
      until: FORM.time,
      messages: {
        type: 'object',
        properties: {
          total: FORM.integer,
          by_outcome: countedBy(OUTCOMES),
          by_plan: {
            type: 'array',
            items: { type: 'object', properties: { plan: FORM.textOrNull, count: FORM.integer } },
          },
          by_module: {
            type: 'array',
            items: { type: 'object', properties: { module: FORM.textOrNull, count: FORM.integer } },
          },
        },
      },
      platforms: { type: 'object', properties: { total: FORM.integer, by_status: countedBy(STATUSES) } },
      parties: FORM.integer,
    },
  })
  async show(@Query() query: SpanQuery): Promise<Record<string, unknown> | Problem> {
    const span = readSpan(query);
    if (isProblem(span)) return span;
    const platforms = this.platforms.all();
    if (isProblem(platforms)) return platforms;
    const untilMs = span.untilMs ?? this.clock.now();
    const sinceMs = span.sinceMs ?? untilMs - DAY_MS;
    const stats = await this.messages.stats(sinceMs, untilMs);
    if (stats === 'database-lost') return databaseLost();
    const statuses = platforms.map((platform) => this.presence.statusOf(platform));
    return {
      since: writeTime(sinceMs),
      until: writeTime(untilMs),
      messages: {
        total: stats.total,
        by_outcome: Object.fromEntries(OUTCOMES.map((outcome) => [outcome, stats.byOutcome[outcome] ?? 0])),
        by_plan: stats.byPlan,
        by_module: stats.byModule,
      },
      platforms: {
        total: platforms.length,
        by_status: Object.fromEntries(
          STATUSES.map((status) => [status, statuses.filter((each) => each === status).length]),
        ),
      },
      parties: platforms.reduce((sum, platform) => sum + platform.parties.length, 0),
    };
  }
}

function countedBy(names: readonly string[]): Schema {
  return { type: 'object', properties: Object.fromEntries(names.map((name) => [name, FORM.integer])) };
}
