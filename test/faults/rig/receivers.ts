import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A push as its receiver got it. */
export interface Receipt {
  /** The receiving party, `DE/R00`. */
  readonly to: string;
  readonly correlationId: string;
  readonly requestId: string;
  /** The first id below the owner: of a location, its id. */
  readonly object: string;
  readonly lastUpdated: string;
  /** `performance.now()` when it was there in whole. */
  readonly atMs: number;
  /** Whether the receiver said that it has taken it. */
  readonly taken: boolean;
}

/** A status that a platform was told of a party. */
export interface StatusReceipt {
  readonly party: string;
  readonly status: string;
  readonly atMs: number;
}

/** A module that a platform offers, with the side it is on. */
export interface Offer {
  readonly identifier: string;
  readonly role: 'SENDER' | 'RECEIVER';
}

/** How a receiver answers: HTTP 200 with 1000, at once, unless it says otherwise; `reset` breaks the connection. */
export type Reply =
  { readonly status?: number; readonly delayMs?: number; readonly retryAfterS?: number } | 'reset' | 'silence';

const TAKEN: Reply = {};
const LOCATIONS: Offer = { identifier: 'locations', role: 'RECEIVER' };

/**
 * Parties with a platform each behind one port, which record what is pushed to them. As little as a platform can be: a hundred of them
 * must not cost more than the hub that is tried.
 */
export class Receivers {
  readonly receipts: Receipt[] = [];
  /** What platforms that offer hubclientinfo were told of others. */
  readonly statuses: StatusReceipt[] = [];
  /** How a push is answered; it sees the push as if it were taken. */
  answer: (receipt: Receipt) => Reply = () => TAKEN;
  /** Called with each receipt, once it is recorded and before it is answered. */
  onReceipt: (receipt: Receipt) => void = () => undefined;
  /** Called with the party whose versions the hub asks for. */
  onProbe: (party: string) => void = () => undefined;
  private server: Server | null = null;
  private port = 0;

  private constructor(
    /** Parties in the order of their platforms. */
    readonly parties: readonly string[],
    private readonly offers: readonly Offer[],
  ) {}

  /** Starts platforms that take locations, unless they offer something else. */
  static async start(parties: readonly string[], offers: readonly Offer[] = [LOCATIONS]): Promise<Receivers> {
    const receivers = new Receivers(parties, offers);
    await receivers.open();
    return receivers;
  }

  /** Where the platform of a party publishes its versions. */
  versionsUrl(party: string): string {
    return `${this.base(this.parties.indexOf(party))}/versions`;
  }

  /** Listens, on the same port as before. */
  async open(): Promise<void> {
    this.server = createServer((request, response) => void this.serve(request, response));
    this.server.listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
    this.port = (this.server.address() as AddressInfo).port;
  }

  /** Refuses connections until it is opened again. */
  async close(): Promise<void> {
    const server = this.server;
    this.server = null;
    if (server === null) return;
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  }

  private base(nth: number): string {
    return `http://127.0.0.1:${this.port}/${nth}`;
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, nth = '', part = '', , , object = ''] = (request.url ?? '').split('/');
    if (part === 'versions') {
      this.onProbe(this.parties[Number(nth)] ?? '');
      return send(response, [{ version: '2.2.1', url: `${this.base(Number(nth))}/details` }]);
    }
    if (part === 'details') return send(response, this.details(this.base(Number(nth))));
    const body = await textOf(request);
    if (request.method === 'GET') return send(response, null);
    if (part === 'hubclientinfo') return this.hearStatus(response, body);
    this.take(request, response, { object, body });
  }

  private take(request: IncomingMessage, response: ServerResponse, said: { object: string; body: string }): void {
    const header = (name: string): string => String(request.headers[name] ?? '');
    const seen: Receipt = {
      to: `${header('ocpi-to-country-code')}/${header('ocpi-to-party-id')}`,
      correlationId: header('x-correlation-id'),
      requestId: header('x-request-id'),
      object: said.object,
      lastUpdated: /"last_updated":"([^"]*)"/.exec(said.body)?.[1] ?? '',
      atMs: performance.now(),
      taken: true,
    };
    const reply = this.answer(seen);
    const taken = typeof reply === 'object' && (reply.status ?? 200) === 200;
    const receipt = { ...seen, taken };
    this.receipts.push(receipt);
    this.onReceipt(receipt);
    if (reply === 'reset') return void request.socket.destroy();
    if (reply === 'silence') return;
    if (reply.retryAfterS !== undefined) response.setHeader('retry-after', reply.retryAfterS);
    const answer = (): void => send(response, null, reply.status ?? 200);
    if (reply.delayMs === undefined) answer();
    else setTimeout(answer, reply.delayMs);
  }

  private hearStatus(response: ServerResponse, body: string): void {
    const { country_code, party_id, status } = JSON.parse(body) as Record<string, string>;
    this.statuses.push({ party: `${country_code}/${party_id}`, status: status ?? '', atMs: performance.now() });
    send(response, null);
  }

  private details(base: string): unknown {
    const credentials: Offer = { identifier: 'credentials', role: 'SENDER' };
    const endpoints = [credentials, ...this.offers].map((each) => ({ ...each, url: `${base}/${each.identifier}` }));
    return { version: '2.2.1', endpoints };
  }
}

/** Names of so many receiving parties: DE/R00, DE/R01, … */
export function receivingParties(count: number, letter = 'R'): readonly string[] {
  return Array.from({ length: count }, (_, nth) => `DE/${letter}${nth.toString(36).padStart(2, '0')}`.toUpperCase());
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer);
  } catch {
    // Whoever sent it was killed: what there is of it is no push.
  }
  return Buffer.concat(chunks).toString();
}

function send(response: ServerResponse, data: unknown, status = 200): void {
  const envelope = { data, status_code: status === 200 ? 1000 : 3000, timestamp: '2026-01-31T12:00:00Z' };
  const bytes = Buffer.from(JSON.stringify(envelope));
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': bytes.length }).end(bytes);
}
