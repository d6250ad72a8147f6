import { Controller, Get, Header, Res } from '@nestjs/common';
import { Metrics } from '@busbar/observability';
import { Readiness, type ReadinessState } from '@busbar/process';
import type { FastifyReply } from 'fastify';

/** What orchestrators and Prometheus ask of a worker. */
@Controller()
export class HealthController {
  constructor(
    private readonly readiness: Readiness,
    private readonly metrics: Metrics,
  ) {}

  @Get('healthz')
  alive(): { readonly status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('readyz')
  ready(@Res({ passthrough: true }) reply: FastifyReply): ReadinessState {
    if (!this.readiness.isReady()) void reply.code(503).header('retry-after', '1');
    return this.readiness.state();
  }

  @Get('metrics')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  scrape(): Promise<string> {
    return this.metrics.render();
  }
}
