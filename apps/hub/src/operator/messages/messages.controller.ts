import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { MessageRow } from '@busbar/core';
import { isSameParty, type PartyId } from '@busbar/ocpi';
import { TypeormDeliveryLog } from '@busbar/deliveries';
import { TypeormMessageLog } from '@busbar/journal';
import { Key, MinimalRole } from '../access/minimal-role.js';
import { narrowedToOwn, seesOnly } from '../access/own-party.js';
import type { PresentedKey } from '../access/presented-key.js';
import { PathId } from '../fields/path-id.js';
import { PagedList, type Page } from '../lists/page.js';
import { Answers, AnswersPage } from '../openapi/schema.js';
import { databaseLost } from '../problems/not-changed.js';
import { isProblem, problem, type Problem } from '../problems/problem.js';
import { MessageQuery, readFilter } from './message-query.js';
import { MESSAGE_SCHEMA, messageView, ownMessageView, WHOLE_MESSAGE_SCHEMA, wholeMessageView } from './message-view.js';

type View = Record<string, unknown>;

const MESSAGES = new PagedList<MessageRow>('messages', (row) => row.id);

const MAX_ATTEMPTS = 500;

/** The journal. A key of a party sees the messages it sent or was sent, without payloads, and no others. */
@ApiTags('messages')
@Controller('api/v1/messages')
export class MessagesController {
  constructor(
    private readonly messages: TypeormMessageLog,
    private readonly deliveries: TypeormDeliveryLog,
  ) {}

  @Get()
  @MinimalRole('party')
  @ApiOperation({ summary: 'Messages, newest first' })
  @AnswersPage('Those that fulfil every filter.', MESSAGE_SCHEMA)
  async list(@Query() query: MessageQuery, @Key() key: PresentedKey): Promise<Page<View> | Problem> {
    const page = MESSAGES.read(query);
    if (isProblem(page)) return page;
    const filter = readFilter(query);
    if (isProblem(filter)) return filter;
    const party = narrowedToOwn(key, filter.party);
    if (isProblem(party)) return party;
    const found = await this.messages.list({ ...filter, party }, page.afterKey, page.limit + 1);
    if (found === 'database-lost') return databaseLost();
    const { items, next_cursor } = MESSAGES.pageWithOneMore(found, page.limit);
    return { items: items.map(seesOnly(key) === null ? messageView : ownMessageView), next_cursor };
  }

  @Get(':id')
  @MinimalRole('party')
  @ApiOperation({ summary: 'One message with its attempts and, where kept, its payload' })
  @Answers(200, 'The message.', WHOLE_MESSAGE_SCHEMA)
  async show(@Param('id', PathId) id: string, @Key() key: PresentedKey): Promise<View | Problem> {
    const found = await this.messages.find(id);
    if (found === 'database-lost') return databaseLost();
    // Whether a message of others exists is not told either.
    if (found === null || (key.role === 'party' && !concerns(found, key.party))) {
      return problem('unknown-message', 'There is none with that id, or it is older than messages are kept.');
    }
    const attempts = await this.deliveries.attemptsOf(id, MAX_ATTEMPTS);
    if (attempts === 'database-lost') return databaseLost();
    if (key.role !== 'party') return wholeMessageView(found, attempts);
    // Who else was told, and how he answered, is not the sender's to know.
    return { ...ownMessageView(found), attempts: [], payload: null };
  }
}

function concerns(row: MessageRow, party: PartyId | null): boolean {
  return party !== null && [row.from, row.to].some((side) => side !== null && isSameParty(side, party));
}
