import { FUNCTIONAL_MODULES, type InterfaceRole, type OcpiVersion, type Role } from '@busbar/ocpi';
import type { PublishedEndpoint } from './http/recorded-request.js';

/** A party that a simulated platform hosts. */
export interface SimulatedParty {
  /** `NL/ABC`. */
  readonly id: string;
  readonly role: Role | 'HUB';
  readonly name?: string;
}

/** An interface of a module that a platform publishes. */
export interface OfferedModule {
  readonly module: string;
  readonly interfaceRole: InterfaceRole;
}

/** How tokens are written in Authorization headers. */
export type TokenEncoding = 'base64' | 'raw';

/** What may be said about a simulated platform; everything but its parties has a default. */
export interface PlatformOptions {
  readonly parties: readonly SimulatedParty[];
  /** The versions it offers; 2.2.1 unless told otherwise. */
  readonly versions?: readonly OcpiVersion[];
  /** 0 takes a free one. */
  readonly port?: number;
  /** The address it listens on, 127.0.0.1 unless told otherwise. */
  readonly host?: string;
  /** The host name in its URLs; the address it listens on unless told otherwise. */
  readonly publicHost?: string;
  /** What its details list besides credentials; by default what its parties' roles typically implement. */
  readonly offers?: readonly OfferedModule[];
  /** Added to what it offers: custom modules. */
  readonly alsoOffers?: readonly OfferedModule[];
  /** Where its endpoints lie; the default is `{origin}/ocpi/{version}/{sender|receiver}/{module}`. */
  readonly endpointUrl?: (endpoint: Omit<PublishedEndpoint, 'url'>, origin: string) => string;
  /** How it writes tokens, and the only way it reads them; base64 unless told otherwise, raw where 2.1.1 is all it has. */
  readonly tokenEncoding?: TokenEncoding;
  /** Leaves the routing headers out of requests and answers, as careless peers do. */
  readonly omitRoutingHeaders?: boolean;
  /** Changes what the versions endpoint returns as `data`. */
  readonly versionsData?: (proper: unknown) => unknown;
  /** Changes what a version's details return as `data`. */
  readonly detailsData?: (proper: unknown, version: OcpiVersion) => unknown;
  /** Changes its credentials object. */
  readonly credentialsData?: (proper: unknown) => unknown;
  /** Deadline of each of its requests in ms. */
  readonly timeoutMs?: number;
}

/** The interfaces a role typically implements. OCPI 2.2.1, "Typically implemented by market roles like" of each module. */
const CPO_OFFERS: Readonly<Record<string, InterfaceRole>> = {
  cdrs: 'SENDER',
  chargingprofiles: 'RECEIVER',
  commands: 'RECEIVER',
  invoicereconciliation: 'SENDER',
  locations: 'SENDER',
  sessions: 'SENDER',
  tariffs: 'SENDER',
  tokens: 'RECEIVER',
};

/** What the parties' roles typically implement in a version, and HubClientInfo to receive, which 2.1.1 has not. */
export function typicalOffers(parties: readonly SimulatedParty[], version: OcpiVersion): readonly OfferedModule[] {
  const offers: OfferedModule[] = [];
  for (const module of FUNCTIONAL_MODULES[version]) {
    const ofCpo = CPO_OFFERS[module] ?? 'SENDER';
    const ofOthers = ofCpo === 'SENDER' ? 'RECEIVER' : 'SENDER';
    if (parties.some(({ role }) => role === 'CPO')) offers.push({ module, interfaceRole: ofCpo });
    if (parties.some(({ role }) => role !== 'CPO')) offers.push({ module, interfaceRole: ofOthers });
  }
  return version === '2.1.1' ? offers : [...offers, { module: 'hubclientinfo', interfaceRole: 'RECEIVER' }];
}
