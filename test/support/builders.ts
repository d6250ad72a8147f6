import {
  DEFAULT_PLATFORM_SETTINGS,
  RegistrySnapshot,
  TokenTheyIssued,
  type ConnectionStatus,
  type Endpoint,
  type Party,
  type Platform,
  type PlatformSettings,
} from '@busbar/core';
import { parsePartyId, partyKey, type InterfaceRole, type OcpiVersion, type PartyId, type Role } from '@busbar/ocpi';

/** What a test says of a platform; the rest is ordinary. */
export interface PlatformSketch {
  readonly id: string;
  /** `CPO NL/ABC`, one per party. */
  readonly parties: readonly string[];
  /** `locations SENDER`, one per endpoint; null: never registered. */
  readonly offers?: readonly string[] | null;
  readonly status?: ConnectionStatus;
  readonly version?: OcpiVersion;
  readonly settings?: Partial<PlatformSettings>;
}

/** A party id from `NL/ABC`, in the given spelling. */
export function partyId(text: string): PartyId {
  const id = parsePartyId(text);
  if (id === null) throw new Error(`"${text}" is no party id`);
  return id;
}

/** A connected OCPI 2.2.1 platform at `https://{id}.example`, unless the sketch says otherwise. */
export function aPlatform(sketch: PlatformSketch): Platform {
  const base = `https://${sketch.id}.example/ocpi`;
  const endpoints = (sketch.offers ?? []).map((offer): Endpoint => {
    const [module = '', interfaceRole = ''] = offer.split(' ');
    const url = `${base}/${interfaceRole.toLowerCase()}/${module}`;
    return { module, interfaceRole: interfaceRole as InterfaceRole, url };
  });
  const registration = {
    version: sketch.version ?? ('2.2.1' as const),
    versionsUrl: `${base}/versions`,
    endpoints,
    hosts: [`${sketch.id}.example`],
    token: new TokenTheyIssued(`token-of-${sketch.id}`, 'base64'),
  };
  return {
    id: sketch.id,
    name: sketch.id,
    revision: 1,
    status: sketch.status ?? 'CONNECTED',
    parties: sketch.parties.map((party) => partyOf(party, sketch.id)),
    settings: { ...DEFAULT_PLATFORM_SETTINGS, ...sketch.settings },
    registration: sketch.offers === null ? null : registration,
  };
}

/** A registry of these platforms. */
export function aSnapshot(...sketches: readonly PlatformSketch[]): RegistrySnapshot {
  return new RegistrySnapshot(1, sketches.map(aPlatform));
}

function partyOf(text: string, platformId: string): Party {
  const [role = '', ids = ''] = text.split(' ');
  const id = partyId(ids);
  return { id, key: partyKey(id), role: role as Role, platformId, businessDetails: { name: text }, lastUpdatedMs: 0 };
}
