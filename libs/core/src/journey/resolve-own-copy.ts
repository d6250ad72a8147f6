import { namesParties, partyKey, pathSegments } from '@busbar/ocpi';
import { isKeptModule } from '../objects/write-of.js';
import type { ModuleMessage, OwnCopyPlan } from './message.js';

/**
 * A GET of the asker's own object on a Receiver interface, of whoever has a copy. OCPI 2.1.1 cannot say whose copy, and all of the other
 * side were told the same: the hub answers with what it told them. Null for any other request. OCPI 2.1.1, Locations, Tariffs and Tokens >
 * GET Method of the interface of the other side.
 */
export function resolveOwnCopy({ version, address, raw, platform }: ModuleMessage): OwnCopyPlan | null {
  const { module, interfaceRole, rest } = address;
  if (namesParties(version) || raw.method !== 'GET' || interfaceRole !== 'RECEIVER' || !isKeptModule(module))
    return null;
  const [countryCode = '', partyId = '', id = '', ...parts] = pathSegments(rest) ?? [];
  if (id === '') return null;
  const key = partyKey({ countryCode, partyId });
  const own = platform.parties.find((party) => party.key === key);
  if (own === undefined) return null;
  const why = `own object of ${key} in ${module}, as the hub keeps it`;
  return { kind: 'own-copy', module, interfaceRole, owner: own.id, ids: [id, ...parts], why };
}
