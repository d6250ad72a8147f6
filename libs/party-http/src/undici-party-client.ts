import { PartyClient, type PartyAnswer, type PartyRequest, type Platform } from '@busbar/core';
import { buildConnector, type Dispatcher } from 'undici';
import { faultEnding, noAnswer, notSent } from './endings.js';
import { Exchange } from './exchange.js';
import { resolveBySystem, type ResolveHost } from './host-lookups.js';
import type { OriginConnections } from './origin-connections.js';
import { splitUrl } from './party-url.js';
import { PlatformConnections, type SharedParts } from './platform-connections.js';

/** What the door out is told when it is built. */
export interface PartyHttpOptions {
  /** BUSBAR_ALLOW_PRIVATE_NETWORKS. */
  readonly allowPrivateNetworks: boolean;
  /** Where faults of our own go: the exchange they hit has ended in order already. */
  readonly onFault: (error: unknown) => void;
  /** The longest answer that is passed on, in bytes; 64 MiB. */
  readonly maxAnswerBytes?: number;
  /** Certificates (PEM) that are trusted in place of Node's own. */
  readonly certificateAuthorities?: readonly string[];
  /** Connections that nobody needed for so long are let go; 30 s. */
  readonly dropUnusedAfterMs?: number;
  /** This process's part of a platform's in-flight cap, which holds for the whole hub; all of it unless told otherwise. */
  readonly shareOf?: (limit: number) => number;
  /** How host names are resolved; by the system unless told otherwise. */
  readonly resolveHost?: ResolveHost;
}

/** What the door out is doing, for metrics. */
export interface PartyHttpFigures {
  /** Origins that connections are kept to, over all platforms. */
  readonly openOrigins: number;
  /** Exchanges under way, by platform id. */
  readonly inFlight: ReadonlyMap<string, number>;
  /** Exchanges since the start, by ending: `answer`, `not-sent refused`, `no-answer timeout`, ... */
  readonly endings: ReadonlyMap<string, number>;
}

const MAX_ANSWER_BYTES = 64 * 1024 * 1024;
const DROP_UNUSED_AFTER_MS = 30_000;

/** Parties over undici: guarded addresses, connections and in-flight cap per platform, one deadline, no redirects. */
export class UndiciPartyClient extends PartyClient {
  readonly #shared: SharedParts;
  readonly #maxAnswerBytes: number;
  readonly #shareOf: (limit: number) => number;
  readonly #platforms = new Map<string, PlatformConnections>();
  readonly #endings = new Map<string, number>();
  readonly #sweeper: NodeJS.Timeout;
  #inFlight = 0;
  #whenQuiet: (() => void) | null = null;
  #isClosing = false;

