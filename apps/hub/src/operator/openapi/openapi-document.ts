import { Injectable, type INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { OperatorSettings } from '../operator-settings.js';
import { PROBLEM_KINDS } from '../problems/problem.js';

const DESCRIPTION = `The API of those who run the hub. Parties are written NL/ABC, times RFC 3339, names snake_case. Lists
are \`{items, next_cursor}\`: ask again with \`cursor\` until it is null. Every error is a problem document (RFC 9457). A name
that a body or query does not know is refused. \`x-minimal-role\` says which keys may use a route:
party < viewer < operator < admin.`;

const PROBLEM_SCHEMA = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail'],
  properties: {
    type: { type: 'string', enum: PROBLEM_KINDS.map((kind) => `urn:busbar:problem:${kind}`) },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'What to change, for the person who wrote the request.' },
    errors: {
      type: 'array',
      items: { type: 'object', properties: { field: { type: 'string' }, message: { type: 'string' } } },
    },
  },
  additionalProperties: true,
};

const PROBLEM_ANSWER = {
  description: 'Any other ending.',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

/** The OpenAPI document, made from the controllers when it is first asked for. */
@Injectable()
export class OpenApiDocument {
  private app: INestApplication | null = null;
  private text: string | null = null;

  constructor(private readonly settings: OperatorSettings) {}

  /** Whose routes are to be described. */
  describe(app: INestApplication): void {
    this.app = app;
  }

  json(): string {
    if (this.app === null) throw new Error('configureOperatorApi was not called');
    this.text ??= JSON.stringify(this.build(this.app));
    return this.text;
  }

  private build(app: INestApplication): OpenAPIObject {
    const outline = new DocumentBuilder()
      .setTitle('Busbar operator API')
      .setDescription(DESCRIPTION)
      .setVersion(this.settings.programVersion)
      .addServer(this.settings.hub.publicUrl)
      .addBearerAuth({ type: 'http', scheme: 'bearer' })
      .build();
    return withProblems(SwaggerModule.createDocument(app, outline));
  }
}

function withProblems(document: OpenAPIObject): OpenAPIObject {
  document.components ??= {};
  document.components.schemas = { ...document.components.schemas, Problem: PROBLEM_SCHEMA };
  for (const path of Object.values(document.paths)) {
    for (const operation of [path.get, path.post, path.put, path.patch, path.delete]) {
      if (operation) operation.responses = { ...operation.responses, default: PROBLEM_ANSWER };
    }
  }
  return document;
}
