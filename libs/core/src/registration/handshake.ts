import { isTokenText, type OcpiVersion } from '@busbar/ocpi';
import type { Platform } from '../registry.js';
import { checkRoles } from './claimed-roles.js';
import { readCredentialsBody } from './credentials-object.js';
import { CredentialsExchange, type ExchangePorts } from './credentials-exchange.js';
import { discover } from './discover.js';
import { failure, isFailure, type HandshakeFailure, type OwnHandshakeFault } from './handshake-failure.js';
import { TraceWriter, type HandshakeTrace, type HandshakeTraces } from './handshake-trace.js';
import { PeerApi } from './peer-api.js';
import { storeRegistration } from './store-registration.js';
import { TokenTheyIssued, type TokenWeIssued } from './tokens.js';
import { isUnusable } from './unusable.js';

/** What a handshake asks of the world. */
export interface HandshakePorts extends ExchangePorts {
  readonly traces: HandshakeTraces;
  /** For versions and details together, in ms: the caller of our credentials endpoint waits that long. */
  readonly documentsDeadlineMs: number;
}

/** They called our credentials endpoint: what they sent, and the version whose endpoint it was. */
export interface TheirCall {
  readonly platform: Platform;
  readonly method: 'POST' | 'PUT';
  readonly version: OcpiVersion;
  /** Null where they sent none. */
  readonly body: Uint8Array | null;
  readonly correlationId: string;
}

/** We are to call theirs: where, with which token of theirs, and for which version. */
export interface OurCall {
  readonly platform: Platform;
  readonly method: 'POST' | 'PUT';
  readonly versionsUrl: string;
  readonly token: string | TokenTheyIssued;
  readonly version: OcpiVersion | 'newest';
}

/** A platform whose handshake ended well. */
export interface Registered {
  readonly platform: Platform;
  readonly version: OcpiVersion;
  /** The token it uses from now on; in clear for its last time. */
  readonly newToken: TokenWeIssued;
}

/** How a handshake of our own ended, and all that was asked and answered on the way. */
export interface OwnHandshakeOutcome {
  readonly result: Registered | HandshakeFailure<OwnHandshakeFault>;
  readonly trace: HandshakeTrace;
}

/**
 * The handshake, in both directions; each step takes what the one before it found, so none can be left out.
 *
 *     as receiver:  their credentials read → roles checked → versions and details fetched → stored
 *     as sender:    versions and details fetched → our credentials sent → theirs read → roles checked → stored
 *
 * One handshake per platform at a time: the second of two is told so at once instead of fetching everything in vain. That memory
 * is this process's own; between processes the store's compare-and-set decides.
 */
export class Handshake {
  private readonly underWay = new Set<string>();

  constructor(private readonly ports: HandshakePorts) {}

  /** Ends with the platform registered and a new token for it to be answered, or with nothing changed. */
  async asReceiver(call: TheirCall): Promise<Registered | HandshakeFailure> {
    const trace = new TraceWriter('they-called', this.ports.clock.now(), call.correlationId);
    const result = await this.alone(call.platform, () => this.receive(call, trace));
    this.ports.traces.keep(call.platform.id, trace.conclude(isFailure(result) ? result : null));
    return result;
  }

  /** Ends with the platform registered, or with a failure that says what may have happened on the other side. */
  async asSender(call: OurCall): Promise<OwnHandshakeOutcome> {
    const writer = new TraceWriter('we-called', this.ports.clock.now(), this.ports.ids.uuid());
    const result = await this.alone(call.platform, () => this.send(call, writer));
    const trace = writer.conclude(isFailure(result) ? result : null);
    this.ports.traces.keep(call.platform.id, trace);
    return { result, trace };
  }

