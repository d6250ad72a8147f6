import { applyDecorators, createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import { ApiBearerAuth, ApiExtension, ApiSecurity } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { keyOf, type PresentedKey } from './presented-key.js';
import type { OperatorRole } from './operator-role.js';

/** Under this name a route says who may use it; a route that says nothing is refused to everybody. */
export const ACCESS = 'busbar:access';
/** What a route may say: a role, or that it is open or one of a party's own affairs. */
export type Access = OperatorRole | 'open' | 'own-affair';

/** Only keys of this role or a higher one may use the route. */
export function MinimalRole(role: OperatorRole): MethodDecorator {
  return applyDecorators(SetMetadata(ACCESS, role), ApiBearerAuth(), ApiExtension('x-minimal-role', role));
}

/** Keys of operators and higher may use the route, and those of the party that it is about; not those that only look. */
export function OwnAffair(): MethodDecorator {
  const extensions = [ApiExtension('x-minimal-role', 'operator'), ApiExtension('x-own-party', true)];
  return applyDecorators(SetMetadata(ACCESS, 'own-affair' satisfies Access), ApiBearerAuth(), ...extensions);
}

/** Anybody may use the route, without a key. */
export function Open(): MethodDecorator {
  return applyDecorators(SetMetadata(ACCESS, 'open' satisfies Access), ApiSecurity({}));
}

/** The key that the request was made with; on routes with a {@link MinimalRole} or an {@link OwnAffair} only. */
export const Key = createParamDecorator((_: unknown, context: ExecutionContext): PresentedKey => {
  const key = keyOf(context.switchToHttp().getRequest<FastifyRequest>());
  if (key === null) throw new Error('a route without a minimal role asks for the key');
  return key;
});
