import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  Clock,
  Ids,
  PeerRegistration,
  PlatformStore,
  registrationToken,
  type OwnHandshakeOutcome,
  type Platform,
} from '@busbar/core';
import { MinimalRole } from '../access/minimal-role.js';
import { PathId } from '../fields/path-id.js';
import { Answers } from '../openapi/schema.js';
import { OperatorSettings } from '../operator-settings.js';
import { isProblem, type Problem } from '../problems/problem.js';
import { platformOrProblem } from './handshake-problem.js';
import { PLATFORM_SCHEMA, REGISTERING_PLATFORM_SCHEMA } from './platform-schema.js';
import { registrationView } from './platform-view.js';
import { ConnectDto } from './platform.dto.js';
import { Platforms } from './platforms.js';

type View = Record<string, unknown>;

/** Registration of a platform as the operator drives it. */
@ApiTags('platforms')
@Controller('api/v1/platforms/:id')
export class PlatformRegistrationController {
  constructor(
    private readonly platforms: Platforms,
    private readonly store: PlatformStore,
    private readonly registration: PeerRegistration,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly settings: OperatorSettings,
  ) {}

  @Post('registration-token')
  @HttpCode(200)
  @MinimalRole('operator')
  @ApiOperation({
    summary: 'A new token to register with',
    description: 'Works in every state and replaces the one before; a registered platform re-registers with it.',
  })
  @Answers(200, 'The platform and the token; it is shown this once.', REGISTERING_PLATFORM_SCHEMA)
  async registrationToken(@Param('id', PathId) id: string): Promise<View | Problem> {
    const held = registrationToken({ ids: this.ids, clock: this.clock });
    const platform = await this.platforms.change<Platform>(id, (newest) => this.store.addToken(newest, held, false));
    if (isProblem(platform)) return platform;
    return { ...(await this.platforms.view(platform)), registration: registrationView(held, this.settings.hub) };
  }

  @Post('rotate-token')
  @HttpCode(200)
  @MinimalRole('operator')
  @ApiOperation({
    summary: 'Give a registered platform a new token',
    description: 'By PUT on its credentials endpoint.',
  })
  @Answers(200, 'The platform as it is now.', PLATFORM_SCHEMA)
  async rotateToken(@Param('id', PathId) id: string): Promise<View | Problem> {
    const platform = this.platforms.find(id);
    if (isProblem(platform)) return platform;
    return this.viewAfter(await this.registration.rotateToken(platform));
  }

  @Post('connect')
  @HttpCode(200)
  @MinimalRole('operator')
  @ApiOperation({
    summary: 'Shake hands with a platform',
    description: 'The hub is the sender of the whole handshake.',
  })
  @Answers(200, 'The platform, connected.', PLATFORM_SCHEMA)
  async connect(@Param('id', PathId) id: string, @Body() given: ConnectDto): Promise<View | Problem> {
    const platform = this.platforms.find(id);
    if (isProblem(platform)) return platform;
    const invitation = { versionsUrl: given.versions_url, token: given.token };
    return this.viewAfter(await this.registration.connect(platform, invitation));
  }

  private async viewAfter(outcome: OwnHandshakeOutcome): Promise<View | Problem> {
    const platform = platformOrProblem(outcome);
    return isProblem(platform) ? platform : this.platforms.view(platform);
  }
}
