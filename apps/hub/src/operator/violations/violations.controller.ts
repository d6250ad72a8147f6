import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Platform, type RegistrySnapshot } from '@busbar/core';
import { partyKey, type PartyId } from '@busbar/ocpi';
import { TypeormPeerDefects, type DatedExample, type DefectKey, type PlatformDefect } from '@busbar/parties';
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

  @ShapedField({ ...PARTY_SHAPE, optional: true, description: 'Of this party, and of platforms that host it.' })
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

const OF_MODEL: Schema = { ...FORM.text, nullable: true };

const VIOLATION_SCHEMA: Schema = {
  type: 'object',
  properties: {
    platform: FORM.text,
    parties: { type: 'array', items: FORM.party, description: 'That the platform hosts.' },
    kind: { ...FORM.text, example: 'object-model' },
    party: { ...FORM.party, nullable: true, description: 'That did it; null where the platform did.' },
    version: OF_MODEL,
    module: OF_MODEL,
    direction: { ...OF_MODEL, enum: ['request', 'answer'], description: 'Whether it was a request or an answer.' },
    object: { ...OF_MODEL, example: 'EVSE', description: 'What the section describes.' },
    rule: { ...OF_MODEL, example: 'required', description: 'A row of docs/validation.md.' },
    path: { ...OF_MODEL, example: '$.evses[].uid', description: 'Where in the body, without indexes.' },
    section: { ...OF_MODEL, example: 'OCPI 2.2.1, Locations module > EVSE object' },
    examples: {
      type: 'array',
      description: 'The newest few, the newest first; never with values.',
      items: {
        type: 'object',
        properties: { message_id: FORM.text, at: FORM.time, path: FORM.text, found: FORM.text },
      },
    },
    count: FORM.integer,
    first_at: FORM.time,
    last_at: FORM.time,
    detail: { ...FORM.text, description: 'Of the last one, for the developers of the platform.' },
  },
};

const VIOLATIONS = new PagedList<PlatformDefect>('violations', ({ platformId, kind, party, subject }) =>
  [platformId, kind, party, subject].join(' '),
);

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
    description:
      'What breaks the object model is counted by party and by what is broken. A key of role party sees those of its party, and of platforms that host it.',
  })
  @AnswersPage('Sorted by platform, kind, party and what is broken.', VIOLATION_SCHEMA)
  async list(@Query() query: ViolationQuery, @Key() key: PresentedKey): Promise<Page<View> | Problem> {
    const page = VIOLATIONS.read(query);
    if (isProblem(page)) return page;
    const party = narrowedToOwn(key, readParty(query.party));
    if (isProblem(party)) return party;
    const snapshot = this.platforms.snapshot();
    if (isProblem(snapshot)) return snapshot;
    const after = page.afterKey === null ? null : readKey(page.afterKey);
    if (page.afterKey !== null && after === null)
      return invalidField('cursor', 'cursor must be the next_cursor of this list');
    const found = await this.defects.list({
      platformIds: platformsOf(party, query.platform ?? null, snapshot),
      party: party === null ? null : partyKey(party),
      kind: query.kind ?? null,
      after,
      limit: page.limit + 1,
    });
    if (found === 'database-lost') return databaseLost();
    const { items, next_cursor } = VIOLATIONS.pageWithOneMore(found, page.limit);
    return { items: items.map((defect) => violationView(defect, snapshot.platform(defect.platformId))), next_cursor };
  }
}

function readKey(text: string): DefectKey | null {
  const [platformId = '', kind = '', party = '', ...subject] = text.split(' ');
  return kind === '' ? null : { platformId, kind, party, subject: subject.join(' ') };
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
    party: defect.party === '' ? null : defect.party,
    version: defect.breach?.version ?? null,
    module: defect.breach?.module ?? null,
    direction: defect.breach?.direction ?? null,
    object: defect.breach?.object ?? null,
    rule: defect.breach?.rule ?? null,
    path: defect.breach?.path ?? null,
    section: defect.breach?.section ?? null,
    examples: [...(defect.examples ?? [])].reverse().map(exampleView),
    count: defect.count,
    first_at: writeTime(defect.firstAtMs),
    last_at: writeTime(defect.lastAtMs),
    detail: defect.detail,
  };
}

function exampleView({ messageId, atMs, path, found }: DatedExample): View {
  return { message_id: messageId, at: writeTime(atMs), path, found };
}
