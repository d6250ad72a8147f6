import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { KeptObjects, type ListedObject } from '@busbar/objects';
import { MinimalRole } from '../access/minimal-role.js';
import { OneOfField, ShapedField } from '../fields/field.js';
import { PagedList, PageQuery, type Page } from '../lists/page.js';
import { PARTY_SHAPE } from '../messages/message-query.js';
import { AnswersPage, FORM, type Schema } from '../openapi/schema.js';
import { databaseLost } from '../problems/not-changed.js';
import { isProblem, type Problem } from '../problems/problem.js';
import { writeTime } from '../time.js';

const MODULES = ['locations', 'tariffs', 'tokens'] as const;
const SCOPES = ['public', 'private'] as const;

const OBJECT_SCHEMA: Schema = {
  type: 'object',
  properties: {
    module: { type: 'string', enum: MODULES },
    owner: FORM.party,
    id: FORM.text,
    type: { ...FORM.textOrNull, description: 'Of a token.' },
    scope: { type: 'string', enum: SCOPES, description: 'private: seen in direct traffic, served to nobody.' },
    version: FORM.text,
    last_updated: { ...FORM.textOrNull, description: 'Of the object itself.' },
    size: { type: 'integer', description: 'Characters of its JSON.' },
  },
};

/** Which objects to list; each narrows. */
export class ObjectQuery extends PageQuery {
  @OneOfField(MODULES, { optional: true, description: 'Objects of this module.' })
  module?: (typeof MODULES)[number];

  @ShapedField({ ...PARTY_SHAPE, optional: true, description: 'Objects of this party.' })
  owner?: string;

  @OneOfField(SCOPES, { optional: true, description: 'Published ones, or private copies.' })
  scope?: (typeof SCOPES)[number];
}

type View = Record<string, unknown>;

/** The padding makes texts sort as the numbers do. */
const OBJECTS = new PagedList<ListedObject>('objects', ({ sequence }) => String(sequence).padStart(16, '0'));

/** What the hub keeps of parties' objects, without what they say. */
@ApiTags('objects')
@Controller('api/v1/objects')
export class ObjectsController {
  constructor(private readonly objects: KeptObjects) {}

  @Get()
  @MinimalRole('viewer')
  @ApiOperation({ summary: 'Kept objects', description: 'Their ids and ages; never their bodies.' })
  @AnswersPage('In the order in which the hub first saw them.', OBJECT_SCHEMA)
  async list(@Query() query: ObjectQuery): Promise<Page<View> | Problem> {
    const page = OBJECTS.read(query);
    if (isProblem(page)) return page;
    const found = await this.objects.list({
      module: query.module ?? null,
      owner: query.owner?.toUpperCase() ?? null,
      scope: query.scope ?? null,
      afterSequence: Number(page.afterKey ?? 0),
      limit: page.limit + 1,
    });
    if (found === 'database-lost') return databaseLost();
    const listed = OBJECTS.pageWithOneMore(found, page.limit);
    return { ...listed, items: listed.items.map(objectView) };
  }
}

function objectView(object: ListedObject): View {
  return {
    module: object.module,
    owner: object.owner,
    id: object.id,
    type: object.type === '' ? null : object.type,
    scope: object.scope,
    version: object.version,
    last_updated: object.lastUpdatedMs === 0 ? null : writeTime(object.lastUpdatedMs),
    size: object.bytes,
  };
}
