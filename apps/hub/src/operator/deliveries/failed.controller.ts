import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { PartyId } from '@busbar/ocpi';
import { Key, MinimalRole } from '../access/minimal-role.js';
import { narrowedToOwn, seesOnly } from '../access/own-party.js';
import type { PresentedKey } from '../access/presented-key.js';
import { invalidField } from '../fields/validation.js';
import { PagedList, type Page } from '../lists/page.js';
import { readParty } from '../messages/message-query.js';
import { MESSAGE_SCHEMA, messageView, ownMessageView } from '../messages/message-view.js';
import { AnswersPage, FORM, type Schema } from '../openapi/schema.js';
import { databaseLost } from '../problems/not-changed.js';
import { isProblem, type Problem } from '../problems/problem.js';
import { readFailedFilter, type FailedFilter } from './asked-replay.js';
import { DELIVERY_SCHEMA, deliveryView } from './delivery-view.js';
import { FailedList, type FailedItem, type FailedPosition } from './failed-list.js';
import { FailedQuery } from './replay.dto.js';

type View = Record<string, unknown>;

const FAILED = new PagedList<FailedItem>('failed', ({ atMs, kind, id }) => `${atMs} ${kind} ${id}`);
const FAILED_MESSAGE_SCHEMA: Schema = {
  ...MESSAGE_SCHEMA,
  properties: {
    ...MESSAGE_SCHEMA.properties,
    not_replayable: { ...FORM.textOrNull, description: 'Why it cannot be replayed; null where it can.' },
  },
};
const FAILED_SCHEMA: Schema = {
  oneOf: [kindOf('delivery', DELIVERY_SCHEMA), kindOf('message', FAILED_MESSAGE_SCHEMA)],
};

/** What did not reach its receiver: deliveries that were rejected or have expired, and direct pushes without an answer. */
@ApiTags('deliveries')
@Controller('api/v1/failed')
export class FailedController {
  constructor(private readonly failed: FailedList) {}

  @Get()
  @MinimalRole('party')
  @ApiOperation({
    summary: 'Failed messages, newest first',
    description:
      'Of both kinds; what was replayed is not in it any more: the replay is where it stands. A key of role party sees what did not ' +
      'reach its party.',
  })
  @AnswersPage('Those that fulfil every filter: deliveries or messages, with their kind.', FAILED_SCHEMA)
  async list(@Query() query: FailedQuery, @Key() key: PresentedKey): Promise<Page<View> | Problem> {
    const page = FAILED.read(query);
    if (isProblem(page)) return page;
    const filter = readFailedFilter(query);
    if (isProblem(filter)) return filter;
    const party = narrowedToOwn(key, readParty(query.party));
    if (isProblem(party)) return party;
    const after = page.afterKey === null ? null : readPosition(page.afterKey);
    if (isProblem(after)) return after;
    const found = await this.failed.page(aboutParty(filter, party), after, page.limit + 1);
    if (found === 'database-lost') return databaseLost();
    const { items, next_cursor } = FAILED.pageWithOneMore(found, page.limit);
    const isOwn = seesOnly(key) !== null;
    return { items: items.map((item) => failedView(item, isOwn)), next_cursor };
  }
}

/** The filter for what goes to one party; everybody's where it is null. */
function aboutParty({ deliveries, pushes }: FailedFilter, party: PartyId | null): FailedFilter {
  return { deliveries: deliveries && { ...deliveries, party }, pushes: pushes && { ...pushes, party } };
}

function readPosition(key: string): FailedPosition | Problem {
  const [atMs, kind, id = ''] = key.split(' ');
  if (kind === 'delivery' || kind === 'message') return { atMs: Number(atMs), kind, id };
  return invalidField('cursor', 'cursor must be the next_cursor of this list');
}

function failedView(item: FailedItem, isOwn: boolean): View {
  const { kind } = item;
  if (item.kind === 'delivery') return { kind, ...deliveryView(item.record) };
  const view = isOwn ? ownMessageView(item.row) : messageView(item.row);
  return { kind, ...view, not_replayable: item.notReplayable };
}

function kindOf(kind: FailedItem['kind'], { properties }: Schema): Schema {
  return { type: 'object', properties: { kind: { type: 'string', enum: [kind] }, ...properties } };
}
