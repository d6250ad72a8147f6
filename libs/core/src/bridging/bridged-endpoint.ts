import type { BridgedEndpoint, Parties } from '@busbar/bridge';
import {
  findQueryParameter,
  FUNCTIONAL_MODULES,
  isClientOwnedPush,
  isSameParty,
  pathSegments,
  withoutParameters,
  type InterfaceRole,
  type OcpiVersion,
  type PartyId,
} from '@busbar/ocpi';

/** Where a message goes, as far as translating it depends on that. */
export interface CrossedPlace {
  readonly module: string;
  readonly interfaceRole: InterfaceRole;
  readonly method: string;
  /** Below the module, as it arrived; null for a URL that the hub gave out. */
  readonly rest: string | null;
  readonly query: string | null;
}

/** Who exchanges it. */
export interface Correspondents {
  readonly from: PartyId;
  /** Null for what is told to many. */
  readonly to: PartyId | null;
}

/** Whether both versions have a module: nothing is known of the bodies of custom ones. */
export function isInBoth(module: string, from: OcpiVersion, to: OcpiVersion): boolean {
  return FUNCTIONAL_MODULES[from].includes(module) && FUNCTIONAL_MODULES[to].includes(module);
}

/** The endpoint as the bridge knows it; null where its path cannot be read. `body` tells which result a callback brings. */
export function endpointOf(
  { module, interfaceRole, method, rest, query }: CrossedPlace,
  body: unknown,
): BridgedEndpoint | null {
  const segments = rest === null ? [] : pathSegments(rest);
  if (segments === null) return null;
  const type = module === 'tokens' && query !== null ? findQueryParameter(query, TYPE) : null;
  const tokenType = type === null || type === 'duplicate' ? {} : { tokenType: type.value };
  const endpoint = { module, interfaceRole, method, segments, ...tokenType };
  return rest === null && method === 'POST' ? { ...endpoint, callbackOf: answeredBy(module, body) } : endpoint;
}

/** The parameter that says the type of a Token. */
const TYPE = 'type';

/** The query once the type of a Token is said as the other version says it; undefined leaves it as it was sent. */
export function queryWith(query: string | null, tokenType: string | null | undefined): string | null {
  if (tokenType === undefined) return query;
  const others = withoutParameters(query, [TYPE]);
  if (tokenType === null) return others;
  return [...(others === null ? [] : [others]), `${TYPE}=${encodeURIComponent(tokenType)}`].join('&');
}

/**
 * What a result answers: the row of its URL does not know. Results of commands have one shape; those of charging profiles differ, where
 * there are any (2.2 and later), only in that a GET brings a profile.
 */
function answeredBy(module: string, body: unknown): string {
  if (module !== 'chargingprofiles') return 'START_SESSION';
  return typeof body === 'object' && body !== null && 'profile' in body ? 'GET' : 'PUT';
}

/** Whose objects a message is about: the owner in a push's URL, whoever answers on a Sender interface, else its sender. */
export function partiesOf(
  { module, interfaceRole }: CrossedPlace,
  endpoint: BridgedEndpoint,
  { from, to }: Correspondents,
): Parties {
  const [countryCode, partyId] = endpoint.segments;
  const isCallback = endpoint.callbackOf !== undefined;
  const isOwnerInUrl = isClientOwnedPush(module, interfaceRole, 'PUT') && partyId !== undefined;
  const owner =
    isOwnerInUrl && countryCode !== undefined
      ? { countryCode, partyId }
      : interfaceRole === 'SENDER' && !isCallback
        ? to
        : from;
  return { owner, counterpart: owner !== null && isSameParty(owner, from) ? to : from };
}
