import { HEADER, isConfigurationModule, type InterfaceRole, type OcpiVersion } from '@busbar/ocpi';
import { randomUUID } from 'node:crypto';
import { peerUrl, type Peer } from './connection/peer.js';
import type { Outgoing } from './http/exchange.js';
import { changeHeaders, messageHeaders, type HeaderChanges } from './outgoing-headers.js';

/** A request to the other side of the connection; aimed at one of its endpoints or at a URL that it gave. */
export interface PlatformRequest {
  readonly method: string;
  readonly module?: string;
  readonly interfaceRole?: InterfaceRole;
  /** Below the endpoint, byte for byte; begins with a slash unless it is empty. */
  readonly path?: string;
  /** Without `?`. */
  readonly query?: string;
  /** Instead of module and interface: from a Link, a Location or a response_url. */
  readonly url?: string;
  /** `NL/ABC`; the first party of the platform unless told otherwise, null leaves the pair out. */
  readonly from?: string | null;
  /** Left out unless told otherwise. */
  readonly to?: string | null;
  /** Bytes and text go as they are, anything else as JSON. */
  readonly body?: unknown;
  readonly headers?: HeaderChanges;
  /** Instead of the token that the other side issued. */
  readonly token?: string;
  readonly requestId?: string;
  readonly correlationId?: string;
  readonly timeoutMs?: number;
}

/** What the sending platform adds to a request. */
export interface SenderDefaults {
  readonly from: string | null;
  /** OCPI 2.1.1 has no routing headers: what a request says of them is left out there. */
  readonly version: OcpiVersion;
  readonly peer: Peer | null;
  readonly timeoutMs: number;
  readonly authorization: (token: string) => string;
}

/** A request ready to go, with its ids. */
export interface PreparedRequest {
  readonly outgoing: Outgoing;
  readonly requestId: string;
  readonly correlationId: string;
}

/** Completes a request: URL from the other side's details, ids, routing headers, token. */
export function prepareRequest(request: PlatformRequest, defaults: SenderDefaults): PreparedRequest {
  const { requestId = randomUUID(), correlationId = randomUUID() } = request;
  const isRouted = defaults.version !== '2.1.1';
  const to = isRouted ? (request.to ?? null) : null;
  // OCPI 2.2.1, Message Routing Headers: configuration modules carry none.
  const ownParty = isConfigurationModule(request.module ?? '') ? null : defaults.from;
  const from = isRouted ? (request.from === undefined ? ownParty : request.from) : null;
  const token = request.token ?? defaults.peer?.token;
  const body = bodyBytes(request.body);
  const headers = [
    ...(token === undefined ? [] : [HEADER.authorization, defaults.authorization(token)]),
    ...messageHeaders({ requestId, correlationId, from, to }),
    ...(body === null ? [] : [HEADER.contentType, 'application/json']),
  ];
  return {
    requestId,
    correlationId,
    outgoing: {
      method: request.method,
      url: urlOf(request, defaults.peer),
      headers: changeHeaders(headers, request.headers ?? {}),
      body,
      timeoutMs: request.timeoutMs ?? defaults.timeoutMs,
    },
  };
}

function urlOf(request: PlatformRequest, peer: Peer | null): string {
  const query = request.query === undefined ? '' : `?${request.query}`;
  if (request.url !== undefined) return `${request.url}${request.path ?? ''}${query}`;
  const { module = '', interfaceRole = 'SENDER', path = '' } = request;
  const endpoint = peer === null ? null : peerUrl(peer.endpoints, module, interfaceRole);
  if (endpoint === null) throw new Error(`the other side published no ${interfaceRole} interface of ${module}`);
  return `${path === '' ? endpoint : endpoint.replace(/\/$/, '')}${path}${query}`;
}

function bodyBytes(body: unknown): Uint8Array | null {
  if (body === undefined) return null;
  if (body instanceof Uint8Array) return body;
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}
