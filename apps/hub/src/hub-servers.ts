import type { RequestListener, Server } from 'node:http';
import { refuse } from '@busbar/core';
import { BoundedServer } from './gateway/http-server.js';
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
  private readonly servers: BoundedServer[] = [];
  /** The parties' own server, where operators have another one. */
  private partyServer: Server | null = null;

  constructor(
    private readonly gateway: OcpiGateway,
    private readonly addresses: ListeningAddresses,
  ) {}

  /** For Fastify's `serverFactory`: the server on which the framework listens. */
  createFor(framework: RequestListener): Server {
    if (this.addresses.operatorPort === null) {
      return this.create((request, response) => {
        if (OcpiGateway.serves(request.url ?? '')) this.gateway.handle(request, response);
        else framework(request, response);
      });
    }
    this.partyServer = this.create((request, response) => {
      const target = request.url ?? '';
      if (OcpiGateway.serves(target)) this.gateway.handle(request, response);
      else if (HEALTH_PATHS.has(target)) framework(request, response);
      else plainRefusal(response, refuse('unknown-module', 'OCPI is served below /ocpi/; start at /ocpi/versions'));
    });
    return this.create(framework);
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

  /** From now on every answer asks its asker to connect to another process. */
  drain(): void {
    for (const server of this.servers) server.drain();
  }

  /** Takes no more connections and waits for what is under way, at most `withinMs`. */
  async end(withinMs: number): Promise<void> {
    await Promise.all(this.servers.map((server) => server.end(withinMs)));
  }

  private create(listener: RequestListener): Server {
    const server = new BoundedServer(listener);
    this.servers.push(server);
    return server.http;
  }
}
