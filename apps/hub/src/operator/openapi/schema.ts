import { applyDecorators } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';

/** An OpenAPI schema, as far as views need one. */
export interface Schema {
  readonly type?: string;
  readonly format?: string;
  readonly nullable?: boolean;
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly oneOf?: readonly Schema[];
  readonly additionalProperties?: boolean | Schema;
  readonly example?: unknown;
}

/** Documents an answer with one object. */
export function Answers(status: 200 | 201 | 202, description: string, schema: Schema): MethodDecorator {
  return applyDecorators(ApiResponse({ status, description, schema: schema as Record<string, unknown> }));
}

/** Documents an answer with one page of a list. */
export function AnswersPage(description: string, item: Schema): MethodDecorator {
  return Answers(200, description, {
    type: 'object',
    properties: {
      items: { type: 'array', items: item },
      next_cursor: { type: 'string', nullable: true, description: 'Null on the last page.' },
    },
  });
}

const TEXT: Schema = { type: 'string' };
const TIME: Schema = { type: 'string', format: 'date-time' };
const INTEGER: Schema = { type: 'integer' };
const PARTY: Schema = { type: 'string', example: 'NL/ABC' };

/** The forms that values of answers have: times are RFC 3339 in UTC, parties `NL/ABC`. */
export const FORM = {
  text: TEXT,
  textOrNull: { ...TEXT, nullable: true },
  time: TIME,
  timeOrNull: { ...TIME, nullable: true },
  integer: INTEGER,
  integerOrNull: { ...INTEGER, nullable: true },
  number: { type: 'number' },
  yesNo: { type: 'boolean' },
  party: PARTY,
  partyOrNull: { ...PARTY, nullable: true },
} as const satisfies Readonly<Record<string, Schema>>;
