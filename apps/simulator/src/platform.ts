import { randomUUID } from 'node:crypto';
import type { OcpiVersion } from '@busbar/ocpi';
import type { CredentialsObject, Peer } from './connection/peer.js';
import { discover, presentCredentials, type Handshake, type HandshakeMaker } from './connection/register.js';
import { authorizationFor, IssuedTokens } from './connection/tokens.js';
import { exchange, ReceivedAnswer } from './http/exchange.js';
import { Listener } from './http/listener.js';
import { recordRequest, type PublishedEndpoint } from './http/recorded-request.js';
import { Recording, type RequestMatch } from './http/recording.js';
import { misbehave, writePlain } from './http/write-answer.js';
import { answerTo, complete, type AnsweringPlatform } from './incoming.js';
import { prepareRequest, type PlatformRequest } from './outgoing.js';
import type { PlatformOptions, TokenEncoding } from './platform-options.js';
import { ProgrammedAnswers, type AnswerSource } from './programmed-answers.js';
import { Published } from './published.js';

/** An answer together with the ids of the request it belongs to. */
export class PlatformAnswer extends ReceivedAnswer {
  constructor(
    parts: ReceivedAnswer,
    readonly sentRequestId: string,
    readonly sentCorrelationId: string,
  ) {
    super(parts);
  }
}

const DEFAULT_TIMEOUT_MS = 10_000;

/** OCPI 2.1.1 sends tokens as they are; a platform that has later versions too writes Base64 in all of them. */
function encodingOf({ tokenEncoding, versions = [] }: PlatformOptions): TokenEncoding {
  return tokenEncoding ?? (versions.length > 0 && versions.every((version) => version === '2.1.1') ? 'raw' : 'base64');
}

/**
 * An OCPI platform on a port of its own with one connection, usually to a hub. It speaks HTTP and OCPI with code of its own, so
 * that what it accepts and sends bears witness for or against the hub.
 */
export class SimulatedPlatform {
  /** Everything it was asked. */
  readonly received = new Recording();
  /** The tokens it issued to the other side. */
  readonly tokens: IssuedTokens;
  private readonly listener: Listener;
  private readonly programmed = new ProgrammedAnswers();
  private readonly behaviour = new ProgrammedAnswers();
  private knownPeer: Peer | null = null;
  private documents: Published | null = null;

  constructor(private readonly options: PlatformOptions) {
    this.tokens = new IssuedTokens(encodingOf(options));
    this.listener = new Listener(options.host ?? '127.0.0.1', options.port ?? 0, async (incoming, response) => {
      const request = recordRequest(incoming, this.published.aimOf(incoming.message.url ?? ''));
      this.received.add(request);
      const answer = await answerTo(this.asAnswering(), request);
      const isRoutingOmitted = options.omitRoutingHeaders === true || request.endpoint?.version === '2.1.1';
      if (answer.kind === 'plain') await writePlain(response, complete(answer, request, isRoutingOmitted));
      else await misbehave(response, answer);
    });
  }

  /** Opens the port; after {@link stop} the same one again, with everything it knew. */
  async start(): Promise<void> {
    await this.listener.start();
    const host = this.options.publicHost ?? this.options.host ?? '127.0.0.1';
    this.documents = new Published(this.options, `http://${host}:${this.listener.port}`);
  }

  /** Closes the port and all connections. */
  async stop(): Promise<void> {
    await this.listener.stop();
  }

  get port(): number {
    return this.listener.port;
  }

  /** Its first party, as `NL/ABC`. */
  get party(): string {
    return this.options.parties[0]?.id ?? '';
  }

  get versionsUrl(): string {
    return this.published.versionsUrl;
  }

  /** The URL of one of its own endpoints. */
  endpointUrl(module: string, interfaceRole: PublishedEndpoint['interfaceRole'], version = this.version): string {
    return this.published.url(version, module, interfaceRole);
  }

  /** The version in use, or the newest it offers before it is connected. */
  get version(): OcpiVersion {
    return this.knownPeer?.version ?? this.options.versions?.at(-1) ?? '2.2.1';
  }

  /** What it knows of the other side; null until a handshake and after an end. */
  get peer(): Peer | null {
    return this.knownPeer;
  }

  /** Sets what it knows of the other side, without a handshake. */
  connect(peer: Peer | null): void {
    this.knownPeer = peer;
  }

  /** A token with which the other side may register here: token A. */
  issueRegistrationToken(): string {
    return this.tokens.issue('registration');
  }

