import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** A request whose body is read. */
export interface ListenerRequest {
  readonly message: IncomingMessage;
  readonly body: Buffer;
  /** Number of the connection it came over, from 1. */
  readonly connection: number;
}

/** An HTTP server that may be stopped and started again on the same port. */
export class Listener {
  private server: Server | null = null;
  private connections = 0;
  private readonly numbers = new WeakMap<Socket, number>();

  constructor(
    private readonly host: string,
    private wantedPort: number,
    private readonly handle: (request: ListenerRequest, response: ServerResponse) => Promise<void>,
  ) {}

  /** The port once it was started, 0 before. */
  get port(): number {
    return this.wantedPort;
  }

  async start(): Promise<void> {
    const server = createServer((message, response) => void this.take(message, response));
    server.on('connection', (socket) => this.numbers.set(socket, ++this.connections));
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.wantedPort, this.host, resolve);
    });
    this.wantedPort = (server.address() as AddressInfo).port;
    this.server = server;
  }

  /** Closes the port and every connection, answered or not. */
  async stop(): Promise<void> {
    const server = this.server;
    if (!server) return;
    this.server = null;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeAllConnections();
    await closed;
  }

  private async take(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const connection = this.numbers.get(message.socket) ?? 0;
    response.on('error', ignoreBrokenConnection);
    try {
      const chunks: Buffer[] = [];
      for await (const chunk of message) chunks.push(chunk as Buffer);
      await this.handle({ message, body: Buffer.concat(chunks), connection }, response);
    } catch (reason) {
      if (message.socket.destroyed) return;
      response.writeHead(500, { 'Content-Type': 'text/plain' }).end(`The simulator failed: ${String(reason)}`);
    }
  }
}

/** The other side hung up while we were writing: its right, and nothing to report. */
function ignoreBrokenConnection(): void {}
