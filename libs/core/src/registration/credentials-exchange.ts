import type { PartyDirectory, HubIdentity, PeerDefects, Presence } from '../ports.js';
import { isNotChanged, type PlatformStore } from '../platform-store.js';
import type { Endpoint, Platform, Registration } from '../registry.js';
import { checkRoles } from './claimed-roles.js';
import { readCredentials, type OfferedRole } from './credentials-object.js';
import { failure, isFailure, type HandshakeFailure, type OwnHandshakeFault } from './handshake-failure.js';
import { hubCredentials } from './hub-credentials.js';
import type { PeerAnswer } from './peer-answer.js';
import type { PeerApi, PeerApiPorts } from './peer-api.js';
import { reachableParties } from './reachable-parties.js';
import { currentPlatform, notStored } from './store-registration.js';
import type { TokenTheyIssued, TokenWeIssued } from './tokens.js';
import { isUnusable } from './unusable.js';

/** What exchanging credentials needs. */
export interface ExchangePorts extends PeerApiPorts {
  readonly store: PlatformStore;
  readonly directory: PartyDirectory;
  readonly presence: Presence;
  readonly defects: PeerDefects;
  readonly hub: HubIdentity;
}

/** What they gave for what we gave. */
export interface ExchangedCredentials {
  /** How they took it: a POST, or a PUT where they know us already. */
  readonly method: 'POST' | 'PUT';
  readonly offered: TokenWeIssued;
  readonly token: TokenTheyIssued;
  readonly roles: readonly OfferedRole[];
}

/** They call our versions and details back, with time for both, before they answer. */
export const CREDENTIALS_DEADLINE_MS = 30_000;
/** A new platform that gives no clear answer may still be calling back; nothing is open to it for longer. */
const OFFERED_TOKEN_LIFETIME_MS = 600_000;

type Failure = HandshakeFailure<OwnHandshakeFault>;
type Taken = { readonly method: 'POST' | 'PUT'; readonly data: unknown };

/** The part of a handshake in which the hub, as sender, gives its credentials and takes theirs. */
export class CredentialsExchange {
  constructor(
    private readonly ports: ExchangePorts,
    private readonly api: PeerApi,
    private readonly platform: Platform,
    private readonly discovered: Registration,
  ) {}

  /** Ends with their credentials checked, or with a failure after which they hold no token of this exchange that is of use. */
  async run(method: 'POST' | 'PUT'): Promise<ExchangedCredentials | Failure> {
    const url = credentialsUrl(this.discovered.endpoints);
    if (url === null) {
      return failure('check-modules', 'no-credentials-endpoint', 'their version details list no credentials endpoint');
    }
    const offered = await this.offerToken();
    if (isFailure(offered)) return offered;
    const taken = await this.sendCredentials(method, url, offered.token);
    if (isFailure(taken)) {
      // Who may have taken the new token must be able to go on with it; who has not must not keep a working one.
      if (taken.fault !== 'outcome-unknown') await this.withdraw(offered.token);
      return taken;
    }
    const credentials = readCredentials(taken.data, this.discovered.version);
    if (isUnusable(credentials)) {
      await this.giveUp(offered.token, null);
      return failure(
        'read-answer',
        'api-unusable',
        `they answered Credentials that cannot be used: ${credentials.unusable}`,
      );
    }
    const token = credentials.token.encodedAs(this.discovered.token.encoding);
    const exchanged = { method: taken.method, offered: offered.token, token, roles: credentials.roles };
    const claimed = checkRoles(this.platform, credentials.roles);
    if (!isUnusable(claimed)) return exchanged;
    await this.undo(exchanged);
    return failure('check-roles', 'party-not-allowed', `they answered Credentials where ${claimed.unusable}`);
  }

  /** They agreed, but it cannot be kept: what they think is registered is taken back where it was new. */
  async undo(exchanged: ExchangedCredentials): Promise<void> {
    await this.giveUp(exchanged.offered, exchanged.token);
  }

