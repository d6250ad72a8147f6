import { OmitType } from '@nestjs/swagger';
import { IsArray, ArrayMaxSize, ArrayMinSize, ArrayUnique, Matches } from 'class-validator';
import { Field, OneOfField, YesNoField } from '../fields/field.js';
import { ObjectField } from '../fields/list-field.js';
import { DeliveryQuery } from './delivery-query.js';

const MAX_IDS = 1_000;
const KINDS = ['delivery', 'message'] as const;
const FAILED_STATES = ['rejected', 'expired'] as const;

/** Which failed messages to list; each narrows. */
export class FailedQuery extends OmitType(DeliveryQuery, ['state']) {
  @OneOfField(KINDS, { optional: true, description: 'Deliveries of the hub, or direct pushes that got no answer.' })
  kind?: (typeof KINDS)[number];

  @OneOfField(FAILED_STATES, { optional: true, description: 'Deliveries that ended so, and no direct pushes.' })
  state?: (typeof FAILED_STATES)[number];
}

/** Which failed messages to replay: the filters of the list. */
export class ReplayFilterDto extends OmitType(FailedQuery, ['limit', 'cursor']) {}

/** Whether to send what newer versions have passed. */
export class ReplayOneDto {
  @YesNoField({ optional: true, description: 'Send it although a newer version of the object has passed.' })
  force?: boolean;
}

/** What to replay: some by their ids, or all that a filter finds. */
export class ReplayDto {
  @Field(
    { optional: true, description: 'Ids of deliveries and of messages, in place of a filter.' },
    { type: String, isArray: true, minItems: 1, maxItems: MAX_IDS, uniqueItems: true, example: ['4711'] },
    IsArray(),
    ArrayMinSize(1),
    ArrayMaxSize(MAX_IDS),
    ArrayUnique(),
    Matches(/^[0-9A-Za-z_-]{1,64}$/, { each: true, message: '$property must be ids of deliveries or messages' }),
  )
  ids?: string[];

  @ObjectField(() => ReplayFilterDto, { optional: true, description: 'Filters of GET /failed, in place of ids.' })
  filter?: ReplayFilterDto;

  @YesNoField({ optional: true, description: 'Send what newer versions of the same objects have passed, too.' })
  force?: boolean;

  @YesNoField({ optional: true, description: 'Only count.' })
  dry_run?: boolean;
}
