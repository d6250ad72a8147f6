import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { problem, ProblemException } from '../problems/problem.js';
import { ACCESS } from './minimal-role.js';
import { isAtLeast, type OperatorRole } from './operator-role.js';
import { keyOf } from './presented-key.js';

/** Lets a request through to a route that its key's role allows; a route without a declaration lets nobody through. */
@Injectable()
export class RoleGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const access = this.reflector.get<OperatorRole | 'open' | undefined>(ACCESS, context.getHandler());
    if (access === 'open') return true;
    const key = keyOf(context.switchToHttp().getRequest<FastifyRequest>());
    if (key === null) throw new ProblemException(problem('unauthorized', 'An operator key is needed here.'));
    if (access !== undefined && isAtLeast(key.role, access)) return true;
    const needed = access === undefined ? 'nobody may use this address' : `it takes a key of role ${access} or higher`;
    throw new ProblemException(problem('forbidden', `Your key has the role ${key.role}; ${needed}.`));
  }
}
