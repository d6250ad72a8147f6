import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';

/** One HTTP request to an absolute URL. */
export interface Outgoing {
  readonly method: string;
  readonly url: string;
  /** Name and value by turns, sent as they are; a name may occur twice. */
  readonly headers: readonly string[];
  readonly body: Uint8Array | null;
  /** For the whole exchange. */
  readonly timeoutMs: number;
}

/** The parts of an OCPI envelope. */
export interface ReceivedEnvelope {
  readonly status_code: number;
  readonly status_message?: string;
  readonly timestamp?: string;
  readonly data?: unknown;
}

/** What came over the wire. */
export interface AnswerParts {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: IncomingHttpHeaders;
  /** Name and value by turns. */
  readonly rawHeaders: readonly string[];
  readonly bytes: Buffer;
}

/** What came back, untouched: redirects are not followed, encodings not undone. */
export class ReceivedAnswer implements AnswerParts {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly rawHeaders: readonly string[];
  readonly bytes: Buffer;

  constructor(parts: AnswerParts) {
    this.status = parts.status;
    this.headers = parts.headers;
    this.rawHeaders = parts.rawHeaders;
    this.bytes = parts.bytes;
  }

  get text(): string {
    return this.bytes.toString('utf8');
  }

  /** The body parsed, or undefined when it is no JSON. */
  get json(): unknown {
    try {
      return JSON.parse(this.text) as unknown;
    } catch {
      return undefined;
    }
  }

  /** The body as an OCPI envelope, or null when it is none. */
  get envelope(): ReceivedEnvelope | null {
    const json = this.json;
    if (typeof json !== 'object' || json === null || !('status_code' in json)) return null;
    return typeof json.status_code === 'number' ? (json as ReceivedEnvelope) : null;
  }

  /** Whether HTTP says 2xx and OCPI says 1xxx. */
  get isSuccess(): boolean {
    const code = this.envelope?.status_code ?? 0;
    return this.status >= 200 && this.status < 300 && code >= 1000 && code < 2000;
  }
}

/** No whole answer came: refused, timed out, or broken off after `received` bytes of a body. */
export class NoWholeAnswer extends Error {
  override readonly name = 'NoWholeAnswer';

  constructor(
    message: string,
    /** Null when not even a status line came. */
    readonly status: number | null,
    readonly received: number,
    cause: unknown,
  ) {
    super(message, { cause });
  }
}

/**
 * Sends a request and reads the whole answer, over a connection of its own. node:http rather than fetch: fetch follows
 * redirects, undoes gzip, sorts headers and resolves dot segments, and a witness must see and send what is there.
 * Rejects with {@link NoWholeAnswer}.
 */
export async function exchange(outgoing: Outgoing): Promise<ReceivedAnswer> {
  const { origin, target } = splitUrl(outgoing.url);
  const send = origin.protocol === 'https:' ? httpsRequest : httpRequest;
  const signal = AbortSignal.timeout(outgoing.timeoutMs);
  const what = `${outgoing.method} ${outgoing.url}`;
  const message = await new Promise<IncomingMessage>((resolve, reject) => {
    const request = send(origin, {
      method: outgoing.method,
      path: target,
      headers: [...outgoing.headers, ...ownHeaders(outgoing, origin)],
      agent: false,
      signal,
    });
    request.once('response', resolve);
    request.on('error', (cause) => reject(new NoWholeAnswer(`${what}: ${cause.message}`, null, 0, cause)));
    request.end(outgoing.body ?? undefined);
  });
  return readAnswer(message, what);
}

async function readAnswer(message: IncomingMessage, what: string): Promise<ReceivedAnswer> {
  const chunks: Buffer[] = [];
  const status = message.statusCode ?? 0;
  try {
    for await (const chunk of message) chunks.push(chunk as Buffer);
  } catch (cause) {
    const received = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
    throw new NoWholeAnswer(`${what}: the answer broke off after ${received} bytes`, status, received, cause);
  }
  const { headers, rawHeaders } = message;
  return new ReceivedAnswer({ status, headers, rawHeaders, bytes: Buffer.concat(chunks) });
}

/** Headers given as a list are sent as they are: Node adds none of its own then. */
function ownHeaders(outgoing: Outgoing, origin: URL): readonly string[] {
  const given = outgoing.headers.filter((_, index) => index % 2 === 0).map((name) => name.toLowerCase());
  const framed = given.includes('content-length') || given.includes('transfer-encoding');
  const length = outgoing.body === null || framed ? [] : ['Content-Length', String(outgoing.body.length)];
  return given.includes('host') ? length : ['Host', origin.host, ...length];
}

/** URL would resolve dot segments and encode characters; the target stays as it was written. */
function splitUrl(url: string): { readonly origin: URL; readonly target: string } {
  const authorityEnd = url.slice(url.indexOf('://') + 3).search(/[/?]/);
  if (authorityEnd < 0) return { origin: new URL(url), target: '/' };
  const at = url.indexOf('://') + 3 + authorityEnd;
  const target = url.slice(at);
  return { origin: new URL(url.slice(0, at)), target: target.startsWith('/') ? target : `/${target}` };
}
