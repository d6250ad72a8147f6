import type { PartyId } from '@busbar/ocpi';
import type { BridgedEndpoint } from './bridge.js';
import { isObject } from './engine/object-plan.js';

/** An authorization reference and what it was given for: what a Session or CDR of 2.1.1 is recognized by. */
export interface SeenAuthorization {
  /** Who gave it: nobody else is ever told of it. */
  readonly emsp: PartyId;
  readonly reference: string;
  readonly contractId: string | null;
  readonly uid: string | null;
  readonly locationId: string | null;
}

const COMMANDS = new Set(['START_SESSION', 'RESERVE_NOW']);

/**
 * The authorization reference in an exchange, in any version from 2.2 on: in the body of START_SESSION and RESERVE_NOW, in the data of
 * the answer to authorize; `emsp` is who gave the command or answered. The hub remembers it, because the Session and CDR of a 2.1.1
 * party cannot say it.
 */
export function authorizationsIn(
  endpoint: BridgedEndpoint,
  message: { readonly body: unknown; readonly envelope: unknown },
  emsp: PartyId,
): readonly SeenAuthorization[] {
  const { module, interfaceRole, segments } = endpoint;
  if (module === 'commands' && interfaceRole === 'RECEIVER' && COMMANDS.has(segments[0] ?? '')) {
    const body = fields(message.body);
    const { authorization_reference: reference, token, location_id: locationId } = body;
    return authorization(emsp, reference, { token, locationId });
  }
  if (module === 'tokens' && interfaceRole === 'SENDER' && segments[1] === 'authorize') {
    const data = fields(fields(message.envelope)['data']);
    const location = fields(data['location'])['location_id'] ?? fields(message.body)['location_id'];
    const token = data['token'] ?? { uid: segments[0] };
    return authorization(emsp, data['authorization_reference'], { token, locationId: location });
  }
  return [];
}

function authorization(
  emsp: PartyId,
  reference: unknown,
  { token, locationId }: { readonly token: unknown; readonly locationId: unknown },
): readonly SeenAuthorization[] {
  if (typeof reference !== 'string' || reference === '') return [];
  const { contract_id: contractId, auth_id: authId, uid } = fields(token);
  const contract = text(contractId) ?? text(authId);
  return [{ emsp, reference, contractId: contract, uid: text(uid), locationId: text(locationId) }];
}

const NO_FIELDS = {};

function fields(value: unknown): Readonly<Record<string, unknown>> {
  return isObject(value) ? value : NO_FIELDS;
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
