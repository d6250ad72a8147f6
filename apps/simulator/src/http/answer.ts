import type { Misbehaviour } from './misbehaviour.js';

/** An HTTP answer in order. The platform adds Content-Type, ids and swapped routing headers unless it is `bare`. */
export interface PlainAnswer {
  readonly kind: 'plain';
  readonly status: number;
  /** Name and value by turns, sent in this spelling; a name given here replaces the platform's own header. */
  readonly headers: readonly string[];
  readonly body: Uint8Array;
  readonly delayMs: number;
  /** Nothing but the given headers and Content-Length. */
  readonly bare: boolean;
}

/** How a platform answers one request. */
export type Answer = PlainAnswer | Misbehaviour;

/** What an OCPI answer may say besides its data. */
export interface OcpiAnswerOptions {
  /** HTTP status; 200 unless told otherwise. */
  readonly status?: number;
  /** 1000 unless told otherwise. */
  readonly ocpiStatus?: number;
  readonly message?: string;
  readonly headers?: readonly string[];
  readonly delayMs?: number;
}

/** An OCPI envelope around `data`. OCPI 2.2.1, Transport and format > Response format. */
export function ocpi(data?: unknown, options: OcpiAnswerOptions = {}): PlainAnswer {
  const { status = 200, ocpiStatus = 1000, message = ocpiStatus === 1000 ? 'Success' : undefined } = options;
  const envelope = { data, status_code: ocpiStatus, status_message: message, timestamp: new Date().toISOString() };
  return plain({ ...options, status, body: JSON.stringify(envelope) });
}

/** What an answer consists of; empty and 200 unless told otherwise. */
export interface PlainAnswerOptions {
  readonly status?: number;
  readonly headers?: readonly string[];
  readonly body?: Uint8Array | string;
  readonly delayMs?: number;
  readonly bare?: boolean;
}

/** An answer with exactly these bytes. */
export function plain(options: PlainAnswerOptions): PlainAnswer {
  const { status = 200, headers = [], body = '', delayMs = 0, bare = false } = options;
  return { kind: 'plain', status, headers, body: Buffer.from(body), delayMs, bare };
}

/** 401 with an envelope, as OCPI asks for an unknown token (Transport and format > Authorization header). */
export function unauthorized(): PlainAnswer {
  return ocpi(undefined, { status: 401, ocpiStatus: 2000, message: 'The credentials token is missing or unknown' });
}

/** A redirect; hubs must not follow it. */
export function redirectTo(url: string, status: 301 | 302 | 303 | 307 | 308 = 302): PlainAnswer {
  return plain({ status, headers: ['Location', url] });
}

/** 404 for an object that the platform does not have, with the OCPI status of its module. */
export function unknownObject(ocpiStatus: number, message: string): PlainAnswer {
  return ocpi(undefined, { status: 404, ocpiStatus, message });
}
