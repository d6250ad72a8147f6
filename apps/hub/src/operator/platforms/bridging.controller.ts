import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { partyKey } from '@busbar/ocpi';
import { TypeormBridgeCounts, type CountedBridging } from '@busbar/parties';
import { Key, MinimalRole } from '../access/minimal-role.js';
import { seesOnly } from '../access/own-party.js';
import type { PresentedKey } from '../access/presented-key.js';
import { PathId } from '../fields/path-id.js';
import { PagedList, PageQuery, type Page } from '../lists/page.js';
import { AnswersPage, FORM, type Schema } from '../openapi/schema.js';
import { databaseLost, unknownPlatform } from '../problems/not-changed.js';
import { isProblem, type Problem } from '../problems/problem.js';
import { writeTime } from '../time.js';
import { Platforms } from './platforms.js';

type View = Record<string, unknown>;

const KINDS = ['filled', 'replaced', 'dropped', 'left-out', 'refused'];

const COUNT_SCHEMA: Schema = {
  type: 'object',
  properties: {
    from_version: { ...FORM.text, example: '2.1.1', description: 'Of whoever said it.' },
    to_version: { ...FORM.text, example: '2.2.1', description: 'Of the platform that got it, or should have.' },
    module: { ...FORM.text, example: 'sessions' },
    kind: {
      type: 'string',
      enum: KINDS,
      description: '`left-out` of a list; `refused` is a whole message, or a whole answer.',
    },
    object: { ...FORM.text, example: 'Location', description: 'The module where the whole was refused.' },
    field: { ...FORM.text, example: 'publish', description: 'In a refusal the path, without indexes.' },
    source: {
      ...FORM.textOrNull,
      example: 'bridge_defaults',
      description: 'Where what was filled in came from; null for everything else.',
    },
    count: FORM.integer,
    first_at: FORM.time,
    last_at: FORM.time,
    detail: { ...FORM.text, description: 'Of the last one; never with values.' },
  },
};

const COUNTS = new PagedList<CountedBridging>('bridging', ({ subject }) => subject);

/** What translating between OCPI versions costs a platform. */
@ApiTags('platforms')
@Controller('api/v1/platforms/:id')
export class BridgingController {
  constructor(
    private readonly platforms: Platforms,
    private readonly counts: TypeormBridgeCounts,
  ) {}

  @Get('bridging')
  @MinimalRole('party')
  @ApiOperation({
    summary: 'What translating to the OCPI version of a platform filled, lost and refused, counted',
    description: 'By module, versions, object and field. A key of role party sees platforms that host its party.',
  })
  @AnswersPage('Sorted by module, versions, kind, object and field.', COUNT_SCHEMA)
  async list(
    @Param('id', PathId) id: string,
    @Query() query: PageQuery,
    @Key() key: PresentedKey,
  ): Promise<Page<View> | Problem> {
    const page = COUNTS.read(query);
    if (isProblem(page)) return page;
    const platform = this.platforms.find(id);
    if (isProblem(platform)) return platform;
    const own = seesOnly(key);
    if (own !== null && !platform.parties.some((party) => party.key === partyKey(own))) return unknownPlatform();
    const found = await this.counts.list({ platformId: id, after: page.afterKey, limit: page.limit + 1 });
    if (found === 'database-lost') return databaseLost();
    const { items, next_cursor } = COUNTS.pageWithOneMore(found, page.limit);
    return { items: items.map(viewOf), next_cursor };
  }
}

function viewOf(counted: CountedBridging): View {
  const { from, to, module, kind, object, field, source, count, firstAtMs, lastAtMs, detail } = counted;
  return {
    ...{ from_version: from, to_version: to, module, kind, object, field, source, count },
    ...{ first_at: writeTime(firstAtMs), last_at: writeTime(lastAtMs), detail },
  };
}
