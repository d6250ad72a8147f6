import { setTimeout as delay } from 'node:timers/promises';
import type { INestMicroservice } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { MicroserviceOptions } from '@nestjs/microservices';
import type { Clock, Hearer, HubEvent } from '@busbar/core';
import { lastValueFrom } from 'rxjs';
import { eventIntake } from './event-intake.js';
import { Hearers } from './in-process-event-bus.js';
import { NetworkedEventBus } from './networked-event-bus.js';
import { databaseNumber, transportOptions } from './redis-options.js';
import { WaitingRedisClient, WaitingRedisServer } from './waiting-redis.js';

/** What the bus is made of. */
export interface RedisEventBusOptions {
  readonly redisUrl: string;
  /** Tells this process's events from others'. */
  readonly processId: string;
  readonly clock: Pick<Clock, 'elapsed'>;
  /** Told in one sentence when Redis goes away and when it is back. */
  readonly report: (sentence: string) => void;
}

/** What goes over the wire; a null event is a process that listens whether it hears itself. */
interface Carried {
  readonly from: string;
  readonly event: HubEvent | null;
}

/** Redis hands each event back to its publisher too. So often a process that has nothing to say makes sure of that, in ms. */
const LISTEN_EVERY_MS = 1_000;
const START_WITHIN_MS = 1_000;
/** What has not come back after so long was not heard by others either, in ms. */
const DEAF_AFTER_MS = 2_000;

/**
 * The bus between the processes of the cluster profile: NestJS's Redis transport, an emitting client and a microservice that hears
 * one pattern. Without Redis events are lost, nobody waits, and the bus goes on by itself as soon as Redis is back.
 */
export class RedisEventBus extends NetworkedEventBus {
  private readonly hearers = new Hearers();
  private readonly channel: string;
  private readonly client: WaitingRedisClient;
  private microservice: INestMicroservice | null = null;
  private sending: Promise<unknown> = Promise.resolve();
  /** When the oldest event went out that has not come back; null when all have. */
  private unheardSince: number | null = Number.NEGATIVE_INFINITY;
  private listening: NodeJS.Timeout | null = null;
  private isReportedAway = false;
  private onHearing: () => void = () => undefined;
  private readonly isHearing = new Promise<void>((resolve) => (this.onHearing = resolve));

  constructor(private readonly options: RedisEventBusOptions) {
    super();
    this.channel = `busbar.events.${databaseNumber(options.redisUrl)}`;
    this.client = new WaitingRedisClient(transportOptions(options.redisUrl), {
      onFault: (error) => this.reportAway(error),
    });
  }

  /** Begins to hear and to publish; resolves once it does, or after a second without Redis. */
  override async start(): Promise<void> {
    this.client.connect().catch(() => undefined);
    const strategy = new WaitingRedisServer(transportOptions(this.options.redisUrl), {
      onFault: (error) => this.reportAway(error),
      onHearing: () => this.send(null),
    });
    const intake = eventIntake(this.channel, (message) => this.take(message));
    this.microservice = await NestFactory.createMicroservice<MicroserviceOptions>(intake, {
      strategy,
      abortOnError: false,
    });
    await this.microservice.listen();
    this.listening = setInterval(() => this.send(null), LISTEN_EVERY_MS).unref();
    await Promise.race([this.isHearing, delay(START_WITHIN_MS, undefined, { ref: false })]);
  }

  override publish(event: HubEvent): void {
    this.hearers.tell(event, true);
    this.send(event);
  }

  override subscribe(hear: Hearer): void {
    this.hearers.add(hear);
  }

  /** By what comes back of what this process published: a connection that is open may still lead to a Redis that does not answer. */
  override isConnected(): boolean {
    return this.unheardSince === null || this.options.clock.elapsed() - this.unheardSince < DEAF_AFTER_MS;
  }

  /** Lets what was just published go, then ends the connections. */
  override async close(): Promise<void> {
    if (this.listening) clearInterval(this.listening);
    await this.sending;
    await this.microservice?.close();
    await this.client.close();
  }

  private send(event: HubEvent | null): void {
    this.unheardSince ??= this.options.clock.elapsed();
    const carried: Carried = { from: this.options.processId, event };
    this.sending = lastValueFrom(this.client.emit(this.channel, carried), { defaultValue: null }).catch(
      () => undefined,
    );
  }

  private take(message: unknown): void {
    if (!isCarried(message)) return;
    if (message.from !== this.options.processId) {
      if (message.event !== null) this.hearers.tell(message.event, false);
      return;
    }
    this.unheardSince = null;
    this.onHearing();
    if (!this.isReportedAway) return;
    this.isReportedAway = false;
    this.options.report('Redis is back: processes hear one another again');
  }

  private reportAway(error: Error): void {
    if (this.isReportedAway) return;
    this.isReportedAway = true;
    this.options.report(`Redis is away, so processes look for changes instead of hearing of them: ${error.message}`);
  }
}

/** Whoever can write to the channel is trusted, but a process of another version may say what this one does not know. */
function isCarried(message: unknown): message is Carried {
  if (typeof message !== 'object' || message === null) return false;
  const { from, event } = message as Partial<Record<keyof Carried, unknown>>;
  return typeof from === 'string' && (event === null || (typeof event === 'object' && 'kind' in event));
}
