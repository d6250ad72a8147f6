import type { IncomingMessage, ServerResponse } from 'node:http';
import { OCPI_ROOT, refuse, type Journey, type Refusal, type Reply } from '@busbar/core';
import { plainRefusal } from './plain-refusal.js';
import { BodyBudget } from './body-budget.js';
import { RequestBody, type BodyLimits } from './read-request-body.js';
import { sendReply } from './send-reply.js';

/** More header lines than this are a defect or an attack; OCPI needs a dozen. */
const MAX_HEADER_LINES = 100;
/** Request bodies in memory at once, in bytes: of all platforms, and of one. Never less than one whole body. */
const TOTAL_BODY_BYTES = 128 * 1024 * 1024;
const PLATFORM_BODY_BYTES = 32 * 1024 * 1024;

/**
 * Where every OCPI request enters: `PUT …/tokens/…` as much as a registration. It stands before the web framework, since a controller
 * costs more than the whole journey does, and knows HTTP only: what a message means is the journey's business.
 */
export class OcpiGateway {
  private journey: Journey | null = null;

  private readonly limits: BodyLimits;

  constructor(maxBodyBytes: number) {
    const platformBytes = Math.max(PLATFORM_BODY_BYTES, maxBodyBytes);
    const totalBytes = Math.max(TOTAL_BODY_BYTES, platformBytes);
    this.limits = { maxBytes: maxBodyBytes, budget: new BodyBudget({ totalBytes, platformBytes }) };
  }

  /** Starts to serve; until then requests are told to come back. */
  open(journey: Journey): void {
    this.journey = journey;
  }

  /** Whether a request target is the gateway's. */
  static serves(target: string): boolean {
    return target.startsWith(OCPI_ROOT);
  }

  /** Answers one request; never throws and never rejects. */
  handle(request: IncomingMessage, response: ServerResponse): void {
    const refusal = this.refuseAtTheDoor(request);
    if (this.journey === null || refusal !== null) {
      response.shouldKeepAlive = false;
      plainRefusal(response, refusal ?? refuse('overloaded', 'the hub is starting', 1));
      return;
    }
    const body = new RequestBody(request, this.limits);
    const raw = {
      method: request.method ?? '',
      target: request.url ?? '',
      headers: request.headers,
      remoteAddress: request.socket.remoteAddress ?? '',
      readBody: (platformId: string) => body.read(platformId),
    };
    void this.journey.carry(raw).then((reply) => {
      const conclude: Reply['conclude'] = (end) => {
        body.release();
        reply.conclude(end);
      };
      sendReply({ status: reply.status, headers: reply.headers, body: reply.body, conclude }, response);
    });
  }

  private refuseAtTheDoor(request: IncomingMessage): Refusal | null {
    if (request.rawHeaders.length > 2 * MAX_HEADER_LINES) {
      return refuse('headers-too-large', `more than ${MAX_HEADER_LINES} header lines`);
    }
    return request.headers.host === undefined && request.httpVersion === '1.1'
      ? refuse('broken-http', 'HTTP/1.1 requests carry a Host header')
      : null;
  }
}
