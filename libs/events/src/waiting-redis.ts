import { Logger } from '@nestjs/common';
import { ClientRedis, ServerRedis } from '@nestjs/microservices';
import type { Redis } from 'ioredis';
import type { TransportOptions } from './redis-options.js';

/** What the bus is told of its connections. */
export interface ConnectionEvents {
  /** Of each fault of a connection, again and again. */
  readonly onFault: (error: Error) => void;
  /** From now on events are heard: at the start, and after each reconnection. */
  readonly onHearing: () => void;
}

/** Nest says each reconnection, twice a second and for four connections; the bus says once that Redis is away. */
class QuietLogger extends Logger {
  override log(): void {
    // Nothing.
  }
}

/** Nest's Redis client for events, which reports faults once to the bus and can be closed while Redis is away. */
export class WaitingRedisClient extends ClientRedis {
  protected override readonly logger = new QuietLogger('EventBus');

  constructor(
    options: TransportOptions,
    private readonly events: Pick<ConnectionEvents, 'onFault'>,
  ) {
    super(options);
  }

  override registerErrorListener(client: Redis): void {
    client.on('error', this.events.onFault);
  }

  /** Lets go of the connections; asking Redis to, as `quit` does, would wait for it. */
  override async close(): Promise<void> {
    this.isManuallyClosed = true;
    for (const client of connectionsOf(this.pubClient, this.subClient)) client.disconnect();
  }
}

/**
 * Nest's Redis server, which also starts while Redis is away: it subscribes whenever there is a connection. Nest's own gives up when
 * the first connection fails.
 */
export class WaitingRedisServer extends ServerRedis {
  protected override readonly logger = new QuietLogger('EventBus');

  constructor(
    options: TransportOptions,
    private readonly events: ConnectionEvents,
  ) {
    super(options);
  }

  override start(callback?: () => void): void {
    const [hearing, replying] = this.unwrap<[Redis, Redis]>();
    const take = this.getMessageHandler(replying).bind(this);
    // Nest's handler takes a third argument in its other mode, with wildcards.
    hearing.on('message', (channel, message) => void take(channel, message, ''));
    hearing.on('ready', () => {
      // One that is refused because the connection went away again is repeated with the next one.
      hearing.subscribe(...this.messageHandlers.keys()).then(this.events.onHearing, this.events.onFault);
    });
    for (const connection of [hearing, replying]) connection.connect().catch(() => undefined);
    callback?.();
  }

  override registerErrorListener(client: Redis): void {
    client.on('error', this.events.onFault);
  }

  override async close(): Promise<void> {
    this.isManuallyClosed = true;
    for (const client of connectionsOf(this.pubClient, this.subClient)) client.disconnect();
  }
}

/** Nest leaves its connections untyped; there are none before the first use. */
function connectionsOf(...connections: readonly unknown[]): readonly Redis[] {
  return connections.filter((connection): connection is Redis => connection !== null && connection !== undefined);
}
