import { PartyClient, type PartyAnswer, type PartyRequest } from '@busbar/core';
import { tokenCandidates } from '@busbar/ocpi';

/** What a request to a peer is answered with. */
export type PeerReply = (request: PartyRequest) => PartyAnswer | Promise<PartyAnswer>;

/**
 * The configuration modules of one platform at `https://peer.example`, as the far end of the hub's own door: it knows its tokens,
 * publishes its versions and details, and takes credentials. Everything can be changed, and any URL can be made to misbehave.
 */
export class PeerPlatform extends PartyClient {
  readonly requests: PartyRequest[] = [];
  /** What the hub may present. */
  tokens = ['token-b'];
  /** How it wants the token written. */
  accepts: 'base64' | 'raw' = 'base64';
  versionsUrl = 'https://peer.example/ocpi/versions';
  versions: unknown = [
    { version: '2.2', url: 'https://peer.example/ocpi/2.2' },
    { version: '2.2.1', url: 'https://peer.example/ocpi/2.2.1' },
  ];
  endpoints: unknown[] = [
    endpoint('credentials', 'SENDER'),
    endpoint('locations', 'SENDER'),
    endpoint('tokens', 'RECEIVER'),
  ];
  /** Overrides, by `GET https://...`. */
  readonly replies = new Map<string, PeerReply>();
  /** What it answers to POST and PUT of credentials. */
  credentials: PeerReply = () =>
    success({ token: 'token-c', url: this.versionsUrl, roles: [role('CPO', 'NL', 'ABC')] });

  override async exchange(request: PartyRequest): Promise<PartyAnswer> {
    this.requests.push(request);
    const reply = this.replies.get(`${request.method} ${request.url}`);
    if (reply !== undefined) return reply(request);
    if (!this.isAuthorized(request)) return json(401, { status_code: 2000, status_message: 'who are you' });
    if (request.url === this.versionsUrl) return success(this.versions);
    const version = /^https:\/\/peer\.example\/ocpi\/([\d.]+)$/.exec(request.url)?.[1];
    if (version !== undefined) return success({ version, endpoints: this.endpoints });
    if (request.url === CREDENTIALS_URL && request.method !== 'DELETE') return this.credentials(request);
    if (request.url === CREDENTIALS_URL) return success(null);
    return json(404, { status_code: 2000 });
  }

  /** Makes it a platform that has OCPI 2.1.1 and nothing else, with endpoints of these modules, as party `NL/ABC`. */
  speak211(...modules: readonly string[]): void {
    this.accepts = 'raw';
    this.versions = [{ version: '2.1.1', url: 'https://peer.example/ocpi/2.1.1' }];
    this.endpoints = ['credentials', ...modules].map(endpointOf211);
    this.credentials = () =>
      success({ ...{ token: 'token-c', url: this.versionsUrl }, country_code: 'NL', party_id: 'ABC' });
  }

  /** What was asked, in order: `GET https://...`. */
  get asked(): readonly string[] {
    return this.requests.map(({ method, url }) => `${method} ${url}`);
  }

  private isAuthorized({ authorization }: PartyRequest): boolean {
    const [asIs, decoded] = tokenCandidates(authorization);
    const token = this.accepts === 'raw' ? asIs : decoded;
    return token !== undefined && this.tokens.includes(token);
  }
}

/** Where the peer takes credentials. */
export const CREDENTIALS_URL = 'https://peer.example/ocpi/credentials';

/** An entry of version details. */
export function endpoint(identifier: string, interfaceRole: string): Record<string, string> {
  return { identifier, role: interfaceRole, url: `https://peer.example/ocpi/${identifier.toLowerCase()}` };
}

/** An entry of version details of OCPI 2.1.1. */
export function endpointOf211(identifier: string): Record<string, string> {
  return { identifier, url: `https://peer.example/ocpi/${identifier.toLowerCase()}` };
}

/** An entry of Credentials. */
export function role(name: string, countryCode: string, partyId: string): Record<string, unknown> {
  return { role: name, country_code: countryCode, party_id: partyId, business_details: { name: 'Peer' } };
}

/** HTTP 200, OCPI 1000. */
export function success(data: unknown): PartyAnswer {
  return json(200, { data, status_code: 1000, timestamp: '2026-01-31T12:00:00Z' });
}

/** A whole answer in JSON. */
export function json(status: number, content: unknown): PartyAnswer {
  return text(status, JSON.stringify(content));
}

/** A whole answer of any text. */
export function text(status: number, content: string): PartyAnswer {
  return {
    kind: 'answer',
    status,
    headers: new Map(),
    body: { kind: 'whole', bytes: new TextEncoder().encode(content) },
  };
}
