import { describe, expect, it } from '@jest/globals';
import { PARTY_ROLES, type Role } from './roles.js';
import { brokenRoleRule } from './role-rules.js';
import { FUNCTIONAL_MODULES } from './modules.js';

/** OCPI 2.2.1, Terminology and Definitions > Typical OCPI implementations per Role: who is Sender or Both. */
const PUSHERS: Readonly<Record<string, readonly Role[]>> = {
  locations: ['CPO', 'NAP', 'OTHER'],
  tariffs: ['CPO', 'NAP', 'OTHER'],
  tokens: ['EMSP', 'OTHER'],
  cdrs: ['CPO', 'OTHER'],
  commands: ['EMSP', 'OTHER'],
};
const METHODS = { locations: 'PUT', tariffs: 'DELETE', tokens: 'PATCH', cdrs: 'POST', commands: 'POST' } as const;

describe('a push', () => {
  const cases = Object.keys(METHODS).flatMap((module) => PARTY_ROLES.map((role) => [module, role] as const));

  it.each(cases)('of %s by %s is left to the roles of the specification', (module, role) => {
    const method = METHODS[module as keyof typeof METHODS];
    const broken = brokenRoleRule({ module, interfaceRole: 'RECEIVER', method, roles: [role] });
    expect(broken?.module ?? null).toBe(PUSHERS[module]?.includes(role) ? null : module);
  });

  it('by a party of several roles may be what any of them pushes', () => {
    const push = { module: 'locations', interfaceRole: 'RECEIVER', method: 'PUT' } as const;
    expect(brokenRoleRule({ ...push, roles: ['EMSP', 'CPO'] })).toBeNull();
    expect(brokenRoleRule({ ...push, roles: ['EMSP', 'NSP'] })).toMatchObject({ module: 'locations' });
  });

  it('of a module without a rule is free to every role', () => {
    const free = [...FUNCTIONAL_MODULES['2.3.0'].filter((module) => !(module in PUSHERS)), 'nltnm-custom'];
    for (const module of free) {
      expect(brokenRoleRule({ module, interfaceRole: 'RECEIVER', method: 'PUT', roles: ['SCSP'] })).toBeNull();
    }
  });
});

describe('what is no push', () => {
  it.each([
    ['GET', 'RECEIVER', 'locations'],
    ['GET', 'SENDER', 'locations'],
    ['POST', 'SENDER', 'tokens'],
    ['POST', 'SENDER', 'commands'],
  ] as const)('is free: %s on the %s interface of %s', (method, interfaceRole, module) => {
    expect(brokenRoleRule({ module, interfaceRole, method, roles: ['SCSP'] })).toBeNull();
  });
});
