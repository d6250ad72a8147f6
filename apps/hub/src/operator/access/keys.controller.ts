import { randomBytes, randomUUID } from 'node:crypto';
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Clock } from '@busbar/core';
import { parsePartyId, partyKey, type PartyId } from '@busbar/ocpi';
import { StoredOperatorKeys, type StoredOperatorKey } from '@busbar/parties';
import { OneOfField, ShapedField } from '../fields/field.js';
import { PathId } from '../fields/path-id.js';
import { invalidField } from '../fields/validation.js';
import { PagedList, PageQuery, type Page } from '../lists/page.js';
import { Answers, AnswersPage, FORM, type Schema } from '../openapi/schema.js';
import { databaseLost } from '../problems/not-changed.js';
import { isProblem, problem, type Problem } from '../problems/problem.js';
import { writeTime } from '../time.js';
import { hashOfKey } from './key-check.js';
import { MinimalRole } from './minimal-role.js';
import { OPERATOR_ROLES, type OperatorRole } from './operator-role.js';

const KEY_SCHEMA: Schema = {
  type: 'object',
  properties: {
    id: FORM.text,
    role: { type: 'string', enum: OPERATOR_ROLES },
    party: FORM.partyOrNull,
    created_at: FORM.time,
  },
};
const NEW_KEY_SCHEMA: Schema = {
  type: 'object',
  properties: { ...KEY_SCHEMA.properties, key: { ...FORM.text, description: 'Shown this once.' } },
};

/** A key to be made. */
export class CreateKeyDto {
  @OneOfField(OPERATOR_ROLES, {
    description:
      'party reads what is of one party and blocks others for it; viewer reads all; operator changes platforms and agreements; admin ' +
      'makes keys.',
  })
  role!: OperatorRole;

  @ShapedField({
    optional: true,
    shape: /^[A-Za-z]{2}\/[A-Za-z0-9]{3}$/,
    inWords: 'a party as NL/ABC',
    example: 'NL/ABC',
    description: 'Given for role party, and for no other.',
  })
  party?: string;
}

type View = Record<string, unknown>;

/** Oldest first; the padding makes texts sort as the numbers do. */
const KEYS = new PagedList<StoredOperatorKey>(
  'keys',
  (key) => `${String(key.createdAtMs).padStart(15, '0')} ${key.id}`,
);

/** Keys to this API. The one of the environment is not listed and cannot be taken away here. */
@ApiTags('keys')
@Controller('api/v1/keys')
export class KeysController {
  constructor(
    private readonly keys: StoredOperatorKeys,
    private readonly clock: Clock,
  ) {}

  @Get()
  @MinimalRole('admin')
  @ApiOperation({ summary: 'All keys that were made here' })
  @AnswersPage('Oldest first; never the keys themselves.', KEY_SCHEMA)
  async list(@Query() query: PageQuery): Promise<Page<View> | Problem> {
    const page = KEYS.read(query);
    if (isProblem(page)) return page;
    const keys = await this.keys.list();
    if (keys === 'database-lost') return databaseLost();
    const found = KEYS.page(keys, page);
    return { ...found, items: found.items.map(keyView) };
  }

  @Post()
  @MinimalRole('admin')
  @ApiOperation({
    summary: 'Make a key',
    description:
      'A key of role party reads the messages of its party without payloads, its status, what is owed to it, the violations of its ' +
      'platform and its blocks, which it may change; nothing of others.',
  })
  @Answers(201, 'The key; it is stored as a hash and shown this once.', NEW_KEY_SCHEMA)
  async create(@Body() given: CreateKeyDto): Promise<View | Problem> {
    const party = partyOf(given);
    if (isProblem(party)) return party;
    const secret = `busbar_key_${randomBytes(32).toString('base64url')}`;
    const key: StoredOperatorKey = { id: randomUUID(), role: given.role, party, createdAtMs: this.clock.now() };
    const stored = await this.keys.add(key, hashOfKey(secret));
    return stored === 'database-lost' ? databaseLost() : { ...keyView(key), key: secret };
  }

  @Delete(':id')
  @HttpCode(204)
  @MinimalRole('admin')
  @ApiOperation({ summary: 'Take a key away', description: 'From the next request on it is unknown.' })
  @ApiNoContentResponse({ description: 'It is gone.' })
  async remove(@Param('id', PathId) id: string): Promise<Problem | null> {
    const removed = await this.keys.remove(id);
    if (removed === 'database-lost') return databaseLost();
    return removed === 'unknown-key' ? problem('unknown-key', 'No key has that id.') : null;
  }
}

function partyOf(given: CreateKeyDto): PartyId | null | Problem {
  const party = given.party === undefined ? null : parsePartyId(given.party);
  if (given.role === 'party' && party === null) return invalidField('party', 'a key of role party needs its party');
  if (given.role !== 'party' && party !== null)
    return invalidField('party', `a key of role ${given.role} has no party`);
  return party;
}

function keyView(key: StoredOperatorKey): View {
  return {
    id: key.id,
    role: key.role,
    party: key.party && partyKey(key.party),
    created_at: writeTime(key.createdAtMs),
  };
}
