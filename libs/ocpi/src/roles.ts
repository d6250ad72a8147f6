/** Roles of parties. HUB is no role of a party: it is the hub itself. OCPI 2.2.1, Types > Role. */
export const PARTY_ROLES = ['CPO', 'EMSP', 'NAP', 'NSP', 'OTHER', 'SCSP'] as const;
/** A role that a party may have. */
export type Role = (typeof PARTY_ROLES)[number];

/** Whether the text is exactly a role that a party may have. */
export function isPartyRole(text: string): text is Role {
  return (PARTY_ROLES as readonly string[]).includes(text);
}

/**
 * Who is told what a role broadcasts. OCPI 2.2.1, Transport and format > Broadcast Push gives CPO, EMSP and OTHER; NAP follows from
 * what it publishes, and NSP and SCSP publish nothing.
 */
const OPPOSITE_ROLES: Readonly<Record<Role, readonly Role[]>> = {
  CPO: ['EMSP', 'NSP', 'NAP', 'OTHER'],
  EMSP: ['CPO'],
  OTHER: ['CPO'],
  NAP: ['EMSP', 'NSP', 'OTHER'],
  NSP: [],
  SCSP: [],
};

/** The roles that a broadcast of this role goes to. */
export function oppositeRoles(role: Role): readonly Role[] {
  return OPPOSITE_ROLES[role];
}
