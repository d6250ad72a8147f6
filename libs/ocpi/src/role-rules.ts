import type { InterfaceRole } from './modules.js';
import type { Role } from './roles.js';

/** Who pushes a module: the roles that typically stand on its Sender's side. */
export interface RoleRule {
  readonly module: string;
  /** What is pushed, in words. */
  readonly pushed: string;
  readonly roles: readonly Role[];
}

/**
 * Which roles push what, from "Typical OCPI implementations per Role" and the interfaces of the module chapters (OCPI 2.2.1, Terminology
 * and Definitions). OTHER, and modules that are not in the table, are free. docs/role-rules.md says the same in words.
 */
export const ROLE_RULES: readonly RoleRule[] = [
  { module: 'locations', pushed: 'Locations', roles: ['CPO', 'NAP'] },
  { module: 'tariffs', pushed: 'Tariffs', roles: ['CPO', 'NAP'] },
  { module: 'tokens', pushed: 'Tokens', roles: ['EMSP'] },
  { module: 'cdrs', pushed: 'CDRs', roles: ['CPO'] },
  { module: 'commands', pushed: 'Commands', roles: ['EMSP'] },
];

const BY_MODULE = new Map(ROLE_RULES.map((rule) => [rule.module, rule]));

/** A request as the rules look at it. */
export interface RuledRequest {
  readonly module: string;
  readonly interfaceRole: InterfaceRole;
  readonly method: string;
  /** All roles of the party that sends it. */
  readonly roles: readonly Role[];
}

/** The rule that a push breaks: none of its sender's roles is one that pushes this module. Null for everything else. */
export function brokenRoleRule({ module, interfaceRole, method, roles }: RuledRequest): RoleRule | null {
  const rule = BY_MODULE.get(module);
  const isPush = interfaceRole === 'RECEIVER' && method !== 'GET';
  if (rule === undefined || !isPush) return null;
  return roles.some((role) => role === 'OTHER' || rule.roles.includes(role)) ? null : rule;
}
