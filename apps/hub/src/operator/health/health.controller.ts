import { Controller, Get, Header, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Metrics } from '@busbar/observability';
import { Readiness, type ReadinessState } from '@busbar/process';
import type { FastifyReply } from 'fastify';
import { Open } from '../access/minimal-role.js';

const READINESS_SCHEMA = {
  type: 'object',
  properties: {
    status: { type: 'string', enum: ['ready', 'degraded', 'starting', 'draining'] },
    degraded: {
      type: 'array',
      items: { type: 'object', properties: { part: { type: 'string' }, detail: { type: 'string' } } },
    },
  },
};

/** What orchestrators and Prometheus ask; open, because they have no key. */
@ApiTags('health')
@Controller()
export class HealthController {
  constructor(
    private readonly readiness: Readiness,
    private readonly metrics: Metrics,
  ) {}

  @Get('healthz')
  @Open()
  @ApiOperation({ summary: 'Whether the process answers' })
  @ApiOkResponse({ description: 'It does.', schema: { type: 'object', properties: { status: { type: 'string' } } } })
  alive(): { readonly status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('readyz')
  @Open()
  @ApiOperation({ summary: 'Whether direct routing works, and what is degraded' })
  @ApiResponse({ status: 200, description: 'It works.', schema: READINESS_SCHEMA })
  @ApiResponse({ status: 503, description: 'Not yet, or not any more.', schema: READINESS_SCHEMA })
  ready(@Res({ passthrough: true }) reply: FastifyReply): ReadinessState {
    if (!this.readiness.isReady()) void reply.code(503).header('retry-after', '1');
    return this.readiness.state();
  }

  @Get('metrics')
  @Open()
  @ApiOperation({ summary: 'Figures for Prometheus' })
  @ApiOkResponse({ description: 'Prometheus text.', content: { 'text/plain': { schema: { type: 'string' } } } })
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  scrape(): Promise<string> {
    return this.metrics.render();
  }
}
