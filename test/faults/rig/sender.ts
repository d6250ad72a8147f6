import { Agent, request, type ClientRequest, type IncomingMessage } from 'node:http';
import { eventually } from '../../support/eventually.js';
import { authorization } from './onboard.js';

/** One broadcast of a location, as its sender sees it. */
export interface Broadcast {
  readonly correlationId: string;
  readonly requestId: string;
  readonly object: string;
  readonly lastUpdated: string;
  /** PUT unless told otherwise. */
  readonly method?: 'PUT' | 'PATCH';
  /** Of what is written below the object. */
  readonly below?: string;
}

/** What the sender was told; what it has not read to its end counts as not answered. */
export type Told =
  | { readonly kind: 'accepted'; readonly message: string }
  | { readonly kind: 'refused'; readonly http: number; readonly ocpi: number | undefined }
  | { readonly kind: 'unanswered' };

/** Moments of a push at which something may be done to the hub. */
export interface Moments {
  /** Half the body is out. */
  readonly onHalfSent?: () => void;
  /** The whole request is out. */
  readonly onSent?: () => void;
  /** The first bytes of the answer are here. */
  readonly onAnswer?: () => void;
}

/** A hub that was killed is back by then, on a busy machine too. */
const ANSWERED_WITHIN_MS = 60_000;

let made = 0;

/** A CPO, NL/CPO, that broadcasts locations. */
export class Sender {
  private readonly agent = new Agent({ keepAlive: true });
  private pushes = 0;

  constructor(
    private readonly token: string,
    /** Where the hub is: pushes go round where it has several places. */
    private readonly urls: () => readonly string[],
  ) {}

  /** A broadcast that nobody has sent yet. */
  next(object: string, lastUpdated = new Date(Date.UTC(2026, 0, 1) + made * 1000).toISOString()): Broadcast {
    made += 1;
    return { correlationId: `c-${made}`, requestId: `r-${made}`, object, lastUpdated };
  }

  /** Pushes it once and never throws: a broken connection is an answer that did not come. */
  push(broadcast: Broadcast, moments: Moments = {}, more: Readonly<Record<string, unknown>> = {}): Promise<Told> {
    const body = JSON.stringify({ id: broadcast.object, ...more, last_updated: broadcast.lastUpdated });
    return new Promise((resolve) => {
      const asking = this.open(broadcast, body);
      asking.on('error', () => resolve({ kind: 'unanswered' }));
      asking.on('response', (answer) => {
        moments.onAnswer?.();
        void toldBy(answer).then(resolve);
      });
      writeBody(asking, body, moments);
    });
  }

  /** The same request until it is answered: what a sender does whose connection broke. */
  pushUntilAnswered(broadcast: Broadcast): Promise<Told> {
    const answer = async (): Promise<Told | null> => {
      const told = await this.push(broadcast);
      return told.kind === 'unanswered' ? null : told;
    };
    return eventually('the hub to answer', answer, { withinMs: ANSWERED_WITHIN_MS });
  }

  close(): void {
    this.agent.destroy();
  }

  private open(
    { correlationId, requestId, object, method = 'PUT', below = '' }: Broadcast,
    body: string,
  ): ClientRequest {
    const urls = this.urls();
    this.pushes += 1;
    return request(`${urls[this.pushes % urls.length]}/ocpi/2.2.1/receiver/locations/NL/CPO/${object}${below}`, {
      method,
      agent: this.agent,
      headers: {
        Authorization: authorization(this.token),
        'Content-Type': 'application/json',
        'Content-Length': Buffer.byteLength(body),
        'X-Request-ID': requestId,
        'X-Correlation-ID': correlationId,
        'OCPI-from-country-code': 'NL',
        'OCPI-from-party-id': 'CPO',
        'OCPI-to-country-code': 'XX',
        'OCPI-to-party-id': 'HUB',
      },
    });
  }
}

function writeBody(asking: ClientRequest, body: string, { onHalfSent, onSent }: Moments): void {
  const half = body.length >> 1;
  asking.write(body.slice(0, half), () => {
    onHalfSent?.();
    asking.end(body.slice(half), onSent);
  });
}

async function toldBy(answer: IncomingMessage): Promise<Told> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of answer) chunks.push(chunk as Buffer);
    const said = JSON.parse(Buffer.concat(chunks).toString()) as { status_code?: number; status_message?: string };
    return answer.statusCode === 200 && said.status_code === 1000
      ? { kind: 'accepted', message: said.status_message ?? '' }
      : { kind: 'refused', http: answer.statusCode ?? 0, ocpi: said.status_code };
  } catch {
    return { kind: 'unanswered' };
  }
}
