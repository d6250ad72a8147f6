import { randomUUID } from 'node:crypto';
import { Logger } from '@nestjs/common';
import type { EventBus } from '@busbar/core';
import { InProcessEventBus } from '@busbar/events';
import { RedisEventBus } from '../../libs/events/src/redis-event-bus.js';
import { SystemClock } from '@busbar/routing';
import { LinkedEventBuses } from '../doubles/linked-event-buses.js';
import { eventually } from './eventually.js';
import { hasRedis, privateRedis } from './private-redis.js';

/** Where processes of one hub meet. */
export interface EventBusPlace {
  /** The bus as one process has it, ready to hear. */
  join(): Promise<EventBus>;
  leaveAll(): Promise<void>;
  close(): Promise<void>;
}

/** One implementation of the port, for `describe.each`. */
export interface EventBusUnderTest {
  readonly name: string;
  readonly make: () => Promise<EventBusPlace>;
}

const inProcess: EventBusUnderTest = {
  name: 'within one process',
  async make() {
    let bus = new InProcessEventBus();
    return {
      join: async () => bus,
      leaveAll: async () => {
        bus = new InProcessEventBus();
      },
      close: async () => undefined,
    };
  },
};

const linked: EventBusUnderTest = {
  name: 'the double',
  async make() {
    let buses = new LinkedEventBuses();
    return {
      join: async () => buses.join(),
      leaveAll: async () => {
        buses = new LinkedEventBuses();
      },
      close: async () => undefined,
    };
  },
};

const redis: EventBusUnderTest = {
  name: 'over Redis',
  async make() {
    const server = await privateRedis();
    const joined: RedisEventBus[] = [];
    return {
      async join() {
        const bus = await joinRedisBus(server.url);
        joined.push(bus);
        return bus;
      },
      leaveAll: async () => {
        await Promise.all(joined.splice(0).map((bus) => bus.close()));
      },
      close: () => server.close(),
    };
  },
};

/** The bus of one more process, not started; what it reports goes to `reports`. */
export function busOn(redisUrl: string, reports: string[] = []): RedisEventBus {
  Logger.overrideLogger(false);
  return new RedisEventBus({
    redisUrl,
    processId: randomUUID(),
    clock: new SystemClock(),
    report: (sentence) => reports.push(sentence),
  });
}

/** The same once it hears. */
export async function joinRedisBus(redisUrl: string, reports: string[] = []): Promise<RedisEventBus> {
  const bus = busOn(redisUrl, reports);
  await bus.start();
  await eventually('the bus to hear itself', () => bus.isConnected());
  return bus;
}

/** Every implementation that the contract must hold on; without Redis on this machine a warning says so. */
export function eventBusesUnderTest(): readonly EventBusUnderTest[] {
  if (hasRedis()) return [inProcess, linked, redis];
  process.emitWarning('Contracts on Redis do not run: install redis-server or set BUSBAR_TEST_REDIS_URL');
  return [inProcess, linked];
}
