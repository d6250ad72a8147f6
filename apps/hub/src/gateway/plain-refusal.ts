import { STATUS_CODES, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { refuse, statusOf, type Refusal } from '@busbar/core';
import { envelopeJson } from '@busbar/ocpi';

/** Answers a request that never became a message: no ids, no parties, but an OCPI envelope all the same. */
export function plainRefusal(response: ServerResponse, refusal: Refusal): void {
  const headers: Record<string, string> = { 'Content-Type': 'application/json' };
  if (refusal.retryAfterS !== null) headers['Retry-After'] = String(refusal.retryAfterS);
  response.writeHead(statusOf(refusal.kind).http, headers).end(envelopeOf(refusal));
}

/**
 * Answers bytes that are no HTTP request, and closes: smuggled lengths, bare line feeds, header floods, requests that never end.
 * The parser refused them before there was a request to answer, so the response is written by hand.
 */
export function refuseBrokenHttp(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const refusal = refusalFor(error.code);
  const { http } = statusOf(refusal.kind);
  const body = envelopeOf(refusal);
  const head = [
    `HTTP/1.1 ${http} ${STATUS_CODES[http] ?? ''}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

function refusalFor(code: string | undefined): Refusal {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return refuse('headers-too-large', 'the request headers are larger than the hub reads');
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return refuse('body-too-slow', 'the request did not arrive whole in time');
    default:
      return refuse('broken-http', 'this is no well-formed HTTP/1.1 request');
  }
}

function envelopeOf(refusal: Refusal): string {
  return envelopeJson({ statusCode: statusOf(refusal.kind).ocpi, statusMessage: refusal.message }, Date.now());
}
