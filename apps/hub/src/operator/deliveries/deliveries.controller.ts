import { Body, Controller, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  Clock,
  DeliveryStore,
  PartyDirectory,
  whyUnsendable,
  type DeliveryRecord,
  type DeliveryStory,
} from '@busbar/core';
import { TypeormDeliveryLog } from '@busbar/deliveries';
import { isSameParty } from '@busbar/ocpi';
import type { FastifyRequest } from 'fastify';
import { Key, MinimalRole } from '../access/minimal-role.js';
import { narrowedToOwn, seesOnly } from '../access/own-party.js';
import type { PresentedKey } from '../access/presented-key.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { PathId } from '../fields/path-id.js';
import { PagedList, type Page } from '../lists/page.js';
import { Answers, AnswersPage } from '../openapi/schema.js';
import { databaseLost } from '../problems/not-changed.js';
import { isProblem, problem, type Problem } from '../problems/problem.js';
import { DeliveryQuery, readDeliveryFilter } from './delivery-query.js';
import { DELIVERY_SCHEMA, DELIVERY_STORY_SCHEMA, deliveryStoryView, deliveryView } from './delivery-view.js';
import { newerVersion, notFailed, notKept, receiverGone } from './replay-problems.js';
import { ReplayOneDto } from './replay.dto.js';
import { ASKED_REPLAY_SCHEMA, Replays, type AskedReplayView } from './replays.js';

type View = Record<string, unknown>;

const DELIVERIES = new PagedList<DeliveryRecord>('deliveries', ({ acceptedAtMs, id }) => `${acceptedAtMs} ${id}`);

/** What the hub owes, and what became of it. */
@ApiTags('deliveries')
@Controller('api/v1/deliveries')
export class DeliveriesController {
  constructor(
    private readonly log: TypeormDeliveryLog,
    private readonly store: DeliveryStore,
    private readonly replays: Replays,
    private readonly directory: PartyDirectory,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  @Get()
  @MinimalRole('party')
  @ApiOperation({
    summary: 'Deliveries, the last taken on first',
    description:
      'A key of role party sees what goes to its party: who else was told by the same message is not its affair.',
  })
  @AnswersPage('Those that fulfil every filter.', DELIVERY_SCHEMA)
  async list(@Query() query: DeliveryQuery, @Key() key: PresentedKey): Promise<Page<View> | Problem> {
    const page = DELIVERIES.read(query);
    if (isProblem(page)) return page;
    const filter = readDeliveryFilter(query);
    if (isProblem(filter)) return filter;
    const party = narrowedToOwn(key, filter.party);
    if (isProblem(party)) return party;
    const [acceptedAtMs, sequence] = (page.afterKey ?? '').split(' ').map(Number);
    const before = page.afterKey === null ? null : { acceptedAtMs: acceptedAtMs ?? 0, sequence: sequence ?? 0 };
    const found = await this.log.list({ ...filter, party }, before, page.limit + 1);
    if (found === 'database-lost') return databaseLost();
    const { items, next_cursor } = DELIVERIES.pageWithOneMore(found, page.limit);
    return { items: items.map(deliveryView), next_cursor };
  }

  @Get(':id')
  @MinimalRole('party')
  @ApiOperation({ summary: 'One delivery with its attempts' })
  @Answers(200, 'The delivery.', DELIVERY_STORY_SCHEMA)
  async show(@Param('id', PathId) id: string, @Key() key: PresentedKey): Promise<View | Problem> {
    const story = await this.find(id);
    if (isProblem(story)) return story;
    const own = seesOnly(key);
    const isSeen = own === null || (story.record.to !== null && isSameParty(story.record.to, own));
    return isSeen ? deliveryStoryView(story) : unknownDelivery();
  }

  @Post(':id/replay')
  @HttpCode(202)
  @MinimalRole('operator')
  @ApiOperation({
    summary: 'Send a failed delivery again',
    description:
      'While a replay of it is pending, or after one was delivered, another one adds nothing: its count is 0.',
  })
  @Answers(202, 'The replay.', ASKED_REPLAY_SCHEMA)
  async replay(
    @Param('id', PathId) id: string,
    @Body() { force = false }: ReplayOneDto,
    @Req() request: FastifyRequest,
  ): Promise<AskedReplayView | Problem> {
    this.audit.note(request, { force });
    const story = await this.find(id);
    if (isProblem(story)) return story;
    const refusal = await this.whyNotReplayed(story.record);
    if (refusal !== null) return refusal;
    const prepared = await this.replays.prepare({ deliveries: { ids: [id] }, pushes: { ids: [] } });
    if (isProblem(prepared)) return prepared;
    return prepared.stale > 0 && !force ? newerVersion() : this.replays.start(prepared, force);
  }

  @Post(':id/discard')
  @HttpCode(200)
  @MinimalRole('operator')
  @ApiOperation({
    summary: 'Give a delivery up',
    description: 'One that is pending or failed; it is not sent any more.',
  })
  @Answers(200, 'The delivery, discarded.', DELIVERY_STORY_SCHEMA)
  async discard(@Param('id', PathId) id: string): Promise<View | Problem> {
    const discarded = await this.store.discard([id], 'an operator gave it up', this.clock.now());
    if (discarded === 'database-lost') return databaseLost();
    const story = await this.find(id);
    if (isProblem(story)) return story;
    const { state } = story.record;
    return state === 'discarded'
      ? deliveryStoryView(story)
      : problem('not-open', `It was ${state}: nothing is left to give up.`);
  }

  private async find(id: string): Promise<DeliveryStory | Problem> {
    const story = await this.log.find(id);
    if (story === 'database-lost') return databaseLost();
    return story ?? unknownDelivery();
  }

  private async whyNotReplayed({ state, messageId, platformId, to }: DeliveryRecord): Promise<Problem | null> {
    if (state !== 'rejected' && state !== 'expired') return notFailed(state);
    const contents = await this.store.contents([messageId]);
    if (contents === 'database-lost') return databaseLost();
    const content = contents.get(messageId);
    if (content === undefined) return notKept('What it said is no longer kept, or was sealed with another key.');
    const snapshot = this.directory.snapshot();
    const reason = snapshot && whyUnsendable({ ...content, platformId, to }, snapshot);
    return reason === null ? null : receiverGone(reason);
  }
}

function unknownDelivery(): Problem {
  return problem('unknown-delivery', 'There is none with that id, or it is older than deliveries are kept.');
}
