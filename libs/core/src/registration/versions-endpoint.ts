import {
  FUNCTIONAL_MODULES,
  isConfigurationModule,
  namesParties,
  OCPI_VERSIONS,
  otherInterface,
  ownInterface,
  type InterfaceRole,
  type OcpiVersion,
  type Role,
} from '@busbar/ocpi';
import { ConfigurationEndpoint, type ConfigurationAnswer, type ConfigurationRequest } from '../configuration.js';
import type { HubIdentity, Presence } from '../ports.js';
import type { Platform } from '../registry.js';
import { mayExchange, reachablePlatforms, type Reach } from './reachable-parties.js';

/** OCPI 2.2.1, Version information endpoint > Endpoint class. */
export interface OfferedEndpoint {
  readonly identifier: string;
  readonly role: InterfaceRole;
  readonly url: string;
}

const BOTH_INTERFACES = ['SENDER', 'RECEIVER'] as const;

/**
 * The versions the hub speaks, and what it offers of each: made for the caller, since custom modules are not for everybody and OCPI 2.1.1
 * has one interface of a module, the one opposite to the caller's own.
 */
export class VersionsEndpoint extends ConfigurationEndpoint {
  readonly modules = ['versions', 'version-details'] as const;
  readonly methods = ['GET'];

  constructor(
    private readonly hub: HubIdentity,
    private readonly presence: Presence,
  ) {
    super();
  }

  answer(request: ConfigurationRequest): Promise<ConfigurationAnswer> {
    const { version, holder, snapshot, atMs: nowMs } = request;
    const reach = { snapshot, presence: this.presence, nowMs };
    return Promise.resolve({ data: this.document(version, holder.platform, reach) });
  }

  private document(version: OcpiVersion | null, caller: Platform, reach: Reach): unknown {
    if (version === null) return this.versions();
    return namesParties(version)
      ? this.details(version, caller, reach)
      : this.detailsWithoutRoles(version, caller, reach);
  }

  private versions(): unknown {
    return OCPI_VERSIONS.map((version) => ({ version, url: `${this.hub.publicUrl}/ocpi/${version}` }));
  }

  private details(version: OcpiVersion, caller: Platform, reach: Reach): unknown {
    // A hub stands on both sides of every module, whoever calls (OCPI 2.2.1, Transport and format > Message routing).
    const functional = FUNCTIONAL_MODULES[version].flatMap((module) =>
      BOTH_INTERFACES.map((role) => this.endpoint(version, module, role)),
    );
    const endpoints: readonly OfferedEndpoint[] = [
      this.credentials(version),
      this.endpoint(version, 'hubclientinfo', 'SENDER'),
      ...functional,
      ...this.customModules(version, caller, reach),
    ];
    return { version, endpoints };
  }

  /** The hub is an eMSP to a CPO and a CPO to everybody else. OCPI 2.1.1, Version information endpoint > Endpoint class. */
  private detailsWithoutRoles(version: OcpiVersion, caller: Platform, reach: Reach): unknown {
    const role = only211Role(caller);
    const opposite = (module: string, of: Role): InterfaceRole => otherInterface(ownInterface(module, of));
    const offered =
      role === null
        ? []
        : [
            ...FUNCTIONAL_MODULES[version].map((module) => this.endpoint(version, module, opposite(module, role))),
            ...this.customModules(version, caller, reach).filter(
              ({ identifier, role: interfaceRole }) => interfaceRole === opposite(identifier, role),
            ),
          ];
    const endpoints = [this.credentials(version), ...offered].map(({ identifier, url }) => ({ identifier, url }));
    return { version, endpoints };
  }

  private credentials(version: OcpiVersion): OfferedEndpoint {
    // "It is advised to send SENDER" (OCPI 2.2.1, Version information endpoint > Endpoint class).
    return { identifier: 'credentials', role: 'SENDER', url: `${this.hub.publicUrl}/ocpi/${version}/credentials` };
  }

  /**
   * Modules of no OCPI version, offered by somebody the caller may exchange them with, on the same version. "Do NOT send custom moduleIDs to
   * parties you are not 100% sure will understand" them (Version information endpoint > Custom Modules).
   */
  private customModules(version: OcpiVersion, caller: Platform, reach: Reach): readonly OfferedEndpoint[] {
    const custom = new Map<string, OfferedEndpoint>();
    for (const { registration, parties } of reachablePlatforms(caller, reach)) {
      if (registration?.version !== version) continue;
      for (const { module, interfaceRole } of registration.endpoints) {
        if (isConfigurationModule(module) || FUNCTIONAL_MODULES[version].includes(module)) continue;
        if (!parties.some((party) => mayExchange(caller, party, { ...reach, module }))) continue;
        custom.set(`${module} ${interfaceRole}`, this.endpoint(version, module, interfaceRole));
      }
    }
    return [...custom.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, endpoint]) => endpoint);
  }

  private endpoint(version: OcpiVersion, module: string, role: InterfaceRole): OfferedEndpoint {
    const url = `${this.hub.publicUrl}/ocpi/${version}/${role.toLowerCase()}/${module}`;
    return { identifier: module, role, url };
  }
}

/**
 * A role that stands for the caller's side of an OCPI 2.1.1 connection: that of the party it registered with, before that those it may
 * claim. Null where these stand on both sides: what the hub is to it then follows from its Credentials, and is listed after them.
 */
function only211Role({ parties, registration }: Platform): Role | null {
  const party = registration?.party;
  const roles = parties.filter(({ key }) => party === undefined || key === party).map(({ role }) => role);
  const isOperator = roles.map((role) => role === 'CPO');
  return new Set(isOperator).size === 1 ? (roles[0] ?? null) : null;
}
