import {
  FUNCTIONAL_MODULES,
  isConfigurationModule,
  OFFERED_VERSIONS,
  type InterfaceRole,
  type OcpiVersion,
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

/** The versions the hub speaks, and what it offers of each: made for the caller, since custom modules are not for everybody. */
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
    const data = version === null ? this.versions() : this.details(version, holder.platform, reach);
    return Promise.resolve({ data });
  }

  private versions(): unknown {
    return OFFERED_VERSIONS.map((version) => ({ version, url: `${this.hub.publicUrl}/ocpi/${version}` }));
  }

  private details(version: OcpiVersion, caller: Platform, reach: Reach): unknown {
    // A hub stands on both sides of every module, whoever calls (OCPI 2.2.1, Transport and format > Message routing).
    const functional = FUNCTIONAL_MODULES[version].flatMap((module) =>
      BOTH_INTERFACES.map((role) => this.endpoint(version, module, role)),
    );
    const credentialsUrl = `${this.hub.publicUrl}/ocpi/${version}/credentials`;
    const endpoints: readonly OfferedEndpoint[] = [
      // "It is advised to send SENDER" (Version information endpoint > Endpoint class).
      { identifier: 'credentials', role: 'SENDER', url: credentialsUrl },
      this.endpoint(version, 'hubclientinfo', 'SENDER'),
      ...functional,
      ...this.customModules(version, caller, reach),
    ];
    return { version, endpoints };
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
