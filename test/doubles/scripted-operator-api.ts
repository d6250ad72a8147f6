import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a scripted operator API answers to one method and path. */
export interface ScriptedAnswer {
  readonly status?: number;
  readonly body?: unknown;
}

/** A request that arrived; the key is what stood behind `Bearer`. */
export interface ScriptedRequest {
  readonly line: string;
  readonly key: string | null;
  readonly body: unknown;
}

/** An HTTP server that answers what it was told by `METHOD /path?query`, and problem details of 404 to everything else. */
export class ScriptedOperatorApi {
  readonly requests: ScriptedRequest[] = [];
  private readonly answers = new Map<string, ScriptedAnswer>();
  private readonly server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const line = `${request.method ?? ''} ${request.url ?? ''}`;
      const text = Buffer.concat(chunks).toString();
      const key = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? null;
      this.requests.push({ line, key, body: text === '' ? null : (JSON.parse(text) as unknown) });
      const missing = { status: 404, body: { title: 'There is nothing at this address', detail: line } };
      const { status = 200, body } = this.answers.get(line) ?? missing;
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(body === undefined ? '' : JSON.stringify(body));
    });
  });

  async start(): Promise<string> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }

  /** `line` is method, blank, path and query below the origin. */
  answer(line: string, answer: ScriptedAnswer): void {
    this.answers.set(line, answer);
  }
}
