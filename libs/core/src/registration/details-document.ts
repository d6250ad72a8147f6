import {
  isLaterThan211,
  namesParties,
  ownInterface,
  type InterfaceRole,
  type OcpiVersion,
  type Role,
} from '@busbar/ocpi';
import type { Endpoint } from '../registry.js';
import { peerUrlFault, siteFault } from './peer-url.js';
import { isJsonObject, unusable, type Unusable } from './unusable.js';

/** More endpoints than any platform publishes. */
export const MAX_ENDPOINTS = 200;
/** A module id becomes a segment of the hub's own URLs. */
const MODULE_ID = /^[a-z0-9][a-z0-9._~-]{0,63}$/;

/**
 * Reads the data of a version details endpoint. Module ids are compared without case, the role of the credentials module means
 * nothing, and of an interface listed twice the first holds; everything else must be as OCPI has it, since each endpoint is a
 * route from now on. OCPI 2.2.1, Version information endpoint > Endpoint class.
 *
 * In OCPI 2.1.1 endpoints have no role: each is read as a CPO's until {@link endpointsOf} is told whose they are, and modules of later
 * versions mean nothing.
 */
export function readDetailsDocument(
  data: unknown,
  version: OcpiVersion,
  versionsUrl: string,
): readonly Endpoint[] | Unusable {
  if (!isJsonObject(data)) return unusable('data is no object');
  const stated = data['version'];
  if (stated !== undefined && stated !== version) return unusable(`data.version is not ${version}`);
  const entries = data['endpoints'];
  if (!Array.isArray(entries)) return unusable('data.endpoints is no list');
  if (entries.length > MAX_ENDPOINTS) return unusable(`data.endpoints has more than ${MAX_ENDPOINTS} entries`);
  const endpoints = new Map<string, Endpoint>();
  for (const [index, entry] of entries.entries()) {
    const endpoint = readEndpoint(entry, { version, versionsUrl });
    if (typeof endpoint === 'string') return unusable(`data.endpoints[${index}] ${endpoint}`);
    if (!namesParties(version) && isLaterThan211(endpoint.module)) continue;
    const name = `${endpoint.module} ${endpoint.interfaceRole}`;
    if (!endpoints.has(name)) endpoints.set(name, endpoint);
  }
  return [...endpoints.values()];
}

/** Endpoints of OCPI 2.1.1 as those of a party of this role: which of the two interfaces each is follows from who offers it. */
export function endpointsOf(role: Role, endpoints: readonly Endpoint[]): readonly Endpoint[] {
  return endpoints.map((each) =>
    each.module === 'credentials' ? each : { ...each, interfaceRole: ownInterface(each.module, role) },
  );
}

/** The endpoint, or what is wrong with it. */
function readEndpoint(
  entry: unknown,
  { version, versionsUrl }: { readonly version: OcpiVersion; readonly versionsUrl: string },
): Endpoint | string {
  if (!isJsonObject(entry)) return 'is no object';
  const { identifier, role, url } = entry;
  const module = typeof identifier === 'string' ? identifier.toLowerCase() : '';
  if (!MODULE_ID.test(module)) return 'has no identifier that could stand in a URL';
  const readRole = (): InterfaceRole | null =>
    namesParties(version) ? readInterfaceRole(role) : ownInterface(module, 'CPO');
  const interfaceRole = module === 'credentials' ? 'SENDER' : readRole();
  if (interfaceRole === null) return `(${module}) has no role SENDER or RECEIVER`;
  if (typeof url !== 'string') return `(${module}) has no url`;
  const fault = peerUrlFault(url) ?? siteFault(url, versionsUrl);
  return fault === null ? { module, interfaceRole, url } : `(${module}) has a url that ${fault}`;
}

function readInterfaceRole(role: unknown): InterfaceRole | null {
  const spelled = typeof role === 'string' ? role.toUpperCase() : '';
  return spelled === 'SENDER' || spelled === 'RECEIVER' ? spelled : null;
}
