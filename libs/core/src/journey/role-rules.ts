import { brokenRoleRule, partyKey } from '@busbar/ocpi';
import type { PeerDefects } from '../ports.js';
import type { ModuleMessage } from './message.js';
import { refuse, type Refusal } from './refusal.js';

/** What follows where a party pushes what its role does not: nothing, a defect of its platform, or a refusal. */
export type RoleRulesMode = 'off' | 'record' | 'refuse';

/** Holds a push against the published table of who pushes what; a pair of ids may do what any of its roles may. */
export function holdToRoleRules(
  message: ModuleMessage,
  { roleRules, defects }: { readonly roleRules: RoleRulesMode; readonly defects: PeerDefects },
): Refusal | null {
  if (roleRules === 'off') return null;
  const { platform, address, raw } = message;
  const from = partyKey(message.from);
  const roles = platform.parties.filter(({ key }) => key === from).map(({ role }) => role);
  const rule = brokenRoleRule({ ...address, method: raw.method, roles });
  if (rule === null) return null;
  const detail = `${from} as ${roles.join(', ')} pushes ${rule.pushed}; ${rule.roles.join(' and ')} push ${rule.pushed}`;
  if (roleRules === 'refuse') return refuse('against-role-rules', detail);
  defects.note({ platformId: platform.id, kind: 'role-rule', detail });
  return null;
}
