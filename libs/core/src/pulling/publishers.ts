import { ROLE_RULES, type Role } from '@busbar/ocpi';
import type { Party } from '../registry.js';

/** Sessions stand in no table of who pushes what, but are their CPO's. OCPI 2.2.1, Sessions > Data owner. */
const PUBLISHING_ROLES = new Map<string, readonly Role[]>([
  ...ROLE_RULES.map(({ module, roles }) => [module, roles] as const),
  ['sessions', ['CPO']],
]);

/** Whether a party has a list of this module: a platform publishes its interfaces for all of its parties, but an EMSP beside a CPO has no Locations. */
export function publishes({ role }: Party, module: string): boolean {
  const roles = PUBLISHING_ROLES.get(module);
  return roles === undefined || role === 'OTHER' || roles.includes(role);
}
