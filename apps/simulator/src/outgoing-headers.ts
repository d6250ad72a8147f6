import { HEADER, parsePartyId } from '@busbar/ocpi';

/** Ids and parties of a request as a platform sends it. */
export interface Envelope {
  readonly requestId: string;
  readonly correlationId: string;
  /** `NL/ABC`; null leaves the pair out. */
  readonly from: string | null;
  readonly to: string | null;
}

/** The routing and id headers of a request. OCPI 2.2.1, Transport and format > Message Routing Headers, Unique message IDs. */
export function messageHeaders(envelope: Envelope): readonly string[] {
  return [
    HEADER.requestId,
    envelope.requestId,
    HEADER.correlationId,
    envelope.correlationId,
    ...routingPair('from', envelope.from),
    ...routingPair('to', envelope.to),
  ];
}

/** The routing headers of one side. */
export function routingPair(direction: 'from' | 'to', party: string | null): readonly string[] {
  if (party === null) return [];
  const id = parsePartyId(party);
  if (id === null) throw new Error(`"${party}" is no party id like NL/ABC`);
  return direction === 'from'
    ? [HEADER.fromCountryCode, id.countryCode, HEADER.fromPartyId, id.partyId]
    : [HEADER.toCountryCode, id.countryCode, HEADER.toPartyId, id.partyId];
}

/** Header changes: a name given null is left out, any other replaces or joins what is there, whatever its case. */
export type HeaderChanges = Readonly<Record<string, string | readonly string[] | null>>;

/** Applies changes to a list of names and values by turns. */
export function changeHeaders(headers: readonly string[], changes: HeaderChanges): readonly string[] {
  const changed = new Set(Object.keys(changes).map((name) => name.toLowerCase()));
  const result: string[] = [];
  for (let i = 0; i < headers.length; i += 2) {
    const [name = '', value = ''] = [headers[i], headers[i + 1]];
    if (!changed.has(name.toLowerCase())) result.push(name, value);
  }
  for (const [name, value] of Object.entries(changes)) {
    const values = value === null ? [] : typeof value === 'string' ? [value] : value;
    for (const one of values) result.push(name, one);
  }
  return result;
}
