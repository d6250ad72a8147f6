import {
  FUNCTIONAL_MODULES,
  interfaceRoleOf,
  isClientOwnedPush,
  isConfigurationModule,
  isLaterThan211,
  isOcpiVersion,
  namesParties,
  OCPI_VERSIONS,
  partyKey,
  pathFault,
  pathSegments,
  queryFault,
  readRoutingPair,
  splitTarget,
  type HeaderFault,
  type IncomingHeaders,
  type OcpiVersion,
  type PartyId,
} from '@busbar/ocpi';
import type { Platform, RegistrySnapshot } from '../registry.js';
import type { Address, Addressed, Authenticated, ConfigurationModule } from './message.js';
import { isRefusal, refuse, type Refusal } from './refusal.js';
import { addressed } from './stages.js';

/** Everything the hub serves to parties lies below this path. */
export const OCPI_ROOT = '/ocpi/';

const NO_HEADERS = { from: null, to: null } as const;
const METHODS = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);

/**
 * Reads where a message is aimed and in whose name: URL, routing headers and the rule that OCPI-from must be a party of the
 * platform that sends. Configuration modules neither need nor read routing headers (OCPI 2.2.1, Message Routing Headers), and OCPI
 * 2.1.1 has none: there the sender is the party of the connection.
 */
export function readAddress(message: Authenticated): Addressed | Refusal {
  const { raw, holder, snapshot } = message;
  const brokenId = brokenIdHeader(message);
  if (brokenId !== null) return brokenId;
  const { path, query } = splitTarget(raw.target);
  const fault = pathFault(path) ?? (query === null ? null : queryFault(query));
  if (fault !== null) return refuse('refused-path', fault);
  const place = readPlace(path, snapshot);
  if (isRefusal(place)) return place;
  if (!METHODS.has(raw.method)) return refuse('method-not-allowed', `${raw.method} is no method of an OCPI endpoint`);

  const { platform } = holder;
  const { version, address } = place;
  if (address.kind === 'configuration') {
    return holder.purpose === 'registration' && address.module === 'hubclientinfo'
      ? registrationTokenOnly()
      : addressed(message, { platform, version, address, query, from: null, to: null });
  }
  if (holder.purpose === 'registration') return registrationTokenOnly();
  if (platform.status === 'SUSPENDED') {
    return refuse('platform-suspended', 'this platform is suspended; its operator at the hub can resume it');
  }
  const headers = namesParties(version) ? readRoutingHeaders(raw.headers) : NO_HEADERS;
  if (isRefusal(headers)) return headers;
  const { from: named, to } = headers;
  if (address.kind === 'carried') {
    return addressed(message, { platform, version, address, query, from: named, to });
  }

  const { registration } = platform;
  if (registration !== null && registration.version !== version) {
    return refuse(
      'other-version',
      `this platform is registered with OCPI ${registration.version}; use the endpoints of that version's details`,
    );
  }
  const from = namesParties(version)
    ? senderOf(platform.parties, named)
    : senderOf211(platform, { ...address, method: raw.method });
  return isRefusal(from) ? from : addressed(message, { platform, version, address, query, from, to });
}

