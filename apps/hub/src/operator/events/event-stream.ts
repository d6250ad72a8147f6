import type { ServerResponse } from 'node:http';

/** An event as a listener gets it. */
export interface OperatorEvent {
  /** `message.concluded`, `platform.created`, ... */
  readonly name: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A listener that reads slower than events come holds at most this much of the hub's memory. */
const MAX_BUFFERED_BYTES = 256 * 1024;

/** One listener's connection. What it cannot take in time is left out, and it is told how much that was. */
export class EventStream {
  private leftOut = 0;

  constructor(private readonly raw: ServerResponse) {}

  /** Begins the answer; `headers` are sent besides those that an event stream needs. */
  begin(headers: Readonly<Record<string, string>>): void {
    this.raw.writeHead(200, {
      ...headers,
      'content-type': 'text/event-stream; charset=utf-8',
      // Proxies that collect an answer before passing it on would hold every event back.
      'x-accel-buffering': 'no',
    });
    this.raw.write(': events of the hub follow\n\n');
  }

  send(event: OperatorEvent): void {
    if (this.raw.writableLength > MAX_BUFFERED_BYTES) {
      this.leftOut += 1;
      return;
    }
    if (this.leftOut > 0) this.write({ name: 'events.left_out', data: { count: this.leftOut } });
    this.leftOut = 0;
    this.write(event);
  }

  /** Tells proxies and the listener that the connection lives. */
  beat(): void {
    if (this.raw.writableLength <= MAX_BUFFERED_BYTES) this.raw.write(': alive\n\n');
  }

  end(): void {
    this.raw.end();
  }

  private write({ name, data }: OperatorEvent): void {
    // JSON has no raw line breaks, so one data line carries it all.
    this.raw.write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
  }
}
