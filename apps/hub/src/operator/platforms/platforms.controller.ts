import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  Patch,
  Post,
  Query,
  Res,
  UseInterceptors,
} from '@nestjs/common';
import { ApiHeader, ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  Clock,
  Ids,
  isNotChanged,
  PeerRegistration,
  PlatformStore,
  registrationToken,
  type Platform,
} from '@busbar/core';
import type { FastifyReply } from 'fastify';
import { MinimalRole } from '../access/minimal-role.js';
import { PathId } from '../fields/path-id.js';
import { IdempotentAnswers } from '../idempotency/idempotent-answers.js';
import { PagedList, PageQuery, type Page } from '../lists/page.js';
import { Answers, AnswersPage } from '../openapi/schema.js';
import { OperatorSettings } from '../operator-settings.js';
import { problemOfNotChanged } from '../problems/not-changed.js';
import { isProblem, type Problem } from '../problems/problem.js';
import { claimedParties } from './claimed-parties.js';
import { handshakeFailed } from './handshake-problem.js';
import { PLATFORM_SCHEMA, REGISTERING_PLATFORM_SCHEMA } from './platform-schema.js';
import { registrationView } from './platform-view.js';
import { ChangePlatformDto, CreatePlatformDto, type ConnectDto } from './platform.dto.js';
import { Platforms } from './platforms.js';
import { applySettings } from './settings.dto.js';

type View = Record<string, unknown>;

const PLATFORMS = new PagedList<Platform>('platforms', (platform) => platform.id);

/** Platforms: made, listed, changed and removed by operators. */
@ApiTags('platforms')
@Controller('api/v1/platforms')
export class PlatformsController {
  constructor(
    private readonly platforms: Platforms,
    private readonly store: PlatformStore,
    private readonly registration: PeerRegistration,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly settings: OperatorSettings,
  ) {}

  @Post()
  @MinimalRole('operator')
  @UseInterceptors(IdempotentAnswers)
  @ApiHeader({
    name: 'Idempotency-Key',
    required: false,
    description: 'The same key and body get the same answer for 24 h.',
  })
  @ApiOperation({
    summary: 'Let a platform register',
    description:
      'With `connect` the hub shakes hands itself and `registration` is null. Where that handshake fails the answer is 502; the ' +
      'platform exists all the same: the members `platform` (with its registration token) and `trace` say how to go on.',
  })
  @Answers(201, 'The platform and the token it registers with.', REGISTERING_PLATFORM_SCHEMA)
  async create(
    @Body() given: CreatePlatformDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<View | Problem> {
    const parties = claimedParties(given.parties, given.name, this.settings.hub);
    if (isProblem(parties)) return parties;
    const held = registrationToken({ ids: this.ids, clock: this.clock });
    const wanted = { name: given.name, parties, settings: applySettings(given.settings) };
    const created = await this.store.create(wanted, this.clock.now(), held);
    if (isNotChanged(created)) return problemOfNotChanged(created);
    void reply.header('location', `/api/v1/platforms/${created.id}`);
    const registration = registrationView(held, this.settings.hub);
    return given.connect === undefined
      ? { ...(await this.platforms.view(created)), registration }
      : this.connectCreated(created, given.connect, registration);
  }

  @Get()
  @MinimalRole('viewer')
  @ApiOperation({ summary: 'All platforms' })
  @AnswersPage('Sorted by id.', PLATFORM_SCHEMA)
  async list(@Query() query: PageQuery): Promise<Page<View> | Problem> {
    const page = PLATFORMS.read(query);
    if (isProblem(page)) return page;
    const all = this.platforms.all();
    if (isProblem(all)) return all;
    const found = PLATFORMS.page(all, page);
    return { ...found, items: await this.platforms.views(found.items) };
  }

  @Get(':id')
  @MinimalRole('viewer')
  @ApiOperation({ summary: 'One platform' })
  @Answers(200, 'The platform.', PLATFORM_SCHEMA)
  async show(@Param('id', PathId) id: string): Promise<View | Problem> {
    const platform = this.platforms.find(id);
    return isProblem(platform) ? platform : this.platforms.view(platform);
  }

  @Patch(':id')
  @MinimalRole('operator')
  @ApiOperation({
    summary: 'Change a platform',
    description: 'What is left out keeps its value, each setting by itself.',
  })
  @Answers(200, 'The platform as it is now.', PLATFORM_SCHEMA)
  async change(@Param('id', PathId) id: string, @Body() given: ChangePlatformDto): Promise<View | Problem> {
    const changed = await this.platforms.change<Platform>(id, async (platform) => {
      const name = given.name ?? platform.name;
      const parties = given.parties && claimedParties(given.parties, name, this.settings.hub);
      if (isProblem(parties)) return parties;
      const settings = applySettings(given.settings, platform.settings);
      const change = { name, settings, ...(parties === undefined ? {} : { parties }) };
      return this.store.update(platform, change, this.clock.now());
    });
    return isProblem(changed) ? changed : this.platforms.view(changed);
  }

  @Delete(':id')
  @HttpCode(204)
  @MinimalRole('operator')
  @ApiOperation({
    summary: 'Remove a platform',
    description:
      'Unregisters at the peer as far as it answers, frees its parties and keeps their ClientInfo SUSPENDED.',
  })
  @ApiNoContentResponse({ description: 'It is gone.' })
  async remove(@Param('id', PathId) id: string): Promise<Problem | null> {
    const platform = this.platforms.find(id);
    if (isProblem(platform)) return platform;
    if (platform.registration !== null) await this.registration.unregisterAtPeer(platform);
    return this.platforms.change<null>(id, (newest) => this.store.remove(newest, this.clock.now()));
  }

  /** The platform was made, whatever comes of the handshake: a failure says so and hands over the token all the same. */
  private async connectCreated(created: Platform, connect: ConnectDto, registration: View): Promise<View | Problem> {
    const invitation = { versionsUrl: connect.versions_url, token: connect.token };
    const { result, trace } = await this.registration.connect(created, invitation);
    if (!('failedAt' in result)) return { ...(await this.platforms.view(result.platform)), registration: null };
    return handshakeFailed(result, trace, { platform: { ...(await this.platforms.view(created)), registration } });
  }
}
