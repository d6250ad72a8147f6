import { Controller, Delete, Get, HttpCode, Param, Put, Req } from '@nestjs/common';
import { ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Clock, type Block } from '@busbar/core';
import { isSameParty, partyKey } from '@busbar/ocpi';
import { MAX_BLOCKS_OF_PARTY, StoredAgreements } from '@busbar/parties';
import type { FastifyRequest } from 'fastify';
import { Key, MinimalRole, OwnAffair } from '../access/minimal-role.js';
import { narrowedToOwn } from '../access/own-party.js';
import type { PresentedKey } from '../access/presented-key.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { ShapedField } from '../fields/field.js';
import { invalidField } from '../fields/validation.js';
import { Answers } from '../openapi/schema.js';
import { OperatorSettings } from '../operator-settings.js';
import { databaseLost } from '../problems/not-changed.js';
import { isProblem, problem, type Problem } from '../problems/problem.js';
import { BLOCK_SCHEMA, blockView } from './block-view.js';

type View = Record<string, unknown>;

const COUNTRY = { shape: /^[A-Za-z]{2}$/, inWords: 'a country code as NL', example: 'NL' };
const PARTY = { shape: /^[A-Za-z0-9]{3}$/, inWords: 'a party id as ABC', example: 'ABC' };

/** The path of a block. */
export class BlockPath {
  @ShapedField({ ...COUNTRY, description: 'Of the party that exchanges nothing.' })
  country!: string;

  @ShapedField({ ...PARTY, description: 'Of the party that exchanges nothing.' })
  party!: string;

  @ShapedField({ ...COUNTRY, description: 'Of the party that it exchanges nothing with.' })
  blocked_country!: string;

  @ShapedField({ ...PARTY, description: 'Of the party that it exchanges nothing with.' })
  blocked_party!: string;
}

/**
 * One block: made and taken back by the party itself with a key of its own, or by an operator for it. Whether the other one exists is
 * not told: a party may block whom it does not see.
 */
@ApiTags('agreements')
@Controller('api/v1/parties/:country/:party/blocks/:blocked_country/:blocked_party')
export class PartyBlocksController {
  constructor(
    private readonly agreements: StoredAgreements,
    private readonly settings: OperatorSettings,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  @Get()
  @MinimalRole('party')
  @ApiOperation({ summary: 'Whether a party has blocked another one' })
  @Answers(200, 'It has.', BLOCK_SCHEMA)
  async show(@Param() path: BlockPath, @Key() key: PresentedKey): Promise<View | Problem> {
    const named = this.read(path, key);
    return isProblem(named) ? named : this.shown(named);
  }

  @Put()
  @OwnAffair()
  @ApiOperation({
    summary: 'Block a party',
    description:
      'From now on the two exchange nothing, whatever was agreed, and what the hub still owes one from the other is not sent.',
  })
  @Answers(200, 'The block; one that was made before stays as it is.', BLOCK_SCHEMA)
  async block(
    @Param() path: BlockPath,
    @Key() key: PresentedKey,
    @Req() request: FastifyRequest,
  ): Promise<View | Problem> {
    const named = this.read(path, key);
    if (isProblem(named)) return named;
    this.audit.note(request, named);
    const outcome = await this.agreements.block(named.by, named.blocked, this.clock.now());
    if (outcome === 'database-lost') return databaseLost();
    if (outcome === 'too-many') return problem('too-many', `A party has at most ${MAX_BLOCKS_OF_PARTY} blocks.`);
    return this.shown(named);
  }

  @Delete()
  @HttpCode(204)
  @OwnAffair()
  @ApiOperation({ summary: 'Take a block back' })
  @ApiNoContentResponse({ description: 'The two exchange again what they have agreed.' })
  async unblock(
    @Param() path: BlockPath,
    @Key() key: PresentedKey,
    @Req() request: FastifyRequest,
  ): Promise<Problem | null> {
    const named = this.read(path, key);
    if (isProblem(named)) return named;
    this.audit.note(request, named);
    const outcome = await this.agreements.unblock(named.by, named.blocked, this.clock.now());
    if (outcome === 'database-lost') return databaseLost();
    return outcome === 'unknown-block' ? unknownBlock() : null;
  }

  private read(path: BlockPath, key: PresentedKey): Pick<Block, 'by' | 'blocked'> | Problem {
    const party = { countryCode: path.country, partyId: path.party };
    const other = { countryCode: path.blocked_country, partyId: path.blocked_party };
    const own = narrowedToOwn(key, party);
    if (isProblem(own)) return own;
    if (isSameParty(party, other)) return invalidField('blocked_party', 'a party cannot block itself');
    if (isSameParty(other, this.settings.hub.party)) return invalidField('blocked_party', 'the hub cannot be blocked');
    return { by: partyKey(party), blocked: partyKey(other) };
  }

  private async shown({ by, blocked }: Pick<Block, 'by' | 'blocked'>): Promise<View | Problem> {
    const newest = await this.agreements.newest();
    if (newest === 'database-lost') return databaseLost();
    const block = newest.blockedBy(by).find((each) => each.blocked === blocked);
    return block === undefined ? unknownBlock() : blockView(block);
  }
}

function unknownBlock(): Problem {
  return problem('unknown-block', 'The party has not blocked that one.');
}
