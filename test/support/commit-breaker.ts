import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** Where the text of a COM_QUERY begins: behind length and number of the packet and the command (MySQL client/server protocol). */
const TEXT_AT = 5;

/** When a connection breaks: before the server gets the COMMIT, or after it has committed and before its answer arrives. */
export type CommitBreak = 'before' | 'after';

/**
 * Stands before a MySQL server and breaks a connection at the COMMIT of something written: whoever waits cannot know which of the two
 * it was.
 */
export class CommitBreaker {
  /** What happens at the next COMMIT; null: nothing. */
  next: CommitBreak | null = null;
  /** Connections that were broken so far. */
  broken = 0;
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly server: Server) {}

  static async start(serverPort: number): Promise<CommitBreaker> {
    const server = createServer();
    const breaker = new CommitBreaker(server);
    server.on('connection', (client) => breaker.join(client, connect(serverPort, '127.0.0.1')));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return breaker;
  }

  /** The URL that leads through here to the same schema. */
  through(url: string): string {
    const here = new URL(url);
    here.port = String((this.server.address() as AddressInfo).port);
    return here.href;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }

  private join(client: Socket, server: Socket): void {
    let hasWritten = false;
    let isCommitting = false;
    const end = (): void => {
      client.destroy();
      server.destroy();
    };
    for (const socket of [client, server]) {
      this.sockets.add(socket);
      socket.on('error', end).on('close', () => {
        this.sockets.delete(socket);
        end();
      });
    }
    client.on('data', (bytes: Buffer) => {
      const [verb = ''] = bytes.toString('latin1', TEXT_AT, TEXT_AT + 7).split(' ');
      hasWritten = verb === 'INSERT' || verb === 'UPDATE' || (hasWritten && verb !== 'START');
      if (this.next === null || !hasWritten || verb !== 'COMMIT') return server.write(bytes);
      isCommitting = true;
      if (this.next === 'after') return server.write(bytes);
      this.count();
      return end();
    });
    server.on('data', (bytes: Buffer) => {
      if (!isCommitting) return client.write(bytes);
      this.count();
      return end();
    });
  }

  private count(): void {
    this.next = null;
    this.broken++;
  }
}