  private async receive(call: TheirCall, trace: TraceWriter): Promise<Registered | HandshakeFailure> {
    const { platform, version, method } = call;
    const credentials = readCredentialsBody(call.body, version);
    if (isUnusable(credentials)) return failure('read-credentials', 'invalid-credentials', credentials.unusable);
    trace.passed('read-credentials', `${method} for version ${version}`);
    const claimed = checkRoles(platform, credentials.roles);
    if (isUnusable(claimed)) return failure('check-roles', 'party-not-allowed', claimed.unusable);
    trace.passed('check-roles', `${credentials.roles.length} of ${platform.parties.length} parties`);

    const { url: versionsUrl, token } = credentials;
    const api = new PeerApi(this.ports, platform, trace, this.ports.documentsDeadlineMs);
    const hubUrl = this.ports.hub.publicUrl;
    const discovered = await discover(api, this.ports.defects, { platform, versionsUrl, token, version, hubUrl });
    if (isFailure(discovered)) return discovered;

    const newToken = this.ports.ids.token();
    const stored = await storeRegistration(this.ports, {
      begun: platform,
      roles: credentials.roles,
      registration: discovered,
      newToken: { token: newToken, purpose: 'connection', expiresAtMs: null },
      retireOthers: retirementAfter(method),
    });
    return isFailure(stored) ? stored : { platform: stored, version, newToken };
  }

  private async send(call: OurCall, trace: TraceWriter): Promise<Registered | HandshakeFailure<OwnHandshakeFault>> {
    const { platform, versionsUrl } = call;
    const token = readToken(call.token);
    if (token === null) return failure('begin', 'invalid-credentials', 'the token is none that OCPI allows');

    const api = new PeerApi(this.ports, platform, trace, this.ports.documentsDeadlineMs);
    const { version } = call;
    const hubUrl = this.ports.hub.publicUrl;
    const discovered = await discover(api, this.ports.defects, { platform, versionsUrl, token, version, hubUrl });
    if (isFailure(discovered)) return discovered;

    const exchange = new CredentialsExchange(this.ports, api, platform, discovered);
    const exchanged = await exchange.run(call.method);
    if (isFailure(exchanged)) return exchanged;
    trace.passed('check-roles', `${exchanged.roles.length} of ${platform.parties.length} parties`);

    const stored = await storeRegistration(this.ports, {
      begun: platform,
      roles: exchanged.roles,
      registration: { ...discovered, token: exchanged.token },
      newToken: { token: exchanged.offered, purpose: 'connection', expiresAtMs: null },
      retireOthers: retirementAfter(exchanged.method),
    });
    if (!isFailure(stored)) return { platform: stored, version: discovered.version, newToken: exchanged.offered };
    await exchange.undo(exchanged);
    return stored;
  }

  private async alone<Result>(
    platform: Platform,
    handshake: () => Promise<Result>,
  ): Promise<Result | HandshakeFailure> {
    if (this.ports.presence.statusOf(platform) === 'SUSPENDED' && platform.registration !== null) {
      const message = 'the operator of this hub has suspended this platform; it is to be resumed first';
      return failure('begin', 'platform-suspended', message);
    }
    if (this.underWay.has(platform.id)) {
      return failure('begin', 'under-way', 'another registration of this platform is under way; wait for its end');
    }
    this.underWay.add(platform.id);
    try {
      return await handshake();
    } finally {
      this.underWay.delete(platform.id);
    }
  }
}

/**
 * A POST begins anew: every other token ends with it, token A and those of a former registration alike. Should its answer be lost,
 * the operator makes another registration token, which works in every state. A PUT changes what is in use: what they hold keeps
 * working until the new token is first presented, so a lost answer locks nobody out. OCPI 2.2.1, Credentials > Registration.
 */
function retirementAfter(method: 'POST' | 'PUT'): 'now' | 'when-next-is-used' {
  return method === 'POST' ? 'now' : 'when-next-is-used';
}

function readToken(token: string | TokenTheyIssued): TokenTheyIssued | null {
  if (typeof token !== 'string') return token;
  return isTokenText(token) ? new TokenTheyIssued(token, 'base64') : null;
}
