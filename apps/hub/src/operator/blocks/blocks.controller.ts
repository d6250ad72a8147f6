import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Block } from '@busbar/core';
import { partyKey } from '@busbar/ocpi';
import { Key, MinimalRole } from '../access/minimal-role.js';
import { narrowedToOwn } from '../access/own-party.js';
import type { PresentedKey } from '../access/presented-key.js';
import { ShapedField } from '../fields/field.js';
import { PagedList, PageQuery, type Page } from '../lists/page.js';
import { PARTY_SHAPE, readParty } from '../messages/message-query.js';
import { AnswersPage } from '../openapi/schema.js';
import { Platforms } from '../platforms/platforms.js';
import { isProblem, type Problem } from '../problems/problem.js';
import { BLOCK_SCHEMA, blockView } from './block-view.js';

/** Whose blocks to list. */
export class BlockQuery extends PageQuery {
  @ShapedField({ ...PARTY_SHAPE, optional: true, description: 'Those that this party has made.' })
  party?: string;
}

const BLOCKS = new PagedList<Block>('blocks', ({ by, blocked }) => `${by} ${blocked}`);

/** Which parties exchange nothing with which others by their own will. Nobody sees who has blocked him. */
@ApiTags('agreements')
@Controller('api/v1/blocks')
export class BlocksController {
  constructor(private readonly platforms: Platforms) {}

  @Get()
  @MinimalRole('party')
  @ApiOperation({ summary: 'All blocks', description: 'A key of role party sees those that its party has made.' })
  @AnswersPage('Sorted by party.', BLOCK_SCHEMA)
  list(@Query() query: BlockQuery, @Key() key: PresentedKey): Page<Record<string, unknown>> | Problem {
    const page = BLOCKS.read(query);
    if (isProblem(page)) return page;
    const party = narrowedToOwn(key, readParty(query.party));
    if (isProblem(party)) return party;
    const snapshot = this.platforms.snapshot();
    if (isProblem(snapshot)) return snapshot;
    const { agreements } = snapshot;
    const found = BLOCKS.page(party === null ? agreements.blocks : agreements.blockedBy(partyKey(party)), page);
    return { ...found, items: found.items.map(blockView) };
  }
}
