import type { RequestListener, Server } from 'node:http';
import { refuse } from '@busbar/core';
import { createBoundedServer } from './gateway/http-server.js';
import { OcpiGateway } from './gateway/ocpi-gateway.js';
import { plainRefusal } from './gateway/plain-refusal.js';

/** Where the process listens. */
export interface ListeningAddresses {
  readonly host: string;
  readonly port: number;
  /** A port of its own for the operator's side, or null. */
  readonly operatorPort: number | null;
}

const HEALTH_PATHS = new Set(['/healthz', '/readyz']);

/**
 * The listening side of the process: one server for both sides, or one for parties and one for operators. Requests below /ocpi/ go
 * to the gateway before the web framework sees them. The parties' own port answers health checks too, for the balancer in front of it.
 */
export class HubServers {
  private partyServer: Server | null = null;

  constructor(
    private readonly gateway: OcpiGateway,
    private readonly addresses: ListeningAddresses,
  ) {}

  /** For Fastify's `serverFactory`: the server on which the framework listens. */
  createFor(framework: RequestListener): Server {
    if (this.addresses.operatorPort === null) {
      return createBoundedServer((request, response) => {
        if (OcpiGateway.serves(request.url ?? '')) this.gateway.handle(request, response);
        else framework(request, response);
      });
    }
    this.partyServer = createBoundedServer((request, response) => {
      const target = request.url ?? '';
      if (OcpiGateway.serves(target)) this.gateway.handle(request, response);
      else if (HEALTH_PATHS.has(target)) framework(request, response);
      else plainRefusal(response, refuse('unknown-module', 'OCPI is served below /ocpi/; start at /ocpi/versions'));
    });
    return createBoundedServer(framework);
  }

  /** The port on which the framework is to listen. */
  get frameworkPort(): number {
    return this.addresses.operatorPort ?? this.addresses.port;
  }

  /** Opens the parties' own port where there is one. */
  async listen(): Promise<void> {
    const server = this.partyServer;
    if (server === null) return;
    const { host, port } = this.addresses;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(port, host, resolve);
    });
  }

  /** Takes no more connections on the parties' own port and waits for what is under way there. */
  async close(): Promise<void> {
    const server = this.partyServer;
    if (server === null || !server.listening) return;
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
    });
  }
}