  /** They fetch our versions with the new token before they answer, so it must work before it is sent. */
  private async offerToken(): Promise<{ readonly token: TokenWeIssued } | Failure> {
    const current = currentPlatform(this.ports.directory, this.platform);
    if (current === null) return notStored({ notChanged: 'unknown-platform' });
    const token = this.ports.ids.token();
    const expiresAtMs = this.isKnown() ? null : this.ports.clock.now() + OFFERED_TOKEN_LIFETIME_MS;
    const held = { token, purpose: 'connection', expiresAtMs } as const;
    const added = await this.ports.store.addToken(current, held, true);
    return isNotChanged(added) ? { ...notStored(added), failedAt: 'offer-token' } : { token };
  }

  private async sendCredentials(method: 'POST' | 'PUT', url: string, offered: TokenWeIssued): Promise<Taken | Failure> {
    const answer = await this.call(method, url, offered);
    if (answer.kind === 'document') return { method, data: answer.data };
    // They hold a registration of ours that this hub has lost, and POST is for strangers: the same credentials go as an update.
    const isKnownThere = method === 'POST' && answer.kind === 'refused' && answer.httpStatus === 405;
    if (!isKnownThere) return exchangeFailure(method, url, answer);
    const second = await this.call('PUT', url, offered);
    return second.kind === 'document'
      ? { method: 'PUT', data: second.data }
      : exchangeFailure('PUT (after HTTP 405 to POST)', url, second);
  }

  private async call(method: 'POST' | 'PUT', url: string, offered: TokenWeIssued): Promise<PeerAnswer> {
    const { directory, presence, hub, clock } = this.ports;
    const snapshot = directory.snapshot();
    const reach = snapshot && { snapshot, presence, nowMs: clock.now() };
    const reachable = reach === null ? [] : reachableParties(this.platform, reach);
    const { version, token } = this.discovered;
    const json = JSON.stringify(hubCredentials({ version, token: offered.reveal(), hub, reachable }));
    const body = { json, offered };
    return this.api.callCredentials('send-credentials', {
      method,
      url,
      token,
      body,
      deadlineMs: CREDENTIALS_DEADLINE_MS,
    });
  }

  /** A platform that was registered before keeps the token it may be using by now; a new one is left as it was found. */
  private async giveUp(offered: TokenWeIssued, theirs: TokenTheyIssued | null): Promise<void> {
    if (this.isKnown()) return;
    const url = credentialsUrl(this.discovered.endpoints);
    if (theirs !== null && url !== null) {
      const call = { method: 'DELETE', url, token: theirs, body: null, deadlineMs: CREDENTIALS_DEADLINE_MS } as const;
      await this.api.callCredentials('send-credentials', call);
    }
    await this.withdraw(offered);
  }

  /** Ends the token by letting it expire now. Without the database it expires by itself, or stays with one who is registered. */
  private async withdraw(token: TokenWeIssued): Promise<void> {
    const current = currentPlatform(this.ports.directory, this.platform);
    if (current === null) return;
    const held = { token, purpose: 'connection', expiresAtMs: this.ports.clock.now() } as const;
    await this.ports.store.addToken(current, held, true);
  }

  private isKnown(): boolean {
    return this.platform.registration !== null;
  }
}

/** The URL of a platform's credentials endpoint; its interface role means nothing. */
export function credentialsUrl(endpoints: readonly Endpoint[]): string | null {
  return endpoints.find((endpoint) => endpoint.module === 'credentials')?.url ?? null;
}

function exchangeFailure(method: string, url: string, answer: Exclude<PeerAnswer, { kind: 'document' }>): Failure {
  const isStranger = answer.kind === 'refused' && answer.httpStatus === 405;
  const hint = isStranger
    ? ': they do not take this hub for registered; ask them for a registration token and connect anew'
    : '';
  const message = `${method} ${url} ${answer.why}${hint}`;
  switch (answer.kind) {
    case 'refused':
      return failure('send-credentials', 'refused-by-peer', message);
    case 'not-sent':
      return failure('send-credentials', 'api-unusable', message);
    case 'useless':
      return failure(
        'send-credentials',
        'outcome-unknown',
        `${message}: they may have stored the new credentials or not`,
      );
  }
}