  constructor(options: PartyHttpOptions) {
    super();
    const ca = options.certificateAuthorities;
    this.#shared = {
      allowPrivateNetworks: options.allowPrivateNetworks,
      resolveHost: options.resolveHost ?? resolveBySystem,
      startTls: buildConnector({ timeout: 0, ...(ca === undefined ? {} : { ca: [...ca] }) }),
      onFault: options.onFault,
    };
    this.#shareOf = options.shareOf ?? ((limit) => limit);
    this.#maxAnswerBytes = options.maxAnswerBytes ?? MAX_ANSWER_BYTES;
    this.#sweeper = setInterval(() => this.#sweep(), options.dropUnusedAfterMs ?? DROP_UNUSED_AFTER_MS).unref();
  }

  override exchange(request: PartyRequest): Promise<PartyAnswer> {
    return new Promise((resolve) => {
      const answer = (ending: PartyAnswer): void => {
        this.#count(ending);
        resolve(ending);
      };
      try {
        this.#begin(request, answer);
      } catch (error) {
        answer(faultEnding(false));
        this.#shared.onFault(error);
      }
    });
  }

  /** What it is doing now. */
  figures(): PartyHttpFigures {
    const platforms = [...this.#platforms];
    return {
      openOrigins: platforms.reduce((sum, [, connections]) => sum + connections.originCount, 0),
      inFlight: new Map(platforms.map(([id, connections]) => [id, connections.inFlight])),
      endings: new Map(this.#endings),
    };
  }

  /** Starts nothing more, lets exchanges under way end for so long, then ends them; resolves when all have. */
  async close(withinMs: number): Promise<void> {
    this.#isClosing = true;
    clearInterval(this.#sweeper);
    for (const connections of this.#platforms.values()) connections.close();
    if (this.#inFlight > 0) await this.#quietWithin(withinMs);
    this.#platforms.clear();
  }

  #begin(request: PartyRequest, onAnswer: (answer: PartyAnswer) => void): void {
    if (this.#isClosing) return onAnswer(notSent('hub-network', 'the hub is shutting down'));
    const url = splitUrl(request.url);
    if (url === null) return onAnswer(notSent('address-not-allowed', 'the URL is not an absolute http or https URL'));
    const { platform, cancellation } = request;
    if (cancellation?.isCancelled === true) return onAnswer(noAnswer('asker-gone', 'nobody waits for the answer'));
    const connections = this.#connectionsOf(platform);
    const cap = this.#shareOf(platform.settings.in_flight);
    if (connections.inFlight >= cap) {
      return onAnswer(notSent('in-flight-cap', `${cap} requests are under way to its platform`));
    }
    const origin = connections.to(url.authority);
    if ('fault' in origin) return onAnswer(notSent('address-not-allowed', `the URL is refused: ${origin.fault}`));
    this.#send(request, { connections, origin, target: url.target, onAnswer });
  }

  #send(request: PartyRequest, way: Way): void {
    const { connections, origin } = way;
    const connection = origin.take();
    connections.inFlight += 1;
    this.#inFlight += 1;
    const exchange = new Exchange(
      {
        connection,
        maxAnswerBytes: this.#maxAnswerBytes,
        onAnswer: way.onAnswer,
        onOver: (isReusable) => {
          stopListening?.();
          connections.inFlight -= 1;
          this.#inFlight -= 1;
          origin.giveBack(connection, isReusable);
          if (this.#inFlight === 0) this.#whenQuiet?.();
        },
        onFault: this.#shared.onFault,
      },
      request.deadlineMs,
    );
    const stopListening = request.cancellation?.onCancelled(() => exchange.cancel());
    connection.send(dispatchOf(request, way.target), exchange);
  }

  #connectionsOf(platform: Platform): PlatformConnections {
    const known = this.#platforms.get(platform.id);
    if (known !== undefined) {
      known.follow(platform);
      return known;
    }
    const opened = new PlatformConnections(platform, this.#shared);
    this.#platforms.set(platform.id, opened);
    return opened;
  }

  #count(ending: PartyAnswer): void {
    const name = ending.kind === 'answer' ? ending.kind : `${ending.kind} ${ending.reason}`;
    this.#endings.set(name, (this.#endings.get(name) ?? 0) + 1);
  }

  #sweep(): void {
    for (const [id, connections] of this.#platforms) if (connections.sweep()) this.#platforms.delete(id);
  }

  async #quietWithin(withinMs: number): Promise<void> {
    const abortAll = (): void => {
      for (const connections of this.#platforms.values()) connections.abort();
    };
    const timer = setTimeout(abortAll, withinMs);
    await new Promise<void>((resolve) => (this.#whenQuiet = resolve));
    clearTimeout(timer);
  }
}

/** Where a request goes and who waits for its answer. */
interface Way {
  readonly connections: PlatformConnections;
  readonly origin: OriginConnections;
  readonly target: string;
  readonly onAnswer: (answer: PartyAnswer) => void;
}

function dispatchOf(request: PartyRequest, target: string): Dispatcher.DispatchOptions {
  const authorization = request.authorization ?? request.platform.registration?.token.header;
  const headers = [...request.headers];
  if (authorization !== undefined) headers.push('authorization', authorization);
  return { path: target, method: request.method, headers, body: request.body };
}
