import {
  CredentialsEndpoint,
  Handshake,
  HandshakeTraces,
  Ids,
  isRefusal,
  PeerDefects,
  PeerRegistration,
  Presence,
  statusOf,
  TokenWeIssued,
  VersionsEndpoint,
  type ConfigurationEndpoint,
  type ConnectionStatus,
  type HandshakePorts,
  type HandshakeTrace,
  type PeerDefect,
  type Platform,
  type RefusalKind,
} from '@busbar/core';
import type { OcpiVersion } from '@busbar/ocpi';
import { InMemoryPlatformStore } from '../doubles/in-memory-party-directory.js';
import { ManualClock } from '../doubles/manual-clock.js';
import { PeerPlatform, role } from '../doubles/peer-platform.js';
import { aPlatform, partyId, type PlatformSketch } from './builders.js';

/** One call of a configuration module of the hub. */
export interface HubCall {
  readonly token: string;
  readonly version?: OcpiVersion;
  readonly body?: unknown;
  readonly rest?: string;
}

/** What the hub answered: data, or a refusal with its two status codes. */
export type HubAnswer =
  | { readonly ok: true; readonly data: Record<string, unknown> }
  | {
      readonly ok: false;
      readonly kind: RefusalKind;
      readonly http: number;
      readonly ocpi: number;
      readonly message: string;
      readonly retryAfterS: number | null;
    };

/** The hub's registration with everything around it in memory; the peer is the only platform that can be called. */
export class RegistrationRig {
  readonly clock = new ManualClock();
  readonly peer = new PeerPlatform();
  readonly defects: PeerDefect[] = [];
  readonly traces = new KeptTraces();
  readonly store: InMemoryPlatformStore;
  readonly ports: HandshakePorts;
  readonly handshake: Handshake;
  readonly peerRegistration: PeerRegistration;
  private readonly credentials: CredentialsEndpoint;
  private readonly versions: VersionsEndpoint;

  constructor(...platforms: readonly Platform[]) {
    this.store = new InMemoryPlatformStore(() => this.clock.now(), ...platforms);
    this.ports = {
      clock: this.clock,
      ids: new CountedIds(),
      client: this.peer,
      store: this.store,
      directory: this.store.directory,
      presence: new StoredPresence(),
      defects: new NotedDefects(this.defects),
      hub: { party: partyId('NL/HUB'), name: 'Test hub', publicUrl: 'https://hub.example' },
      traces: this.traces,
      documentsDeadlineMs: 10_000,
    };
    this.handshake = new Handshake(this.ports);
    this.peerRegistration = new PeerRegistration(this.handshake, this.ports);
    this.credentials = new CredentialsEndpoint(this.handshake, this.ports);
    this.versions = new VersionsEndpoint(this.ports.hub, this.ports.presence);
  }

  /** Calls the credentials endpoint as whoever holds the token. */
  callCredentials(method: string, call: HubCall): Promise<HubAnswer> {
    return this.call(this.credentials, method, { version: '2.2.1', ...call });
  }

  /** GETs the versions, or the details of a version. */
  getVersions(call: HubCall): Promise<HubAnswer> {
    return this.call(this.versions, 'GET', call);
  }

  /** Whether a token opens the hub, and to what. */
  opens(token: string): string | null {
    return this.store.directory.whoPresents(`Token ${btoa(token)}`)?.purpose ?? null;
  }

  private async call(endpoint: ConfigurationEndpoint, method: string, call: HubCall): Promise<HubAnswer> {
    const holder = this.store.directory.whoPresents(`Token ${btoa(call.token)}`);
    const snapshot = this.store.directory.snapshot();
    if (holder === null || snapshot === null) {
      return { ok: false, kind: 'unknown-token', ...statusOf('unknown-token'), message: '', retryAfterS: null };
    }
    const answer = await endpoint.answer({
      holder,
      presentedToken: call.token,
      snapshot,
      method,
      version: call.version ?? null,
      rest: call.rest ?? '',
      query: null,
      body: call.body === undefined ? null : new TextEncoder().encode(bodyText(call.body)),
      correlationId: 'their-correlation-id',
      atMs: this.clock.now(),
    });
    if (!isRefusal(answer)) return { ok: true, data: answer.data as Record<string, unknown> };
    return { ok: false, ...answer, ...statusOf(answer.kind) };
  }
}

/** A platform that has not registered yet. */
export const NEWCOMER: PlatformSketch = {
  id: 'peer',
  parties: ['CPO NL/ABC', 'EMSP NL/ABC'],
  offers: null,
  status: 'PLANNED',
};
/** What it sends to register. */
export const CPO_OF_PEER = {
  token: 'token-b',
  url: 'https://peer.example/ocpi/versions',
  roles: [role('CPO', 'NL', 'ABC')],
};

/** A hub with one platform that holds `token-a` and, beside it, those of the sketches. */
export function aHubWithNewcomer(
  newcomer: Partial<PlatformSketch> = {},
  ...others: readonly PlatformSketch[]
): RegistrationRig {
  const hub = new RegistrationRig(aPlatform({ ...NEWCOMER, ...newcomer }), ...others.map(aPlatform));
  hub.store.giveToken('peer', 'token-a', 'registration');
  return hub;
}

/** The same after a POST; the platform holds `hub-token-1`. */
export async function aRegisteredPeer(...others: readonly PlatformSketch[]): Promise<RegistrationRig> {
  const hub = aHubWithNewcomer({}, ...others);
  await hub.callCredentials('POST', { token: 'token-a', body: CPO_OF_PEER });
  hub.peer.requests.length = 0;
  return hub;
}

function bodyText(body: unknown): string {
  return typeof body === 'string' ? body : JSON.stringify(body);
}

class KeptTraces extends HandshakeTraces {
  readonly kept: (HandshakeTrace & { readonly platformId: string })[] = [];

  override keep(platformId: string, trace: HandshakeTrace): void {
    this.kept.push({ platformId, ...trace });
  }
}

class StoredPresence extends Presence {
  override statusOf(platform: Platform): ConnectionStatus {
    return platform.status;
  }

  override heardFrom(): void {
    // Registration neither tells nor asks it.
  }

  override exchangeEnded(): void {
    // The same.
  }
}

class NotedDefects extends PeerDefects {
  constructor(private readonly noted: PeerDefect[]) {
    super();
  }

  override note(defect: PeerDefect): void {
    this.noted.push(defect);
  }
}

class CountedIds extends Ids {
  private tokens = 0;
  private uuids = 0;

  override uuid(): string {
    return `uuid-${(this.uuids += 1)}`;
  }

  override messageId(): string {
    return 'message';
  }

  override carriedUrlId(): string {
    return 'carried';
  }

  override token(): TokenWeIssued {
    return new TokenWeIssued(`hub-token-${(this.tokens += 1)}`);
  }

  fingerprint(parts: readonly (string | Uint8Array)[]): string {
    return parts.map((part) => (typeof part === 'string' ? part : new TextDecoder().decode(part))).join('|');
  }
}
