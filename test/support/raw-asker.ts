import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { eventually } from './eventually.js';

/** What came back over a bare socket. */
export interface RawAnswer {
  /** Of the first status line that is no interim one; 0 when none came. */
  readonly status: number;
  /** Everything after its head. */
  readonly body: string;
  /** Everything that came. */
  readonly text: string;
  /** Whether the other side had ended the connection by then. */
  readonly isClosed: boolean;
}

/** An asker made of a bare socket, so that it can break every rule of HTTP. */
export class RawAsker {
  private text = '';
  private isClosed = false;

  private constructor(private readonly socket: Socket) {
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => (this.text += chunk));
    socket.on('error', () => undefined);
    socket.on('close', () => (this.isClosed = true));
    socket.on('end', () => (this.isClosed = true));
  }

  /** Connects to `http://host:port`. */
  static async to(url: string): Promise<RawAsker> {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    return new RawAsker(socket);
  }

  /** Writes text (a byte per character) or bytes; resolves when they have left, or never will. */
  async write(bytes: string | Uint8Array): Promise<void> {
    await new Promise<void>((resolve) => {
      if (typeof bytes === 'string') this.socket.write(bytes, 'latin1', () => resolve());
      else this.socket.write(bytes, () => resolve());
    });
  }

  /** Reads no more from now on, so that the other side's buffers fill up. */
  pause(): void {
    this.socket.pause();
  }

  /** Hangs up. */
  close(): void {
    this.socket.destroy();
  }

  /** What has come so far. */
  get answer(): RawAnswer {
    const { status, body } = this.final;
    return { status, body, text: this.text, isClosed: this.isClosed };
  }

  /** The answer once it is whole by its own framing, or the connection has ended. */
  async answered(withinMs = 5_000): Promise<RawAnswer> {
    await eventually('an answer on a bare socket', () => this.isClosed || this.isWhole, { withinMs });
    return this.answer;
  }

  /** The answer once the other side has ended the connection. */
  async ended(withinMs = 5_000): Promise<RawAnswer> {
    await eventually('the hub to end the connection', () => this.isClosed, { withinMs });
    return this.answer;
  }

  /** The first answer that is no interim one. */
  private get final(): { readonly status: number; readonly head: string; readonly body: string } {
    const text = this.text.replace(/^(?:HTTP\/1\.1 1\d\d [^\r\n]*\r\n(?:[^\r\n]+\r\n)*\r\n)+/, '');
    const headEnd = text.indexOf('\r\n\r\n');
    const head = headEnd < 0 ? text : text.slice(0, headEnd + 2);
    const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0);
    return { status, head, body: headEnd < 0 ? '' : text.slice(headEnd + 4) };
  }

  private get isWhole(): boolean {
    const { status, head, body } = this.final;
    const length = /^content-length: (\d+)\r$/im.exec(head);
    return status > 0 && (length === null ? body.endsWith('0\r\n\r\n') : body.length >= Number(length[1]));
  }
}

/** Writes `bytes` to `url` over a connection of its own and returns what came back. */
export async function askRaw(url: string, bytes: string | Uint8Array): Promise<RawAnswer> {
  const asker = await RawAsker.to(url);
  try {
    await asker.write(bytes);
    return await asker.answered();
  } finally {
    asker.close();
  }
}
