import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';

/** What a party does once a whole request lies before it. */
export type RawAnswer = (socket: Socket, request: string, nth: number) => void;

/** A party made of bare sockets, so that it can break every rule of HTTP. */
export class RawParty {
  /** Whole requests, head and body, in order of arrival. */
  readonly requests: string[] = [];
  /** Connections that were ever made to it. */
  connections = 0;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(answer: RawAnswer, tls: TlsOptions | null) {
    const onSocket = (socket: Socket): void => this.#serve(socket, answer);
    this.#server = tls === null ? createServer(onSocket) : createTlsServer(tls, onSocket);
    this.#server.on('connection', (socket: Socket) => {
      this.connections += 1;
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
      socket.on('error', () => undefined);
    });
  }

  /** Listens on a free port of 127.0.0.1. */
  static async listening(answer: RawAnswer, tls: TlsOptions | null = null): Promise<RawParty> {
    const party = new RawParty(answer, tls);
    party.#server.listen(0, '127.0.0.1');
    await once(party.#server, 'listening');
    return party;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** `http://127.0.0.1:port`, without a slash at its end. */
  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Connections that stand now. */
  get openConnections(): number {
    return this.#sockets.size;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    if (this.#server.listening) await once(this.#server, 'close');
  }

  #serve(socket: Socket, answer: RawAnswer): void {
    let text = '';
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
      if (!isWhole(text)) return;
      this.requests.push(text);
      answer(socket, text, this.requests.length);
      text = '';
    });
  }
}

/** An answer with a Content-Length, as bytes on the wire. */
export function httpAnswer(body: string, headers: readonly string[] = [], status: number = 200): string {
  const lines = [`HTTP/1.1 ${status} Some Words`, ...headers, `Content-Length: ${Buffer.byteLength(body)}`, '', body];
  return lines.join('\r\n');
}

function isWhole(text: string): boolean {
  const headEnd = text.indexOf('\r\n\r\n');
  if (headEnd < 0) return false;
  const length = /^content-length: (\d+)$/im.exec(text.slice(0, headEnd));
  return text.length >= headEnd + 4 + Number(length?.[1] ?? 0);
}
