import { isNotChanged, type HeldToken } from '../platform-store.js';
import type { Platform } from '../registry.js';
import { credentialsUrl, CREDENTIALS_DEADLINE_MS } from './credentials-exchange.js';
import { failure, type HandshakeFailure } from './handshake-failure.js';
import { TraceWriter, type HandshakeTrace } from './handshake-trace.js';
import type { Handshake, HandshakePorts, OwnHandshakeOutcome } from './handshake.js';
import { PeerApi } from './peer-api.js';
import { currentPlatform, notStored } from './store-registration.js';
import type { TokenWeIssued } from './tokens.js';

const DAY_MS = 86_400_000;
/** Token A crosses the world by mail or ticket: a week, and no longer. */
export const REGISTRATION_TOKEN_LIFETIME_MS = 7 * DAY_MS;

/** A token A for the operator to hand over. */
export interface IssuedRegistrationToken {
  readonly platform: Platform;
  readonly token: TokenWeIssued;
  readonly expiresAtMs: number;
}

/** What an operator starts: the hub as sender, and tokens for those who are to call it. */
export class PeerRegistration {
  constructor(
    private readonly handshake: Handshake,
    private readonly ports: HandshakePorts,
  ) {}

  /** Registers the hub at a platform that handed out a versions URL and a token A of its own, for the newest common version. */
  connect(platform: Platform, invitation: { versionsUrl: string; token: string }): Promise<OwnHandshakeOutcome> {
    return this.handshake.asSender({ platform, method: 'POST', version: 'newest', ...invitation });
  }

  /**
   * Exchanges both sides' tokens by a PUT at the peer, on the version in use, and reads its endpoints again. What it holds works
   * until it first presents the new one; where no clear answer comes, both go on working.
   */
  async rotateToken(platform: Platform): Promise<OwnHandshakeOutcome> {
    const { registration } = platform;
    if (registration === null) {
      const result = failure('begin', 'not-registered', 'this platform is not registered: there is no token to rotate');
      const correlationId = this.ports.ids.uuid();
      return { result, trace: new TraceWriter('we-called', this.ports.clock.now(), correlationId).conclude(result) };
    }
    const { versionsUrl, token, version } = registration;
    return this.handshake.asSender({ platform, method: 'PUT', versionsUrl, token, version });
  }

  /** Tells the peer that the registration has ended. What it answers changes nothing here: the trace is for the operator. */
  async unregisterAtPeer(platform: Platform): Promise<HandshakeTrace> {
    const { clock, ids, documentsDeadlineMs } = this.ports;
    const trace = new TraceWriter('we-called', clock.now(), ids.uuid());
    const { registration } = platform;
    const url = registration === null ? null : credentialsUrl(registration.endpoints);
    if (registration === null || url === null) {
      return trace.conclude(failure('begin', 'not-registered', 'there is no credentials endpoint of theirs to call'));
    }
    const call = { method: 'DELETE', url, token: registration.token, body: null } as const;
    const api = new PeerApi(this.ports, platform, trace, documentsDeadlineMs);
    const answer = await api.callCredentials('send-credentials', { ...call, deadlineMs: CREDENTIALS_DEADLINE_MS });
    const refused = answer.kind === 'document' ? null : failure('send-credentials', 'refused-by-peer', answer.why);
    return trace.conclude(refused);
  }

  /** A new token A, in every state of the platform; an earlier one ends with it. */
  async issueRegistrationToken(platform: Platform): Promise<IssuedRegistrationToken | HandshakeFailure> {
    const current = currentPlatform(this.ports.directory, platform);
    if (current === null) return notStored({ notChanged: 'unknown-platform' });
    const held = registrationToken(this.ports);
    const stored = await this.ports.store.addToken(current, held, false);
    if (isNotChanged(stored)) return notStored(stored);
    return { platform: stored, token: held.token, expiresAtMs: held.expiresAtMs };
  }
}

/** A token A as it is stored with a new platform. */
export function registrationToken(
  ports: Pick<HandshakePorts, 'ids' | 'clock'>,
): HeldToken & { readonly expiresAtMs: number } {
  const expiresAtMs = ports.clock.now() + REGISTRATION_TOKEN_LIFETIME_MS;
  return { token: ports.ids.token(), purpose: 'registration', expiresAtMs };
}
