import type { BridgedEndpoint } from './bridge.js';
import { isObject } from './engine/object-plan.js';

/** An authorization reference and what it was given for: what a Session or CDR of 2.1.1 is recognized by. */
export interface SeenAuthorization {
  readonly reference: string;
  readonly contractId: string | null;
  readonly uid: string | null;
  readonly locationId: string | null;
}

const COMMANDS = new Set(['START_SESSION', 'RESERVE_NOW']);

/**
 * The authorization reference in an exchange, in any version from 2.2 on: in the body of START_SESSION and RESERVE_NOW, in the data of
 * the answer to authorize. The hub remembers it, because the Session and CDR of a 2.1.1 party cannot say it.
 */
export function authorizationsIn(
  endpoint: BridgedEndpoint,
  message: { readonly body: unknown; readonly envelope: unknown },
): readonly SeenAuthorization[] {
  const { module, interfaceRole, segments } = endpoint;
  if (module === 'commands' && interfaceRole === 'RECEIVER' && COMMANDS.has(segments[0] ?? '')) {
    const body = fields(message.body);
    return authorization(body['authorization_reference'], body['token'], body['location_id']);
  }
  if (module === 'tokens' && interfaceRole === 'SENDER' && segments[1] === 'authorize') {
    const data = fields(fields(message.envelope)['data']);
    const location = fields(data['location'])['location_id'] ?? fields(message.body)['location_id'];
    return authorization(data['authorization_reference'], data['token'] ?? { uid: segments[0] }, location);
  }
  return [];
}

function authorization(reference: unknown, token: unknown, locationId: unknown): readonly SeenAuthorization[] {
  if (typeof reference !== 'string' || reference === '') return [];
  const { contract_id: contractId, auth_id: authId, uid } = fields(token);
  return [{ reference, contractId: text(contractId) ?? text(authId), uid: text(uid), locationId: text(locationId) }];
}

const NO_FIELDS = {};

function fields(value: unknown): Readonly<Record<string, unknown>> {
  return isObject(value) ? value : NO_FIELDS;
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
