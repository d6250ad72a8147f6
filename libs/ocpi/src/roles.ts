/** Roles of parties. HUB is no role of a party: it is the hub itself. OCPI 2.2.1, Types > Role. */
export const PARTY_ROLES = ['CPO', 'EMSP', 'NAP', 'NSP', 'OTHER', 'SCSP'] as const;
/** A role that a party may have. */
export type Role = (typeof PARTY_ROLES)[number];

/** Whether the text is exactly a role that a party may have. */
export function isPartyRole(text: string): text is Role {
  return (PARTY_ROLES as readonly string[]).includes(text);
}
