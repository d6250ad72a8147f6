import { isCountryCode, isPartyId, type PartyId } from './party-id.js';

/** Header names as they are sent; they are read in any case. OCPI 2.2.1, Transport and format. */
export const HEADER = {
  authorization: 'Authorization',
  requestId: 'X-Request-ID',
  correlationId: 'X-Correlation-ID',
  toPartyId: 'OCPI-to-party-id',
  toCountryCode: 'OCPI-to-country-code',
  fromPartyId: 'OCPI-from-party-id',
  fromCountryCode: 'OCPI-from-country-code',
  link: 'Link',
  totalCount: 'X-Total-Count',
  limit: 'X-Limit',
  location: 'Location',
  contentType: 'Content-Type',
  contentEncoding: 'Content-Encoding',
  contentLength: 'Content-Length',
  accept: 'Accept',
  retryAfter: 'Retry-After',
} as const;

/** Headers as an HTTP server offers them: lower-case names. */
export type IncomingHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/** A routing pair that cannot be used, and why. */
export interface HeaderFault {
  readonly fault: 'half-pair' | 'malformed';
  readonly header: string;
  readonly message: string;
}

/** What a pair of routing headers names; null when both are absent. */
export type RoutingPair = { readonly party: PartyId | null } | HeaderFault;

/**
 * Reads `OCPI-from-*` or `OCPI-to-*`. Both absent is `party: null`; a repeated, half or malformed pair is a fault that names
 * the header. OCPI 2.2.1, Transport and format > Message Routing Headers.
 */
export function readRoutingPair(headers: IncomingHeaders, direction: 'from' | 'to'): RoutingPair {
  const countryName = direction === 'from' ? HEADER.fromCountryCode : HEADER.toCountryCode;
  const partyName = direction === 'from' ? HEADER.fromPartyId : HEADER.toPartyId;
  const countryCode = headers[direction === 'from' ? 'ocpi-from-country-code' : 'ocpi-to-country-code'];
  const partyId = headers[direction === 'from' ? 'ocpi-from-party-id' : 'ocpi-to-party-id'];
  if (countryCode === undefined && partyId === undefined) return { party: null };
  if (countryCode === undefined) return halfPair(countryName, partyName);
  if (partyId === undefined) return halfPair(partyName, countryName);
  // Repeated headers arrive joined by a comma: too long for either id, so one check refuses both.
  if (typeof countryCode !== 'string' || !isCountryCode(countryCode)) {
    return malformed(countryName, 'two letters, given once');
  }
  if (typeof partyId !== 'string' || !isPartyId(partyId)) {
    return malformed(partyName, 'three letters or digits, given once');
  }
  return { party: { countryCode, partyId } };
}

function halfPair(missing: string, present: string): HeaderFault {
  return { fault: 'half-pair', header: missing, message: `${present} is given but ${missing} is missing` };
}

function malformed(header: string, expected: string): HeaderFault {
  return { fault: 'malformed', header, message: `${header} must be ${expected}` };
}

/** Whether a request or correlation id may be passed on: printable ASCII, at most 128 characters. */
export function isUsableId(value: string): boolean {
  return value.length > 0 && value.length <= 128 && /^[\x21-\x7e]+$/.test(value);
}