  /** Its credentials object around a token; in 2.1.1 that of its first party. OCPI 2.2.1, Credentials > Credentials object. */
  credentials(token: string, version = this.version): CredentialsObject {
    const roles = this.options.parties.map(({ id, role, name = id }) => {
      const [country_code = '', party_id = ''] = id.split('/');
      return { role, country_code, party_id, business_details: { name } };
    });
    const { role, ...party } = roles[0] ?? { role: '' };
    const who = version === '2.1.1' ? party : { roles };
    const proper: CredentialsObject = { token, url: this.versionsUrl, ...who };
    return (this.options.credentialsData?.(proper) as CredentialsObject | undefined) ?? proper;
  }

  /** Registers at the other side with a token A of theirs. */
  async registerWith(where: {
    readonly versionsUrl: string;
    readonly token: string;
    readonly version?: OcpiVersion;
  }): Promise<Handshake> {
    return this.handshake('POST', where);
  }

  /** Renews the credentials; the other side may still use our old token until it has answered. */
  async updateCredentials(version?: OcpiVersion): Promise<Handshake> {
    const peer = this.connectedPeer();
    return this.handshake('PUT', {
      versionsUrl: peer.versionsUrl,
      token: peer.token,
      version: version ?? peer.version,
    });
  }

  /** Ends the connection by DELETE credentials; forgets the other side when it agreed. */
  async unregister(): Promise<PlatformAnswer> {
    const answer = await this.request({ method: 'DELETE', module: 'credentials' });
    if (!answer.isSuccess) return answer;
    this.tokens.revoke({ purpose: 'connection' });
    this.knownPeer = null;
    return answer;
  }

  /** Sends a request to the other side; rejects with {@link NoWholeAnswer} when no whole answer comes. */
  async request(request: PlatformRequest): Promise<PlatformAnswer> {
    const { outgoing, requestId, correlationId } = prepareRequest(request, {
      from: this.options.omitRoutingHeaders === true ? null : this.party,
      version: this.version,
      peer: this.knownPeer,
      timeoutMs: this.options.timeoutMs ?? DEFAULT_TIMEOUT_MS,
      authorization: (token) => authorizationFor(token, encodingOf(this.options)),
    });
    return new PlatformAnswer(await exchange(outgoing), requestId, correlationId);
  }

  /** Programs the answer to matching requests with a valid token; the rule added last wins. Serves `times` of them. */
  answerTo(match: RequestMatch, answer: AnswerSource, times = Infinity): void {
    this.programmed.add(match, answer, times);
  }

  /** Forgets what {@link answerTo} was told. */
  clearAnswers(): void {
    this.programmed.clear();
  }

  /** Teaches it how to answer as its role does; what is programmed by {@link answerTo} goes before. */
  teach(match: RequestMatch, answer: AnswerSource): void {
    this.behaviour.add(match, answer, Infinity);
  }

  private get published(): Published {
    if (!this.documents) throw new Error('the platform has not been started');
    return this.documents;
  }

  private connectedPeer(): Peer {
    if (!this.knownPeer) throw new Error('the platform is not connected');
    return this.knownPeer;
  }

  private async handshake(
    method: 'POST' | 'PUT',
    where: { readonly versionsUrl: string; readonly token: string; readonly version?: OcpiVersion },
  ): Promise<Handshake> {
    const maker = this.asHandshakeMaker();
    const discovery = await discover(maker, where);
    if (!discovery.done) return discovery;
    const former = this.tokens.connectionTokens;
    const token = this.tokens.issue('connection');
    const handshake = await presentCredentials(maker, method, {
      found: discovery.found,
      ours: this.credentials(token, discovery.found.version),
    });
    for (const ended of handshake.done ? former : [token]) this.tokens.revoke({ token: ended });
    if (handshake.done) this.knownPeer = handshake.peer;
    return handshake;
  }

  private asHandshakeMaker(): HandshakeMaker {
    return {
      versions: this.published.versions,
      call: (request) => this.request({ ...request, from: null, correlationId: randomUUID() }),
    };
  }

  private asAnswering(): AnsweringPlatform {
    return {
      ...this.asHandshakeMaker(),
      published: this.published,
      programmed: this.programmed,
      behaviour: this.behaviour,
      tokens: this.tokens,
      peer: this.knownPeer,
      credentials: (token, version) => this.credentials(token, version),
      connect: (peer) => this.connect(peer),
    };
  }
}
