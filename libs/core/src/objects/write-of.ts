import {
  findQueryParameter,
  isClientOwnedPush,
  namesParties,
  pathSegments,
  type InterfaceRole,
  type OcpiVersion,
  type PartyId,
} from '@busbar/ocpi';
import type { KeptModule, KeptScope, ObjectWrite } from './object-store.js';

/** A request as far as it tells which object it writes. */
export interface PushedObject {
  readonly version: OcpiVersion;
  readonly module: string;
  readonly interfaceRole: InterfaceRole;
  readonly method: string;
  readonly rest: string;
  readonly query: string | null;
  readonly body: Uint8Array | null;
  readonly atMs: number;
}

const KEPT_MODULES: ReadonlySet<string> = new Set<KeptModule>(['locations', 'tariffs', 'tokens']);

/** Whether the hub keeps objects of this module. */
export function isKeptModule(module: string): module is KeptModule {
  return KEPT_MODULES.has(module);
}

/** The token type that a query names; `RFID` where it names none. OCPI 2.2.1, Tokens > Receiver interface. */
export function tokenTypeIn(query: string | null): string {
  const type = query === null ? null : findQueryParameter(query, 'type');
  return type === null || type === 'duplicate' ? 'RFID' : type.value;
}

/** What tokens of one uid are kept apart by. OCPI 2.1.1 has a type in the object, and names it by its uid alone: Tokens > PUT Method. */
export function keptTypeOf(version: OcpiVersion, said: string | null): string {
  return namesParties(version) ? (said ?? 'RFID') : 'RFID';
}

/** What a push writes into the store, or null where it writes no object that is kept. Whose URL it is was judged before. */
export function writeOf(push: PushedObject, scope: KeptScope): ObjectWrite | null {
  const { module, method } = push;
  if (!isKeptModule(module) || !isClientOwnedPush(module, push.interfaceRole, method)) return null;
  const [countryCode, partyId, ...ids] = pathSegments(push.rest) ?? [];
  const [id, ...parts] = ids;
  if (countryCode === undefined || partyId === undefined || id === undefined || id === '') return null;
  const owner: PartyId = { countryCode, partyId };
  return {
    scope,
    version: push.version,
    module,
    owner,
    ids: [id, ...parts],
    type: module === 'tokens' ? keptTypeOf(push.version, tokenTypeIn(push.query)) : '',
    method: method as ObjectWrite['method'],
    body: push.body,
    atMs: push.atMs,
  };
}
