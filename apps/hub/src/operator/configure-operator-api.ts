import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { YAML, YAML_ROUTES, YamlBody } from './agreements/yaml-body.js';
import { Authentication } from './access/authentication.js';
import { RoleGuard } from './access/role.guard.js';
import { AuditTrail } from './audit/audit-trail.js';
import { MAX_BODY_BYTES, readJsonBody } from './fields/json-body.js';
import { validationPipe } from './fields/validation.js';
import { OpenApiDocument } from './openapi/openapi-document.js';
import { problem, ProblemException } from './problems/problem.js';
import { ProblemFilter } from './problems/problem.filter.js';
import { ProblemInterceptor } from './problems/problem.interceptor.js';
import { sendProblem } from './problems/send-problem.js';
import { RouteTable } from './route-table.js';
import { SECURITY_HEADERS } from './security-headers.js';

/** Everything below needs a key, also what does not exist. */
const KEYED = /^\/api\/v1(?:[/?]|$)/;

/**
 * Sets up the operator side of an application that was made with `bodyParser: false`: keys, roles, validation, problem details,
 * headers, the audit trail and the OpenAPI document. To be called once, before the application is initialised.
 */
export function configureOperatorApi(app: NestFastifyApplication): void {
  app.useGlobalGuards(app.get(RoleGuard));
  app.useGlobalPipes(validationPipe());
  app.useGlobalInterceptors(app.get(ProblemInterceptor));
  app.useGlobalFilters(app.get(ProblemFilter));
  app.get(OpenApiDocument).describe(app);
  takeJsonAndYaml(app);
  hookIn(app);
}

/** Fastify would take text/plain too, which a foreign web page may send without asking; neither JSON nor YAML is of that kind. */
function takeJsonAndYaml(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer', bodyLimit: MAX_BODY_BYTES },
    async (_request: FastifyRequest, bytes: Buffer) => readJsonBody(bytes),
  );
  fastify.addContentTypeParser(
    YAML,
    { parseAs: 'buffer', bodyLimit: MAX_BODY_BYTES },
    async ({ routeOptions }: FastifyRequest, bytes: Buffer) => {
      if (YAML_ROUTES.has(routeOptions.url ?? '')) return new YamlBody(bytes);
      throw new ProblemException(problem('unsupported-media-type', 'Send the body as application/json.'));
    },
  );
}

function hookIn(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  const routes = app.get(RouteTable);
  const authentication = app.get(Authentication);
  const audit = app.get(AuditTrail);
  fastify.addHook('onRoute', ({ method, url }) => {
    for (const each of [method].flat()) routes.add(each, url);
  });
  fastify.addHook('onRequest', async (request, reply) => {
    void reply.headers(SECURITY_HEADERS);
    if (!KEYED.test(request.url)) return;
    const refusal = await authentication.refusalOf(request);
    if (refusal !== null) {
      sendProblem(reply, refusal);
      return reply;
    }
  });
  fastify.addHook('onResponse', async (request, reply) => audit.answered(request, reply));
}
