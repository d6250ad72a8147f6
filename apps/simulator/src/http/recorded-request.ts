import type { InterfaceRole, OcpiVersion } from '@busbar/ocpi';
import type { IncomingHttpHeaders } from 'node:http';
import type { ListenerRequest } from './listener.js';

/** What a platform has at a URL: `versions` and `version-details` are the two endpoints of the versions module. */
export interface PublishedEndpoint {
  /** Lower-case module id, or `versions` or `version-details`. */
  readonly module: string;
  readonly interfaceRole: InterfaceRole;
  /** Null on the versions endpoint only. */
  readonly version: OcpiVersion | null;
  readonly url: string;
}

/** Where a request was aimed; `endpoint` is null for a path that the platform does not publish. */
export interface Aim {
  readonly endpoint: PublishedEndpoint | null;
  /** Path below the endpoint, byte for byte, with its leading slash, or empty. */
  readonly rest: string;
}

/** A request as the simulator saw it on the wire. */
export interface RecordedRequest extends Aim {
  /** Milliseconds since the epoch. */
  readonly atMs: number;
  readonly method: string;
  /** Path and query, byte for byte. */
  readonly target: string;
  readonly query: string | null;
  /** Name and value by turns, in the spelling they arrived in. */
  readonly rawHeaders: readonly string[];
  /** By lower-case name. */
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
  /** The body parsed, or undefined when it is empty or no JSON. */
  readonly json: unknown;
  /** Sender and receiver by the routing headers, as `NL/ABC`; null when a header of the pair is missing. */
  readonly from: string | null;
  readonly to: string | null;
  readonly requestId: string | null;
  readonly correlationId: string | null;
  /** Counts the connections of the listener from 1: equal numbers came over one socket. */
  readonly connection: number;
}

/** Writes down a request. */
export function recordRequest(request: ListenerRequest, aim: Aim): RecordedRequest {
  const { message, body, connection } = request;
  const { headers, rawHeaders, method = '', url: target = '' } = message;
  const queryAt = target.indexOf('?');
  return {
    ...aim,
    atMs: Date.now(),
    method,
    target,
    query: queryAt < 0 ? null : target.slice(queryAt + 1),
    rawHeaders,
    headers,
    bytes: body,
    json: parseJson(body),
    from: party(headers, 'from'),
    to: party(headers, 'to'),
    requestId: single(headers, 'x-request-id'),
    correlationId: single(headers, 'x-correlation-id'),
    connection,
  };
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

function party(headers: IncomingHttpHeaders, direction: 'from' | 'to'): string | null {
  const country = single(headers, `ocpi-${direction}-country-code`);
  const id = single(headers, `ocpi-${direction}-party-id`);
  return country === null || id === null ? null : `${country}/${id}`;
}

function single(headers: IncomingHttpHeaders, name: string): string | null {
  const value = headers[name];
  return typeof value === 'string' ? value : null;
}