function readPlace(
  path: string,
  snapshot: RegistrySnapshot,
): { readonly version: OcpiVersion | null; readonly address: Address } | Refusal {
  const versionText = segmentAt(path, OCPI_ROOT.length);
  const below = path.slice(OCPI_ROOT.length + versionText.length);
  if (versionText === 'versions' && /^\/*$/.test(below)) {
    return { version: null, address: { kind: 'configuration', module: 'versions', rest: '' } };
  }
  if (!isOcpiVersion(versionText)) {
    return refuse(
      'unknown-version',
      `the hub has no OCPI version "${printable(versionText)}"; it offers ${OCPI_VERSIONS.join(', ')}`,
    );
  }
  const address = readBelowVersion(below, versionText, snapshot);
  return isRefusal(address) ? address : { version: versionText, address };
}

/** `path` is what follows the version: empty, or starting with a slash. */
function readBelowVersion(path: string, version: OcpiVersion, snapshot: RegistrySnapshot): Address | Refusal {
  if (path === '' || path === '/') return { kind: 'configuration', module: 'version-details', rest: '' };
  const first = segmentAt(path, 1);
  const second = segmentAt(path, first.length + 2);
  if (first === 'credentials') return configuration('credentials', path.slice(first.length + 1));
  if (first === 'carried') return { kind: 'carried', id: path.slice(first.length + 2).replace(/\/$/, '') };
  const interfaceRole = interfaceRoleOf(first);
  const module = second.toLowerCase();
  const isTooNew = !namesParties(version) && isLaterThan211(module);
  if (interfaceRole === null || module === '' || isTooNew) return unknownModule(path);
  const rest = path.slice(first.length + second.length + 2);
  if (module === 'hubclientinfo' && interfaceRole === 'SENDER') return configuration('hubclientinfo', rest);
  const isKnown = FUNCTIONAL_MODULES[version].includes(module) || snapshot.offersModule(module);
  if (isConfigurationModule(module) || !isKnown) return unknownModule(path);
  return { kind: 'module', interfaceRole, module, rest };
}

/** The text from there to the next slash, or to the end. */
function segmentAt(path: string, start: number): string {
  const end = path.indexOf('/', start);
  return end < 0 ? path.slice(start) : path.slice(start, end);
}

function configuration(module: ConfigurationModule, rest: string): Address {
  return { kind: 'configuration', module, rest };
}

function unknownModule(path: string): Refusal {
  return refuse(
    'unknown-module',
    `there is no module at "${printable(path)}"; endpoints look like {version}/sender/{module} or {version}/receiver/{module}`,
  );
}

function registrationTokenOnly(): Refusal {
  return refuse(
    'registration-token-only',
    'this token is for registration: it opens versions and credentials only; register first and use the token you get then',
  );
}

function readRoutingHeaders(headers: IncomingHeaders): { from: PartyId | null; to: PartyId | null } | Refusal {
  const from = readRoutingPair(headers, 'from');
  if ('fault' in from) return headerRefusal(from);
  const to = readRoutingPair(headers, 'to');
  return 'fault' in to ? headerRefusal(to) : { from: from.party, to: to.party };
}

function headerRefusal(fault: HeaderFault): Refusal {
  return refuse(fault.fault === 'half-pair' ? 'half-header-pair' : 'broken-header', fault.message);
}

/** The sending party: the one the headers name if it is the platform's, or the platform's only one. */
function senderOf(
  parties: readonly { readonly id: PartyId; readonly key: string }[],
  named: PartyId | null,
): PartyId | Refusal {
  if (named !== null) {
    const key = partyKey(named);
    return parties.some((party) => party.key === key)
      ? named
      : refuse('not-your-party', `OCPI-from names ${key}, which is no party of this platform`);
  }
  const keys = new Set(parties.map((party) => party.key));
  const [only] = parties;
  if (only !== undefined && keys.size === 1) return only.id;
  return refuse(
    'no-from',
    'this platform hosts several parties: OCPI-from-country-code and OCPI-from-party-id must say which one sends',
  );
}

/**
 * The sending party of OCPI 2.1.1: the one that the platform registered with. A platform that hosts more may name another of its own where
 * every version does, as the owner in the URL of a push.
 */
function senderOf211(
  { parties, registration }: Platform,
  { module, interfaceRole, rest, method }: Extract<Address, { kind: 'module' }> & { readonly method: string },
): PartyId | Refusal {
  const hosted = new Map(parties.map((party) => [party.key, party.id]));
  if (isClientOwnedPush(module, interfaceRole, method)) {
    const [countryCode = '', partyId = ''] = pathSegments(rest) ?? [];
    const owner = hosted.get(partyKey({ countryCode, partyId }));
    if (owner !== undefined) return owner;
  }
  const [only] = hosted.size === 1 ? hosted.keys() : [];
  const key = registration?.party ?? only;
  return (
    (key === undefined ? undefined : hosted.get(key)) ??
    refuse('no-from', 'the party of this connection is not known, or no longer one of this platform: register anew')
  );
}

/** An id that was taken over as it came was found usable then; any other that is given is broken. */
function brokenIdHeader({ raw, requestId, correlationId }: Authenticated): Refusal | null {
  if (isGivenOtherThan(requestId, raw.headers['x-request-id'])) return brokenId('X-Request-ID');
  return isGivenOtherThan(correlationId, raw.headers['x-correlation-id']) ? brokenId('X-Correlation-ID') : null;
}

function isGivenOtherThan(taken: string, value: IncomingHeaders[string]): boolean {
  return value !== taken && value !== undefined && value !== '';
}

function brokenId(name: string): Refusal {
  return refuse('broken-header', `${name} must be at most 128 printable ASCII characters, given once`);
}

/** Text of a stranger, cut and made harmless for an error message. */
function printable(text: string): string {
  return text.slice(0, 64).replace(/[^\x20-\x7e]|["\\<>]/g, '?');
}
