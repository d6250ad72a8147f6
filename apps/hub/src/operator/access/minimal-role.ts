import { applyDecorators, createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import { ApiBearerAuth, ApiExtension, ApiSecurity } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { keyOf, type PresentedKey } from './presented-key.js';
import type { OperatorRole } from './operator-role.js';

/** Under this name a route says who may use it; a route that says nothing is refused to everybody. */
export const ACCESS = 'busbar:access';

/** Only keys of this role or a higher one may use the route. */
export function MinimalRole(role: OperatorRole): MethodDecorator {
  return applyDecorators(SetMetadata(ACCESS, role), ApiBearerAuth(), ApiExtension('x-minimal-role', role));
}

/** Anybody may use the route, without a key. */
export function Open(): MethodDecorator {
  return applyDecorators(SetMetadata(ACCESS, 'open'), ApiSecurity({}));
}

/** The key that the request was made with; on routes with a {@link MinimalRole} only. */
export const Key = createParamDecorator((_: unknown, context: ExecutionContext): PresentedKey => {
  const key = keyOf(context.switchToHttp().getRequest<FastifyRequest>());
  if (key === null) throw new Error('a route without a minimal role asks for the key');
  return key;
});
