import type { InterfaceRole, OcpiVersion, PartyId, PartyKey, Role } from '@busbar/ocpi';
import { Agreements } from './agreements.js';
import type { PlatformSettings } from './platform-settings.js';
import type { TokenTheyIssued } from './registration/tokens.js';

/** OCPI's states of a connection. OCPI 2.2.1, HubClientInfo > ConnectionStatus. */
export type ConnectionStatus = 'PLANNED' | 'CONNECTED' | 'OFFLINE' | 'SUSPENDED';

/** A party: a role, country code and party id hosted on one platform. The triple is unique in the hub. */
export interface Party {
  readonly id: PartyId;
  /** `NL/ABC`, upper-case. */
  readonly key: PartyKey;
  readonly role: Role;
  readonly platformId: string;
  readonly businessDetails: BusinessDetails;
  /** When its ClientInfo last changed, ms since the epoch (OCPI 2.2.1, ClientInfo > last_updated). */
  readonly lastUpdatedMs: number;
}

/** OCPI 2.2.1, Locations > BusinessDetails class; kept as given. */
export interface BusinessDetails {
  readonly name: string;
  readonly website?: string;
  readonly logo?: Readonly<Record<string, unknown>>;
}

/** One endpoint of a platform's version details. */
export interface Endpoint {
  /** Lower-case module id. */
  readonly module: string;
  readonly interfaceRole: InterfaceRole;
  /** As the platform gave it. */
  readonly url: string;
}

/** A party whose platform was deleted: gone from routing, still SUSPENDED in ClientInfo (HubClientInfo > Push model). */
export interface DepartedParty {
  readonly id: PartyId;
  readonly key: PartyKey;
  readonly role: Role;
  readonly lastUpdatedMs: number;
}

/** What a platform agreed with the hub when it registered. */
export interface Registration {
  readonly version: OcpiVersion;
  readonly versionsUrl: string;
  readonly endpoints: readonly Endpoint[];
  /** `host:port` of every URL in its versions and details: where its callback URLs may point. */
  readonly hosts: readonly string[];
  readonly token: TokenTheyIssued;
  /** The one party of a connection of OCPI 2.1.1, in whose name everything on it goes; left out in later versions. */
  readonly party?: PartyKey;
}

/** One OCPI connection and the parties it hosts. */
export interface Platform {
  readonly id: string;
  readonly name: string;
  /** Grows with each stored change; changes are compare-and-set on it. */
  readonly revision: number;
  /** What the database knew when the snapshot was made; what routing obeys is {@link Presence}. */
  readonly status: ConnectionStatus;
  readonly parties: readonly Party[];
  readonly settings: PlatformSettings;
  /** Null until the first handshake and after an unregistration. */
  readonly registration: Registration | null;
}

/** What a snapshot holds beside the platforms. */
export interface RegistryExtras {
  readonly departed?: readonly DepartedParty[];
  readonly agreements?: Agreements;
}

/**
 * Everything routing needs to know, immutable, so that a message sees one state of the world from start to end.
 * Each change makes a new one; nothing is looked up in a database on a request's path.
 */
export class RegistrySnapshot {
  private readonly platforms = new Map<string, Platform>();
  private readonly parties = new Map<PartyKey, Party[]>();
  private readonly modules = new Set<string>();
  /** Parties whose platforms were deleted. */
  readonly departed: readonly DepartedParty[];
  readonly agreements: Agreements;

  constructor(
    readonly revision: number,
    platforms: readonly Platform[],
    { departed = [], agreements = Agreements.OPEN }: RegistryExtras = {},
  ) {
    this.departed = departed;
    this.agreements = agreements;
    for (const platform of platforms) this.add(platform);
  }

  /** Every platform of the hub. */
  allPlatforms(): Iterable<Platform> {
    return this.platforms.values();
  }

  /** The platform with this id, or null. */
  platform(id: string): Platform | null {
    return this.platforms.get(id) ?? null;
  }

  /** All parties that carry this pair of ids: several roles, perhaps on several platforms. */
  partiesNamed(key: PartyKey): readonly Party[] {
    return this.parties.get(key) ?? [];
  }

  /** The URL that a platform published for an interface of a module, or null. */
  endpoint(platformId: string, module: string, interfaceRole: InterfaceRole): string | null {
    const registration = this.platforms.get(platformId)?.registration;
    return registration ? (publishedBy(registration).get(`${module} ${interfaceRole}`) ?? null) : null;
  }

  /** Whether any platform offers this module: custom modules exist by being offered. */
  offersModule(module: string): boolean {
    return this.modules.has(module);
  }

  private add(platform: Platform): void {
    this.platforms.set(platform.id, platform);
    for (const party of platform.parties) {
      const named = this.parties.get(party.key);
      if (named) named.push(party);
      else this.parties.set(party.key, [party]);
    }
    for (const { module } of platform.registration?.endpoints ?? []) this.modules.add(module);
  }
}

/** A snapshot shares registrations with the one before it, so each is indexed once and not with every snapshot. */
const published = new WeakMap<Registration, ReadonlyMap<string, string>>();

/** URLs by module and interface role. */
function publishedBy(registration: Registration): ReadonlyMap<string, string> {
  let urls = published.get(registration);
  if (urls === undefined) {
    urls = new Map(registration.endpoints.map((each) => [`${each.module} ${each.interfaceRole}`, each.url]));
    published.set(registration, urls);
  }
  return urls;
}
