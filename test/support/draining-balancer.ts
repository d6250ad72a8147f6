import { once } from 'node:events';
import { Agent, createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const ASK_EVERY_MS = 100;

/** A process behind the balancer. */
interface Backend {
  readonly origin: string;
  readonly agent: Agent;
  isReady: boolean;
}

/**
 * As little of a balancer as an operator would accept: it asks /readyz, sends each request to the next process that is ready, keeps
 * connections, and never sends one twice. What it cannot pass on is 502, and counted.
 */
export class DrainingBalancer {
  /** Requests that got no answer from the process they went to. */
  failures: string[] = [];
  private readonly backends: readonly Backend[];
  private readonly server: Server;
  private readonly timer: NodeJS.Timeout;
  private next = 0;

  constructor(origins: readonly string[]) {
    this.backends = origins.map((origin) => ({ origin, agent: new Agent({ keepAlive: true }), isReady: false }));
    this.server = createServer((asking, answering) => this.pass(asking, answering));
    this.timer = setInterval(() => void this.look(), ASK_EVERY_MS);
  }

  async listen(): Promise<string> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    await this.look();
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** How many processes it sends requests to now. */
  get readyCount(): number {
    return this.backends.filter(({ isReady }) => isReady).length;
  }

  async close(): Promise<void> {
    clearInterval(this.timer);
    this.server.closeAllConnections();
    this.server.close();
    for (const { agent } of this.backends) agent.destroy();
    await once(this.server, 'close');
  }

  private async look(): Promise<void> {
    await Promise.all(
      this.backends.map(async (backend) => {
        backend.isReady = await fetch(`${backend.origin}/readyz`).then(
          ({ ok }) => ok,
          () => false,
        );
      }),
    );
  }

  private pass(asking: IncomingMessage, answering: ServerResponse): void {
    const ready = this.backends.filter(({ isReady }) => isReady);
    this.next += 1;
    const backend = ready[this.next % ready.length];
    if (backend === undefined) return this.fail(answering, 'no process is ready');
    const { method = '', url = '', headers } = asking;
    const onward = request(backend.origin + url, { method, headers, agent: backend.agent });
    onward.on('response', (answer) => {
      const { connection: _hop, 'keep-alive': _hopToo, ...passed } = answer.headers;
      answering.writeHead(answer.statusCode ?? 502, passed);
      answer.pipe(answering);
    });
    onward.on('error', (error) => this.fail(answering, `${backend.origin}: ${error.message}`));
    asking.pipe(onward);
  }

  private fail(answering: ServerResponse, why: string): void {
    this.failures.push(why);
    if (!answering.headersSent) answering.writeHead(502);
    answering.end();
  }
}
