import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { KeptModule, PullKey, PullState } from '@busbar/core';
import { PullRunner } from '@busbar/objects';
import { ArrayUnique, IsArray, IsIn } from 'class-validator';
import { MinimalRole } from '../access/minimal-role.js';
import { Field } from '../fields/field.js';
import { PathId } from '../fields/path-id.js';
import { Answers, FORM, type Schema } from '../openapi/schema.js';
import { databaseLost } from '../problems/not-changed.js';
import { isProblem, type Problem } from '../problems/problem.js';
import { writeTime } from '../time.js';
import { Platforms } from './platforms.js';

const MODULES: readonly KeptModule[] = ['locations', 'tariffs', 'tokens'];
const KINDS = ['full', 'delta'] as const;
const NAMES = { module: { type: 'string', enum: MODULES }, party: FORM.party } satisfies Record<string, Schema>;

const PULL_SCHEMA: Schema = {
  type: 'object',
  properties: {
    ...NAMES,
    last_full_at: { ...FORM.timeOrNull, description: 'When the last full pull that came to its end began.' },
    last_pull_at: { ...FORM.timeOrNull, description: 'The same of a pull of either kind.' },
    objects: { type: 'integer', description: 'Read by the last full pull.' },
    wanted: { type: 'boolean', description: 'An operator has asked for a full pull that has not ended yet.' },
    running: {
      type: 'object',
      nullable: true,
      description: 'A pull that has begun; it goes on at this page.',
      properties: {
        kind: { type: 'string', enum: KINDS },
        started_at: FORM.time,
        pages: FORM.integer,
        objects: FORM.integer,
      },
    },
    failures: { type: 'integer', description: 'In a row.' },
    next_try_at: FORM.timeOrNull,
    last_error: FORM.textOrNull,
    last_error_at: FORM.timeOrNull,
  },
};

/** Which modules to pull; all that the platform offers where it is left out. */
export class PullDto {
  @Field(
    { optional: true, description: 'Modules to pull.' },
    { enum: MODULES, isArray: true, example: ['locations'] },
    IsArray(),
    ArrayUnique(),
    IsIn(MODULES, { each: true }),
  )
  modules?: KeptModule[];
}

type View = Record<string, unknown>;

/** What the hub pulls from a platform for its own store. */
@ApiTags('platforms')
@Controller('api/v1/platforms/:id')
export class PullsController {
  constructor(
    private readonly platforms: Platforms,
    private readonly pulls: PullRunner,
  ) {}

  @Get('pulls')
  @MinimalRole('viewer')
  @ApiOperation({
    summary: "Where the pulls of a platform's lists stand",
    description: 'One for each module and party.',
  })
  @Answers(200, 'Every list that is pulled.', {
    type: 'object',
    properties: { items: { type: 'array', items: PULL_SCHEMA } },
  })
  async list(@Param('id', PathId) id: string): Promise<View | Problem> {
    const platform = this.platforms.find(id);
    if (isProblem(platform)) return platform;
    const states = await this.pulls.states(platform);
    return states === 'database-lost' ? databaseLost() : { items: states.map(viewOf) };
  }

  @Post('pull')
  @HttpCode(202)
  @MinimalRole('operator')
  @ApiOperation({
    summary: 'Pull lists of a platform now',
    description:
      'In full, as soon as the platform is CONNECTED and others before it are done; only modules that its setting `pull` names.',
  })
  @Answers(202, 'What will be pulled.', {
    type: 'object',
    properties: { items: { type: 'array', items: { type: 'object', properties: NAMES } } },
  })
  async pull(@Param('id', PathId) id: string, @Body() { modules = [...MODULES] }: PullDto): Promise<View | Problem> {
    const platform = this.platforms.find(id);
    if (isProblem(platform)) return platform;
    const keys = await this.pulls.want(platform, modules);
    return keys === 'database-lost' ? databaseLost() : { items: keys.map(({ module, party }) => ({ module, party })) };
  }
}

function viewOf({ module, party, state }: PullKey & { readonly state: PullState | null }): View {
  const time = (ms: number | null | undefined): string | null => (ms ? writeTime(ms) : null);
  const running = state?.running ?? null;
  return {
    module,
    party,
    last_full_at: time(state?.fullStartedMs),
    last_pull_at: time(state?.lastStartedMs),
    objects: state?.objects ?? 0,
    wanted: state?.isWanted ?? false,
    running: running && {
      kind: running.kind,
      started_at: writeTime(running.startedMs),
      pages: running.pages,
      objects: running.objects,
    },
    failures: state?.failures ?? 0,
    next_try_at: time(state?.notBeforeMs),
    last_error: state?.lastError ?? null,
    last_error_at: time(state?.lastErrorMs),
  };
}
