import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { isNotChanged } from '@busbar/core';
import { ConnectionSwitch, type ProbeResult } from '@busbar/hub-client-info';
import { MinimalRole } from '../access/minimal-role.js';
import { PathId } from '../fields/path-id.js';
import { Answers, FORM } from '../openapi/schema.js';
import { problemOfNotChanged, unknownPlatform } from '../problems/not-changed.js';
import type { Problem } from '../problems/problem.js';
import { PLATFORM_SCHEMA, STATUS_SCHEMA } from './platform-schema.js';
import { Platforms } from './platforms.js';

type View = Record<string, unknown>;

/** The connection to a platform: cut off, let back in, tried out. Repeating any of them changes nothing. */
@ApiTags('platforms')
@Controller('api/v1/platforms/:id')
export class PlatformConnectionController {
  constructor(
    private readonly platforms: Platforms,
    private readonly connections: ConnectionSwitch,
  ) {}

  @Post('suspend')
  @HttpCode(200)
  @MinimalRole('operator')
  @ApiOperation({
    summary: 'Cut a platform off',
    description: 'It is neither heard, routed to nor probed until resumed.',
  })
  @Answers(200, 'The platform, SUSPENDED.', PLATFORM_SCHEMA)
  async suspend(@Param('id', PathId) id: string): Promise<View | Problem> {
    const platform = await this.connections.suspend(id);
    return isNotChanged(platform) ? problemOfNotChanged(platform) : this.platforms.view(platform);
  }

  @Post('resume')
  @HttpCode(200)
  @MinimalRole('operator')
  @ApiOperation({
    summary: 'Let a suspended platform back in',
    description: 'A probe decides between CONNECTED and OFFLINE; without a registration it is PLANNED.',
  })
  @Answers(200, 'The platform as it is now.', PLATFORM_SCHEMA)
  async resume(@Param('id', PathId) id: string): Promise<View | Problem> {
    const platform = await this.connections.resume(id);
    return isNotChanged(platform) ? problemOfNotChanged(platform) : this.platforms.view(platform);
  }

  @Post('probe')
  @HttpCode(200)
  @MinimalRole('operator')
  @ApiOperation({ summary: 'Ask a platform for its versions now' })
  @Answers(200, 'What came of it.', {
    type: 'object',
    properties: {
      ok: FORM.yesNo,
      status: STATUS_SCHEMA,
      http_status: FORM.integerOrNull,
      detail: FORM.text,
      duration_ms: FORM.integer,
    },
  })
  async probe(@Param('id', PathId) id: string): Promise<ProbeResult | Problem> {
    return (await this.connections.probe(id)) ?? unknownPlatform();
  }
}
