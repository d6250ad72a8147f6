import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { DepartedParty, Party, Platform } from '@busbar/core';
import { PresenceTracker } from '@busbar/hub-client-info';
import { PARTY_ROLES, partyKey } from '@busbar/ocpi';
import { Key, MinimalRole } from '../access/minimal-role.js';
import { seesOnly } from '../access/own-party.js';
import type { PresentedKey } from '../access/presented-key.js';
import { PagedList, PageQuery, type Page } from '../lists/page.js';
import { AnswersPage, FORM, type Schema } from '../openapi/schema.js';
import { BUSINESS_DETAILS_SCHEMA, STATUS_SCHEMA } from '../platforms/platform-schema.js';
import { Platforms } from '../platforms/platforms.js';
import { isProblem, type Problem } from '../problems/problem.js';
import { writeTime } from '../time.js';

/** A party in answers. */
export const PARTY_SCHEMA: Schema = {
  type: 'object',
  properties: {
    party: FORM.party,
    country_code: FORM.text,
    party_id: FORM.text,
    role: { type: 'string', enum: PARTY_ROLES },
    platform: { ...FORM.textOrNull, description: 'Id of its platform; null once that was deleted.' },
    status: STATUS_SCHEMA,
    business_details: { ...BUSINESS_DETAILS_SCHEMA, nullable: true },
    last_updated: FORM.time,
  },
};

interface PartyView {
  readonly party: string;
  readonly role: string;
  readonly platform: string | null;
  readonly [name: string]: unknown;
}

const PARTIES = new PagedList<PartyView>('parties', (view) => `${view.party} ${view.role} ${view.platform ?? ''}`);

/** Every party of the hub, and those whose platform was deleted: what ClientInfo tells, for operators. */
@ApiTags('parties')
@Controller('api/v1/parties')
export class PartiesController {
  constructor(
    private readonly platforms: Platforms,
    private readonly presence: PresenceTracker,
  ) {}

  @Get()
  @MinimalRole('party')
  @ApiOperation({ summary: 'All parties', description: 'A key of role party sees its own one.' })
  @AnswersPage('Sorted by party and role.', PARTY_SCHEMA)
  list(@Query() query: PageQuery, @Key() key: PresentedKey): Page<PartyView> | Problem {
    const page = PARTIES.read(query);
    if (isProblem(page)) return page;
    const snapshot = this.platforms.snapshot();
    if (isProblem(snapshot)) return snapshot;
    const hosted = [...snapshot.allPlatforms()].flatMap((platform) => this.partiesOf(platform));
    const all = [...hosted, ...snapshot.departed.map(departedView)];
    const own = seesOnly(key);
    return PARTIES.page(own === null ? all : all.filter(({ party }) => party === partyKey(own)), page);
  }

  private partiesOf(platform: Platform): PartyView[] {
    const status = this.presence.statusOf(platform);
    return platform.parties.map((party) => ({
      ...named(party),
      platform: platform.id,
      status,
      business_details: party.businessDetails,
      last_updated: writeTime(party.lastUpdatedMs),
    }));
  }
}

function departedView(party: DepartedParty): PartyView {
  return {
    ...named(party),
    platform: null,
    status: 'SUSPENDED',
    business_details: null,
    last_updated: writeTime(party.lastUpdatedMs),
  };
}

function named(party: Party | DepartedParty): Pick<PartyView, 'party' | 'role'> & Record<string, unknown> {
  return { party: party.key, country_code: party.id.countryCode, party_id: party.id.partyId, role: party.role };
}
