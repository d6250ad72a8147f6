import {
  type DeliveryStore,
  type DrainPorts,
  type LaneReport,
  type PartyAnswer,
  type PartyRequest,
} from '@busbar/core';
import { HEADER } from '@busbar/ocpi';
import type { LaneWorld, Sent } from './lane-world.js';

/** How the database behaves for everybody. */
export interface Weather {
  isDatabaseLost: boolean;
  /** What a call takes, in ms. */
  readonly latencyMs: () => number;
  /** Whether the answer to a call that was carried out is lost. */
  readonly losesAnswer: () => boolean;
}

/** A process of the hub that can be killed or frozen: nothing it waits for comes then, and what it sent is sent. */
export class HubProcessInVirtualTime {
  readonly ports: DrainPorts;
  /** Exchanges it waits for. */
  readonly underWay = new Set<Sent>();
  /** Request ids of what was answered and is not yet known to be written down: a crash would repeat it. */
  readonly unwritten = new Set<string>();
  isDead = false;
  private thawed: Promise<void> = Promise.resolve();

  constructor(
    private readonly world: LaneWorld,
    private readonly weather: Weather,
    private readonly told: {
      readonly begins: (process: HubProcessInVirtualTime, sent: Sent) => void;
      readonly hears: (process: HubProcessInVirtualTime, answer: PartyAnswer) => void;
    },
  ) {
    const ports = world.ports(this.storeWithFaults());
    const parties = { exchange: (request: PartyRequest) => this.exchange(request, ports) };
    this.ports = { ...ports, parties, pause: (forMs) => this.alive(world.clock.pause(forMs)) };
  }

  kill(): void {
    this.isDead = true;
    this.underWay.clear();
  }

  /** As SIGSTOP does, for so long; others may take over what it holds. */
  freeze(forMs: number): void {
    this.thawed = this.world.clock.pause(forMs);
    this.underWay.clear();
  }

  /** What the process waited for, once it can hear it. */
  private async alive<T>(waitedFor: Promise<T>): Promise<T> {
    const result = await waitedFor;
    await this.thawed;
    return this.isDead ? new Promise<never>(() => undefined) : result;
  }

  private exchange(request: PartyRequest, ports: DrainPorts): Promise<PartyAnswer> {
    const before = this.world.sent.length;
    const answered = ports.parties.exchange(request);
    const sent = this.world.sent[before];
    if (sent !== undefined) this.told.begins(this, sent);
    if (sent !== undefined) this.underWay.add(sent);
    return this.alive(answered).then((answer) => {
      if (sent !== undefined) this.underWay.delete(sent);
      if (sent !== undefined && answer.kind !== 'not-sent') this.unwritten.add(requestIdOf(request));
      this.told.hears(this, answer);
      return answer;
    });
  }

  private storeWithFaults(): DeliveryStore {
    const { store, clock } = this.world;
    return new Proxy(store, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== 'function') return member;
        return async (...given: readonly unknown[]): Promise<unknown> => {
          await this.alive(clock.pause(this.weather.latencyMs()));
          if (this.weather.isDatabaseLost) return 'database-lost';
          const result: unknown = await Reflect.apply(member, target, given);
          const heard: unknown = await this.alive(
            Promise.resolve(this.weather.losesAnswer() ? 'database-lost' : result),
          );
          if (name === 'report' || name === 'release') this.noteWritten(given[0] as LaneReport, heard);
          return heard;
        };
      },
    });
  }

  private noteWritten({ attempts }: LaneReport, heard: unknown): void {
    if (heard !== 'database-lost') for (const { requestId } of attempts) this.unwritten.delete(requestId);
  }
}

function requestIdOf({ headers }: PartyRequest): string {
  return headers[headers.indexOf(HEADER.requestId) + 1] ?? '';
}
