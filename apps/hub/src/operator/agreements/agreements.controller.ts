import { Controller, Get, Headers, Inject, Put, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiHeader, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Agreements, Clock, PartyDirectory } from '@busbar/core';
import { StoredAgreements, type WantedAgreements } from '@busbar/parties';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { MinimalRole } from '../access/minimal-role.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { OneOfField } from '../fields/field.js';
import { invalidField } from '../fields/validation.js';
import { Answers } from '../openapi/schema.js';
import { OperatorSettings } from '../operator-settings.js';
import { databaseLost } from '../problems/not-changed.js';
import { isProblem, type Problem } from '../problems/problem.js';
import { agreementsView, AGREEMENTS_SCHEMA, CHANGED_AGREEMENTS_SCHEMA } from './agreements-schema.js';
import { readAgreements } from './agreements-document.js';
import { differenceOf, differenceView, inWords, type AgreementsDifference } from './agreements-difference.js';
import { changedSince, entityTag, readIfMatch } from './entity-tag.js';
import { writeAgreementsYaml } from './write-yaml.js';
import { wantsYaml, YAML, YamlBody } from './yaml-body.js';
import { YamlReader } from './yaml-reader.js';

type View = Record<string, unknown>;

/** How agreements are to be changed. */
export class ChangeAgreementsQuery {
  @OneOfField(['true', 'false'], {
    optional: true,
    description: 'true: answers with the difference and changes nothing. If-Match may be left out then.',
  })
  dry_run?: 'true' | 'false';
}

/** Which two parties may exchange which modules, from when to when. */
@ApiTags('agreements')
@Controller('api/v1/agreements')
export class AgreementsController {
  constructor(
    private readonly agreements: StoredAgreements,
    private readonly directory: PartyDirectory,
    private readonly settings: OperatorSettings,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    @Inject(YamlReader) private readonly yaml: YamlReader,
  ) {}

  @Get()
  @MinimalRole('viewer')
  @ApiOperation({ summary: 'All agreements', description: 'The ETag is what a change is sent with, as If-Match.' })
  @ApiProduces('application/json', YAML)
  @Answers(200, 'What holds now.', AGREEMENTS_SCHEMA)
  async show(
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<View | string> {
    const newest = await this.agreements.newest();
    // What is in memory is what routing obeys, also while the database is away.
    const shown = newest === 'database-lost' ? this.inMemory() : newest;
    return answer(shown, accept, reply);
  }

  @Put()
  @MinimalRole('operator')
  @ApiOperation({
    summary: 'Replace all agreements',
    description:
      'Holds in every process within a second. A pair that has agreements may exchange what they say while they last, and nothing ' +
      'else, also where the default is open; `["*"]` stands for all modules.',
  })
  @ApiHeader({
    name: 'If-Match',
    required: false,
    description: 'The ETag that was seen; 428 without, 412 where it is old.',
  })
  @ApiConsumes('application/json', YAML)
  @ApiProduces('application/json', YAML)
  @ApiBody({ schema: AGREEMENTS_SCHEMA as Record<string, unknown> })
  @Answers(200, 'What holds now; with dry_run what would be different.', CHANGED_AGREEMENTS_SCHEMA)
  async replace(
    @Query() { dry_run: dryRun }: ChangeAgreementsQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<View | string | Problem> {
    const { 'if-match': ifMatch, accept } = request.headers;
    const wanted = await this.read(request.body);
    if (isProblem(wanted)) return wanted;
    const before = await this.agreements.newest();
    if (before === 'database-lost') return databaseLost();
    const isDry = dryRun === 'true';
    const revision = isDry && ifMatch === undefined ? before.revision : readIfMatch(ifMatch, before.revision);
    if (isProblem(revision)) return revision;
    const difference = differenceOf(before, wanted);
    this.audit.note(request, { dry_run: isDry, ...counts(difference) });
    if (isDry) {
      void reply.header('etag', entityTag(before.revision));
      return differenceView(difference);
    }
    const after = await this.agreements.replace(wanted, revision, this.clock.now());
    if (after === 'database-lost') return databaseLost();
    if (after === 'changed-meanwhile') return changedSince();
    this.audit.detail(request, 'agreements.changed', { revision: after.revision, ...inWords(difference) });
    return answer(after, accept, reply);
  }

  private async read(body: unknown): Promise<WantedAgreements | Problem> {
    const { hub } = this.settings;
    if (!(body instanceof YamlBody)) return readAgreements(body, hub.party);
    const read = await this.yaml.read(body.bytes);
    return read.ok ? readAgreements(read.value, hub.party) : invalidField('body', `is no YAML: ${read.fault}`);
  }

  private inMemory(): Agreements {
    return this.directory.snapshot()?.agreements ?? Agreements.OPEN;
  }
}

function answer(agreements: Agreements, accept: string | undefined, reply: FastifyReply): View | string {
  void reply.header('etag', entityTag(agreements.revision));
  void reply.header('vary', 'accept');
  if (!wantsYaml(accept)) return agreementsView(agreements);
  void reply.type(`${YAML}; charset=utf-8`);
  return writeAgreementsYaml(agreements);
}

function counts({ added, removed, changed, policy }: AgreementsDifference): Record<string, number | string> {
  return {
    added: added.length,
    removed: removed.length,
    changed: changed.length,
    ...(policy === null ? {} : { default: policy.after }),
  };
}
