import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Platform, type RegistrySnapshot } from '@busbar/core';
import { partyKey, type PartyId } from '@busbar/ocpi';
import { TypeormPeerDefects, type PlatformDefect } from '@busbar/parties';
import { Key, MinimalRole } from '../access/minimal-role.js';
import { narrowedToOwn } from '../access/own-party.js';
import type { PresentedKey } from '../access/presented-key.js';
import { PLATFORM_SHAPE } from '../deliveries/delivery-query.js';
import { ShapedField } from '../fields/field.js';
import { invalidField } from '../fields/validation.js';
import { PagedList, PageQuery, type Page } from '../lists/page.js';
import { PARTY_SHAPE, readParty } from '../messages/message-query.js';
import { AnswersPage, FORM, type Schema } from '../openapi/schema.js';
import { Platforms } from '../platforms/platforms.js';
import { databaseLost } from '../problems/not-changed.js';
import { isProblem, type Problem } from '../problems/problem.js';
import { writeTime } from '../time.js';

type View = Record<string, unknown>;

/** Which violations to list; each narrows. */
export class ViolationQuery extends PageQuery {
  @ShapedField({ ...PLATFORM_SHAPE, optional: true, description: 'Of this platform.' })
  platform?: string;

  @ShapedField({ ...PARTY_SHAPE, optional: true, description: 'Of platforms that host this party.' })
  party?: string;

  @ShapedField({
    optional: true,
    shape: /^[a-z-]{1,40}$/,
    inWords: 'a kind of violation',
    example: 'role-rule',
    description: 'Of this kind.',
  })
  kind?: string;
}

const VIOLATION_SCHEMA: Schema = {
  type: 'object',
  properties: {
    platform: FORM.text,
    parties: { type: 'array', items: FORM.party, description: 'That the platform hosts.' },
    kind: { ...FORM.text, example: 'role-rule' },
    count: FORM.integer,
    first_at: FORM.time,
    last_at: FORM.time,
    detail: { ...FORM.text, description: 'Of the last one, for the developers of the platform.' },
  },
};

const VIOLATIONS = new PagedList<PlatformDefect>('violations', ({ platformId, kind }) => `${platformId} ${kind}`);

/** What platforms do against the specification although the hub can live with it. */
@ApiTags('violations')
@Controller('api/v1/violations')
export class ViolationsController {
  constructor(
    private readonly platforms: Platforms,
    private readonly defects: TypeormPeerDefects,
  ) {}

  @Get()
  @MinimalRole('party')
  @ApiOperation({
    summary: 'What platforms do against the specification, counted',
    description: 'A key of role party sees those of the platforms that host its party.',
  })
  @AnswersPage('Sorted by platform and kind.', VIOLATION_SCHEMA)
  async list(@Query() query: ViolationQuery, @Key() key: PresentedKey): Promise<Page<View> | Problem> {
    const page = VIOLATIONS.read(query);
    if (isProblem(page)) return page;
    const party = narrowedToOwn(key, readParty(query.party));
    if (isProblem(party)) return party;
    const snapshot = this.platforms.snapshot();
    if (isProblem(snapshot)) return snapshot;
    const [platformId = '', kind = ''] = (page.afterKey ?? '').split(' ');
    if (page.afterKey !== null && kind === '')
      return invalidField('cursor', 'cursor must be the next_cursor of this list');
    const found = await this.defects.list({
      platformIds: platformsOf(party, query.platform ?? null, snapshot),
      kind: query.kind ?? null,
      after: page.afterKey === null ? null : { platformId, kind },
      limit: page.limit + 1,
    });
    if (found === 'database-lost') return databaseLost();
    const { items, next_cursor } = VIOLATIONS.pageWithOneMore(found, page.limit);
    return { items: items.map((defect) => violationView(defect, snapshot.platform(defect.platformId))), next_cursor };
  }
}

/** The platforms that a list is about; null for all. */
function platformsOf(
  party: PartyId | null,
  platformId: string | null,
  snapshot: RegistrySnapshot,
): readonly string[] | null {
  if (party === null) return platformId === null ? null : [platformId];
  const hosts = new Set(snapshot.partiesNamed(partyKey(party)).map((hosted) => hosted.platformId));
  return [...hosts].filter((id) => platformId === null || id === platformId);
}

function violationView(defect: PlatformDefect, platform: Platform | null): View {
  return {
    platform: defect.platformId,
    parties: [...new Set(platform?.parties.map(({ key }) => key))].sort(),
    kind: defect.kind,
    count: defect.count,
    first_at: writeTime(defect.firstAtMs),
    last_at: writeTime(defect.lastAtMs),
    detail: defect.detail,
  };
}
