import {
  carriedPlace,
  findQueryParameter,
  hostOf,
  joinEndpoint,
  MAX_URL_LENGTH,
  replaceAt,
  replaceQueryValue,
  RESPONSE_URL,
  stringAt,
} from '@busbar/ocpi';
import { RESPONSE_URL_LIFETIME_MS, type CarriedUrl } from '../carried-urls.js';
import type { CarriedUrls, HubIdentity, Ids } from '../ports.js';
import type { Platform } from '../registry.js';
import { isOnOwnHost } from './own-host.js';
import type { ReadBody } from './read-body.js';
import type { Routed } from './message.js';
import { isRefusal, refuse, type Refusal } from './refusal.js';

/** What leaves for the receiver. */
export interface Outgoing {
  readonly url: string;
  readonly body: Uint8Array | null;
}

/** What rewriting a request asks for. */
export interface RewriteRequestPorts {
  readonly hub: HubIdentity;
  readonly ids: Ids;
  readonly carriedUrls: CarriedUrls;
}

/**
 * Puts a hub URL in the place of a `response_url`. The row behind it is committed before the message leaves: a result that comes back
 * must find it, also after a restart. Everything else of body and query passes byte for byte.
 */
export async function rewriteRequest(
  message: Routed,
  body: ReadBody,
  ports: RewriteRequestPorts,
): Promise<Outgoing | Refusal> {
  const found = findResponseUrl(message, body);
  if (isRefusal(found)) return found;
  const unusable = refuseUnusable(found.url, message.platform);
  if (unusable !== null) return unusable;
  const row = rowFor(message, found.url, ports.ids);
  const stored = await ports.carriedUrls.save(row);
  if (stored === 'database-lost') {
    return refuse('database-lost', 'the hub cannot note where the result must go, so nothing was sent', 5);
  }
  return found.replace(carriedUrl(ports.hub, message.version, row.id));
}

/** Whether a request carries a URL that must be replaced. */
export function carriesUrl(message: Routed): boolean {
  const { module, interfaceRole, carried } = message.plan;
  return carried === null && carriedPlace(module, interfaceRole, message.raw.method)?.way === 'request';
}

/** The hub URL that stands for a carried URL; well below the 255 characters that OCPI allows. */
export function carriedUrl(hub: HubIdentity, version: string, id: string): string {
  return `${hub.publicUrl}/ocpi/${version}/carried/${id}`;
}

interface FoundUrl {
  readonly url: string;
  readonly replace: (hubUrl: string) => Outgoing;
}

function findResponseUrl(message: Routed, body: ReadBody): FoundUrl | Refusal {
  const { plan } = message;
  return carriedPlace(plan.module, plan.interfaceRole, message.raw.method)?.where === 'query'
    ? findInQuery(message, body)
    : findInBody(message, body);
}

function findInBody(message: Routed, body: ReadBody): FoundUrl | Refusal {
  const span = body.members.get(RESPONSE_URL);
  if (span === undefined || body.bytes === null) return missing('body');
  if (span === 'duplicate')
    return refuse('invalid-parameters', `${RESPONSE_URL} stands twice in the body, or in another case`);
  const { bytes } = body;
  const url = stringAt(bytes, span);
  if (url === null) return refuse('invalid-parameters', `${RESPONSE_URL} must be a string`);
  return { url, replace: (hubUrl) => ({ url: message.plan.url, body: replaceAt(bytes, span, hubUrl) }) };
}

function findInQuery(message: Routed, body: ReadBody): FoundUrl | Refusal {
  const { query, plan } = message;
  if (query === null) return missing('query');
  const parameter = findQueryParameter(query, RESPONSE_URL);
  if (parameter === null) return missing('query');
  if (parameter === 'duplicate') return refuse('invalid-parameters', `${RESPONSE_URL} stands twice in the query`);
  const endpoint = message.snapshot.endpoint(plan.receiver.platform.id, plan.module, plan.interfaceRole);
  const { address } = message;
  if (endpoint === null || address.kind !== 'module') return missing('query');
  const { trailing_slash: trailingSlash } = plan.receiver.platform.settings;
  return {
    url: parameter.value,
    replace: (hubUrl) => ({
      url: joinEndpoint(endpoint, {
        rest: address.rest,
        query: replaceQueryValue(query, parameter, hubUrl),
        trailingSlash,
      }),
      body: body.bytes,
    }),
  };
}

function missing(where: 'body' | 'query'): Refusal {
  return refuse('invalid-parameters', `${RESPONSE_URL} is missing in the ${where}`);
}

/** A result is only ever sent to a host that the asker's platform published: nobody makes the hub call a stranger. */
function refuseUnusable(url: string, platform: Platform): Refusal | null {
  if (url.length > MAX_URL_LENGTH) {
    return refuse('invalid-parameters', `${RESPONSE_URL} is longer than ${MAX_URL_LENGTH} characters`);
  }
  if (hostOf(url) === null) return refuse('invalid-parameters', `${RESPONSE_URL} is no http or https URL`);
  return isOnOwnHost(url, platform)
    ? null
    : refuse(
        'invalid-parameters',
        `the host of ${RESPONSE_URL} occurs in none of the URLs of your versions and details`,
      );
}

function rowFor(message: Routed, url: string, ids: Ids): CarriedUrl {
  return {
    id: ids.carriedUrlId(),
    kind: 'response-url',
    url,
    ownerPlatformId: message.platform.id,
    owner: message.from,
    userPlatformId: message.plan.receiver.platform.id,
    user: message.plan.receiver.id,
    module: message.plan.module,
    correlationId: message.correlationId,
    createdAtMs: message.atMs,
    expiresAtMs: message.atMs + RESPONSE_URL_LIFETIME_MS,
  };
}
