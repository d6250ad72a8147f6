import type { VersionTables } from '@busbar/ocpi';
import type { BridgedEndpoint } from '../bridge.js';
import { isObject } from '../engine/object-plan.js';

/** Of a Token whose type nobody says (Tokens module, request parameters). */
const UNSAID = 'RFID';

/**
 * What becomes of the query's `type` of a Token: 2.1.1 has it for authorize only, and a PUT of 2.1.1 says it in its body alone, where
 * later versions also want it in the URL. Null takes it away, undefined leaves the query as it is.
 */
export function tokenTypeOf(to: VersionTables, endpoint: BridgedEndpoint, body: unknown): string | null | undefined {
  const { module, interfaceRole, tokenType } = endpoint;
  if (module !== 'tokens') return undefined;
  if (interfaceRole === 'RECEIVER' && to.version === '2.1.1') return tokenType === undefined ? undefined : null;
  const said = interfaceRole === 'RECEIVER' && isObject(body) ? body['type'] : undefined;
  if (typeof said === 'string') return said === UNSAID && tokenType === undefined ? undefined : said;
  const known = to.enums['TokenType'];
  if (tokenType === undefined || known === undefined || known.isOpen || known.values.includes(tokenType))
    return tokenType;
  return 'OTHER';
}
