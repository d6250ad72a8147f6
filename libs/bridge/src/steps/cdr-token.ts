import type { JsonObject } from '../bridge.js';
import { defaultOf, filled, NOT_AVAILABLE } from '../engine/fills.js';
import type { Walk } from '../engine/walk.js';

const TOKEN_TYPES = ['AD_HOC_USER', 'APP_USER', 'OTHER', 'RFID'];
const RFID = 'RFID';

/** The type of a Token of which nothing is known: `bridge_defaults`, shipped RFID. */
export function tokenType(walk: Walk): string {
  const type = defaultOf(walk, ['CdrToken.type', 'Token.type', 'token_type', 'type']);
  return typeof type === 'string' && TOKEN_TYPES.includes(type) ? type : RFID;
}

/** The CdrToken of 2.2 behind an auth_id of 2.1.1. */
export function cdrTokenOf(authId: unknown, walk: Walk): unknown {
  if (typeof authId !== 'string') return walk.refuse('of another type');
  // Only what the receiver has told the hub itself: nobody learns the uid of another's Token this way, or gets a wrong one.
  const { counterpart: owner } = walk.start.known;
  const seen = walk.start.readSeen(
    { kind: 'token-of-contract', owner, contractId: authId },
    { name: 'Token', version: '2.2' },
  );
  return { uid: fromToken('uid', seen, walk), type: fromToken('type', seen, walk), contract_id: authId };
}

function fromToken(field: 'uid' | 'type', token: JsonObject | undefined, walk: Walk): unknown {
  const what = { object: 'CdrToken', field };
  if (typeof token?.[field] === 'string') return filled(token[field], walk, { ...what, from: 'seen' });
  if (field === 'type') return filled(tokenType(walk), walk, { ...what, from: 'bridge_defaults' });
  return filled(NOT_AVAILABLE, walk, { ...what, from: '#NA' });
}

/** Puts the authorization reference that the hub remembers into a Session or CDR, which in 2.1.1 cannot say it. */
export function rememberReference(object: string, target: Record<string, unknown>, walk: Walk): void {
  const { counterpart: emsp, seen } = walk.start.known;
  if (walk.isPartial || emsp === null || target['authorization_reference'] !== undefined) return;
  const token = target['cdr_token'] as JsonObject | undefined;
  const contractId = token?.['contract_id'];
  if (typeof contractId !== 'string') return;
  const location = target['location_id'] ?? (target['cdr_location'] as JsonObject | undefined)?.['id'];
  const { uid } = token ?? {};
  const reference = seen({
    kind: 'authorization-reference',
    emsp,
    contractId,
    uid: typeof uid === 'string' && uid !== NOT_AVAILABLE ? uid : null,
    locationId: typeof location === 'string' ? location : null,
  });
  if (typeof reference !== 'string' || reference.length > MAX_REFERENCE) return;
  target['authorization_reference'] = filled(reference, walk, {
    object,
    field: 'authorization_reference',
    from: 'seen',
  });
}

const MAX_REFERENCE = 36;
