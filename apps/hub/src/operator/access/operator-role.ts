/** What a key may do, each role including those before it: read one party's messages, read all, change, hand out keys. */
export const OPERATOR_ROLES = ['party', 'viewer', 'operator', 'admin'] as const;
/** One of them. */
export type OperatorRole = (typeof OPERATOR_ROLES)[number];

/** Whether a key of this role may do what asks for `minimal`. */
export function isAtLeast(role: OperatorRole, minimal: OperatorRole): boolean {
  return OPERATOR_ROLES.indexOf(role) >= OPERATOR_ROLES.indexOf(minimal);
}
