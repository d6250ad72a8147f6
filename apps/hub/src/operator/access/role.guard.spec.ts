import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { Reflector } from '@nestjs/core';
import type { ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ProblemException } from '../problems/problem.js';
import { rememberKey } from './presented-key.js';
import { RoleGuard } from './role.guard.js';

function requestBy(role: 'admin' | null): ExecutionContext {
  const request = {} as FastifyRequest;
  if (role !== null) rememberKey(request, { id: 'key-1', role, party: null });
  const routeWithoutDeclaration = (): void => undefined;
  return {
    getHandler: () => routeWithoutDeclaration,
    switchToHttp: () => ({ getRequest: () => request }),
  } as unknown as ExecutionContext;
}

describe('a route that does not say who may use it', () => {
  it.each(['admin', null] as const)('lets nobody through, here: %s', (role) => {
    expect(() => new RoleGuard(new Reflector()).canActivate(requestBy(role))).toThrow(ProblemException);
  });
});
