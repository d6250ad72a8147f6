import type { OcpiVersion } from './versions.js';
import type { Role } from './roles.js';

/** The two interfaces of a module. OCPI 2.2.1, Version information endpoint > InterfaceRole. */
export type InterfaceRole = 'SENDER' | 'RECEIVER';

/** Configuration modules are the hub's own business and carry no routing headers (Message Routing Headers). */
export const CONFIGURATION_MODULES = ['versions', 'credentials', 'hubclientinfo'] as const;

/** Whether the module is answered by the hub itself rather than routed. */
export function isConfigurationModule(module: string): boolean {
  return (CONFIGURATION_MODULES as readonly string[]).includes(module);
}

const FUNCTIONAL = ['cdrs', 'chargingprofiles', 'commands', 'locations', 'sessions', 'tariffs', 'tokens'] as const;

/** The functional modules that each version defines (ModuleID, without the configuration modules). */
export const FUNCTIONAL_MODULES: Readonly<Record<OcpiVersion, readonly string[]>> = {
  '2.1.1': FUNCTIONAL.filter((module) => module !== 'chargingprofiles'),
  '2.2': FUNCTIONAL,
  '2.2.1': FUNCTIONAL,
  '2.3.0': [...FUNCTIONAL, 'invoicereconciliation'],
};

/** The interface that charge point operators implement; the other one belongs to everybody else. */
const CPO_INTERFACE: Readonly<Record<string, InterfaceRole>> = {
  cdrs: 'SENDER',
  chargingprofiles: 'RECEIVER',
  commands: 'RECEIVER',
  locations: 'SENDER',
  sessions: 'SENDER',
  tariffs: 'SENDER',
  tokens: 'RECEIVER',
};

/**
 * The interface of a module that a platform of this role implements where endpoints name none: OCPI 2.1.1 calls the two the CPO and the
 * eMSP interface. Every role but CPO stands on the eMSP's side, and a custom module is taken for one that CPOs fill.
 */
export function ownInterface(module: string, role: Role): InterfaceRole {
  const ofCpo = CPO_INTERFACE[module] ?? 'SENDER';
  return role === 'CPO' ? ofCpo : otherInterface(ofCpo);
}

/** The interface at the other end. */
export function otherInterface(interfaceRole: InterfaceRole): InterfaceRole {
  return interfaceRole === 'SENDER' ? 'RECEIVER' : 'SENDER';
}

/** Whether OCPI 2.1.1 has no such module because it came later; what no version has is a custom one. */
export function isLaterThan211(module: string): boolean {
  return module === 'hubclientinfo' || module === 'chargingprofiles' || module === 'invoicereconciliation';
}

/**
 * In which order the roles of one party id are tried for an interface, from "typical implementations by role" of the module
 * chapters: the CPO where the interface is theirs, else EMSP, NSP, NAP, SCSP, OTHER.
 */
export function rolesInOrderFor(module: string, interfaceRole: InterfaceRole): readonly Role[] {
  const others: readonly Role[] = ['EMSP', 'NSP', 'NAP', 'SCSP', 'OTHER'];
  return CPO_INTERFACE[module] === interfaceRole ? ['CPO', ...others] : [...others, 'CPO'];
}

/** Modules whose pushes carry the owner of the object as the first two URL segments ("client owned objects"). */
const OWNER_IN_URL = new Set(['invoicereconciliation', 'locations', 'sessions', 'tariffs', 'tokens']);

/** Whether a write on this interface names the object's owner in its URL (Transport and format > Client Owned Object Push). */
export function isClientOwnedPush(module: string, interfaceRole: InterfaceRole, method: string): boolean {
  return (
    interfaceRole === 'RECEIVER' &&
    OWNER_IN_URL.has(module) &&
    (method === 'PUT' || method === 'PATCH' || method === 'DELETE')
  );
}

/** Functional modules whose objects are meant for everybody; sessions, CDRs and what belongs to two parties never are. */
const PUBLIC_MODULES = new Set(['locations', 'tariffs', 'tokens']);

/** Whether this is a functional module whose objects are meant for everybody. */
export function isPublicModule(module: string): boolean {
  return PUBLIC_MODULES.has(module);
}

/** Whether pushes of this module may be broadcast: public objects, and custom modules (Transport and format > Broadcast Push). */
export function isBroadcastModule(version: OcpiVersion, module: string): boolean {
  return PUBLIC_MODULES.has(module) || !FUNCTIONAL_MODULES[version].includes(module);
}
