import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { KeptObjects, type Erased } from '@busbar/objects';
import type { FastifyRequest } from 'fastify';
import { MinimalRole } from '../access/minimal-role.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { ShapedField, TextField } from '../fields/field.js';
import { invalidField } from '../fields/validation.js';
import { PARTY_SHAPE } from '../messages/message-query.js';
import { Answers, type Schema } from '../openapi/schema.js';
import { databaseLost } from '../problems/not-changed.js';
import type { Problem } from '../problems/problem.js';

const ERASED_SCHEMA: Schema = {
  type: 'object',
  properties: {
    objects: { type: 'integer', description: 'Kept objects, published ones and private copies.' },
    owner_facts: { type: 'integer', description: 'What the hub knew of who owns what.' },
  },
};

/** What is to be forgotten: one of the two. */
export class ErasureDto {
  @TextField({ optional: true, maxLength: 255, description: 'The uid of a token, whoever issued it, in any case.' })
  token_uid?: string;

  @ShapedField({ ...PARTY_SHAPE, optional: true, description: 'A party, with everything that it owns.' })
  party?: string;
}

/** Forgets what the hub keeps of a token or a party. */
@ApiTags('objects')
@Controller('api/v1/erasures')
export class ErasuresController {
  constructor(
    private readonly objects: KeptObjects,
    private readonly audit: AuditTrail,
  ) {}

  @Post()
  @HttpCode(200)
  @MinimalRole('admin')
  @ApiOperation({
    summary: 'Forget a token or a party',
    description:
      'Kept objects and who owns what, at once. The journal and what is owed to others go with their own retention. What the party ' +
      'publishes afterwards is kept again.',
  })
  @Answers(200, 'How much there was.', ERASED_SCHEMA)
  async erase(@Body() given: ErasureDto, @Req() request: FastifyRequest): Promise<Record<string, number> | Problem> {
    const { token_uid: uid, party } = given;
    if ((uid === undefined) === (party === undefined)) {
      return invalidField('token_uid', 'name a token_uid or a party, and not both');
    }
    const erased = await this.erased(uid, party);
    if (erased === 'database-lost') return databaseLost();
    // Not the uid: whoever is to be forgotten does not go on living in a log.
    const what = party === undefined ? { erased: 'token' } : { erased: party.toUpperCase() };
    this.audit.note(request, { ...what, objects: erased.objects, owner_facts: erased.facts });
    return { objects: erased.objects, owner_facts: erased.facts };
  }

  private erased(uid: string | undefined, party: string | undefined): Promise<Erased | 'database-lost'> {
    return uid === undefined ? this.objects.eraseParty((party ?? '').toUpperCase()) : this.objects.eraseToken(uid);
  }
}
