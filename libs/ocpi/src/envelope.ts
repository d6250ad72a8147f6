/** What every OCPI answer is wrapped in. OCPI 2.2.1, Transport and format > Response format. */
export interface Envelope {
  readonly statusCode: number;
  readonly statusMessage?: string;
  readonly data?: unknown;
}

/** The envelope as JSON text; the timestamp is the moment of the answer, in UTC. */
export function envelopeJson(envelope: Envelope, atMs: number): string {
  return JSON.stringify({
    data: envelope.data,
    status_code: envelope.statusCode,
    status_message: envelope.statusMessage,
    timestamp: ocpiDateTime(atMs),
  });
}

/** A moment as OCPI DateTime, UTC with whole seconds kept readable: `2026-01-31T12:00:00.000Z`. */
export function ocpiDateTime(atMs: number): string {
  return new Date(atMs).toISOString();
}
