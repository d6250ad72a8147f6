import { HEADER } from '@busbar/ocpi';
import type { Clock, Ids, PartyClient } from '../ports.js';
import type { Platform } from '../registry.js';
import { failure, type HandshakeFailure, type HandshakeStep } from './handshake-failure.js';
import type { TraceWriter } from './handshake-trace.js';
import { readPeerAnswer, type PeerAnswer } from './peer-answer.js';
import type { TokenTheyIssued, TokenWeIssued } from './tokens.js';

/** What calling a peer's configuration modules needs. */
export interface PeerApiPorts {
  readonly client: PartyClient;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** One document to fetch. */
export interface DocumentRequest {
  readonly step: HandshakeStep;
  readonly url: string;
  readonly token: TokenTheyIssued;
  /** On a refusal ask once more with the token written the other way. */
  readonly mayLearnEncoding: boolean;
}

/** A document, and the token as the peer understood it. */
export interface Document {
  readonly data: unknown;
  readonly token: TokenTheyIssued;
}

/** One call of a peer's credentials endpoint. */
export interface CredentialsCall {
  readonly method: 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly token: TokenTheyIssued;
  readonly body: { readonly json: string; readonly offered: TokenWeIssued } | null;
  readonly deadlineMs: number;
}

/** A peer's configuration modules during one handshake; every request is written into its trace. */
export class PeerApi {
  private readonly documentsUntil: number;

  /** `documentsDeadlineMs` covers all documents together. */
  constructor(
    private readonly ports: PeerApiPorts,
    private readonly platform: Platform,
    private readonly trace: TraceWriter,
    documentsDeadlineMs: number,
  ) {
    this.documentsUntil = ports.clock.elapsed() + documentsDeadlineMs;
  }

  /**
   * GETs a document. The encoding of the token is tried here and nowhere else: a GET of versions or details changes nothing, and a
   * token written wrongly costs one more of them.
   */
  async getDocument(request: DocumentRequest): Promise<Document | HandshakeFailure> {
    const { step, url, token, mayLearnEncoding } = request;
    const first = await this.get(step, url, token);
    if (first.kind === 'document') return { data: first.data, token };
    if (first.kind === 'refused' && mayLearnEncoding) {
      const other = token.encodedAs(token.encoding === 'base64' ? 'raw' : 'base64');
      const second = await this.get(step, url, other);
      if (second.kind === 'document') return { data: second.data, token: other };
      if (second.kind === 'refused') {
        return failure(step, 'api-unusable', `GET ${url} ${first.why}, whether the token comes in Base64 or raw`);
      }
    }
    return failure(step, 'api-unusable', `GET ${url} ${first.why}`);
  }

  /** Calls the peer's credentials endpoint, once: what it says no to is not asked again. */
  async callCredentials(step: HandshakeStep, call: CredentialsCall): Promise<PeerAnswer> {
    const { method, url, token, deadlineMs } = call;
    const body = call.body === null ? null : new TextEncoder().encode(call.body.json);
    const offered = call.body === null ? [] : [call.body.offered.reveal()];
    return this.ask(step, { method, url, token, body, deadlineMs, secrets: offered });
  }

  private async get(step: HandshakeStep, url: string, token: TokenTheyIssued): Promise<PeerAnswer> {
    const deadlineMs = this.documentsUntil - this.ports.clock.elapsed();
    if (deadlineMs <= 0) return { kind: 'not-sent', why: 'is not asked any more: the earlier answers took too long' };
    return this.ask(step, { method: 'GET', url, token, body: null, deadlineMs, secrets: [] });
  }

  private async ask(
    step: HandshakeStep,
    request: {
      readonly method: string;
      readonly url: string;
      readonly token: TokenTheyIssued;
      readonly body: Uint8Array | null;
      readonly deadlineMs: number;
      readonly secrets: readonly string[];
    },
  ): Promise<PeerAnswer> {
    const { method, url, token, body, deadlineMs } = request;
    const exchanged = await this.ports.client.exchange({
      platform: this.platform,
      method,
      url,
      headers: this.headers(body !== null),
      body,
      authorization: token.header,
      deadlineMs,
    });
    const secrets = [...request.secrets, token.reveal()];
    const answer = await readPeerAnswer(
      exchanged,
      secrets.flatMap((secret) => [secret, btoa(secret)]),
    );
    const ok = answer.kind === 'document';
    const httpStatus = answer.kind === 'not-sent' ? null : answer.httpStatus;
    const detail = answer.kind === 'document' ? `token as ${token.encoding}` : answer.why;
    this.trace.asked({ step, ok, method, url, httpStatus, detail });
    return answer;
  }

  /** Configuration modules carry ids but no routing headers (OCPI 2.2.1, Transport and format > Message Routing Headers). */
  private headers(hasBody: boolean): readonly string[] {
    const headers = [
      HEADER.accept,
      'application/json',
      HEADER.requestId,
      this.ports.ids.uuid(),
      HEADER.correlationId,
      this.trace.correlationId,
    ];
    return hasBody ? [...headers, HEADER.contentType, 'application/json'] : headers;
  }
}
