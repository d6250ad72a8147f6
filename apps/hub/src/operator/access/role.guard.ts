import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { problem, ProblemException } from '../problems/problem.js';
import { ACCESS, type Access } from './minimal-role.js';
import { isAtLeast, type OperatorRole } from './operator-role.js';
import { keyOf } from './presented-key.js';

const IN_WORDS: Readonly<Record<Exclude<Access, 'open'>, string>> = {
  party: 'a key',
  viewer: 'a key of role viewer or higher',
  operator: 'a key of role operator or higher',
  admin: 'a key of role admin',
  'own-affair': 'a key of the party itself, or one of role operator or higher',
};

/** Lets a request through to a route that its key's role allows; a route without a declaration lets nobody through. */
@Injectable()
export class RoleGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const access = this.reflector.get<Access | undefined>(ACCESS, context.getHandler());
    if (access === 'open') return true;
    const key = keyOf(context.switchToHttp().getRequest<FastifyRequest>());
    if (key === null) throw new ProblemException(problem('unauthorized', 'An operator key is needed here.'));
    if (access !== undefined && isLetThrough(key.role, access)) return true;
    const needed = access === undefined ? 'nobody may use this address' : `it takes ${IN_WORDS[access]}`;
    throw new ProblemException(problem('forbidden', `Your key has the role ${key.role}; ${needed}.`));
  }
}

function isLetThrough(role: OperatorRole, access: Exclude<Access, 'open'>): boolean {
  return access === 'own-affair' ? role === 'party' || isAtLeast(role, 'operator') : isAtLeast(role, access);
}
