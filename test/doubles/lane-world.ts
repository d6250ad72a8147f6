import {
  AttemptPlaces,
  DeliveryCrossings,
  drainLane,
  LoneAttempts,
  Ids,
  PartyClient,
  Presence,
  TokenWeIssued,
  type ConnectionStatus,
  type DeliveryRecord,
  type DeliveryStore,
  type DrainEnding,
  type DrainPorts,
  type PartyAnswer,
  type PartyRequest,
  type PeerDefect,
} from '@busbar/core';
import { HEADER } from '@busbar/ocpi';
import { aPlatform } from '../support/builders.js';
import { aFanOut } from '../support/delivery-builders.js';
import { anObject } from '../support/lane-builders.js';
import { InMemoryBridgeMemory, NotedBridgeCounts } from './in-memory-bridge-memory.js';
import { InMemoryDeliveryStore } from './in-memory-delivery-store.js';
import { InMemoryPlatformStore } from './in-memory-party-directory.js';
import { httpAnswer } from './scripted-party-client.js';
import { VirtualClock } from './virtual-clock.js';

/** What a process may have open in these worlds. */
export const PLACES = { quick: 8, unwritten: 10, all: 24, ofLane: 12, quickForMs: 150 };

/** A request that reached the door to the platform. */
export interface Sent {
  readonly delivery: DeliveryRecord;
  readonly request: PartyRequest;
  readonly atMs: number;
}

/** How an exchange goes. */
export interface Exchanged {
  readonly afterMs: number;
  readonly answer: PartyAnswer;
}

/** What a test says of a write; it is one of a Location by NL/CPO. */
export interface WriteSketch {
  readonly lastUpdatedMs?: number | null;
  readonly ttlMs?: number;
}

/** 200 with an OCPI status code. */
export function ocpiAnswer(code: number, headers: Readonly<Record<string, string>> = {}): PartyAnswer {
  const bytes = new TextEncoder().encode(`{"status_code":${code},"timestamp":"2026-01-31T12:00:00Z"}`);
  return { kind: 'answer', status: 200, headers: new Map(Object.entries(headers)), body: { kind: 'whole', bytes } };
}

/** An HTTP status that asks to be left alone for so long. */
export function retryAfter(status: number, seconds: number): PartyAnswer {
  return { ...httpAnswer(status), headers: new Map([['retry-after', String(seconds)]]) } as PartyAnswer;
}

/** One lane with everything around it, in virtual time: the platform `emsp` answers as a test says. */
export class LaneWorld {
  readonly clock = new VirtualClock();
  readonly store = new InMemoryDeliveryStore();
  readonly platforms = new InMemoryPlatformStore(
    () => this.clock.now(),
    aPlatform({ id: 'emsp', parties: ['EMSP NL/EMS'], offers: ['locations RECEIVER'] }),
  );
  readonly sent: Sent[] = [];
  readonly defects: PeerDefect[] = [];
  readonly bridgeMemory = new InMemoryBridgeMemory();
  readonly bridgeCounts = new NotedBridgeCounts();
  readonly crossings = new DeliveryCrossings({
    bridgeMemory: this.bridgeMemory,
    bridgeCounts: this.bridgeCounts,
    giveTurn: () => Promise.resolve(),
  });
  readonly bugs: unknown[] = [];
  readonly givenUp: string[] = [];
  status: ConnectionStatus = 'CONNECTED';
  isStopping = false;
  inFlight = 0;
  mostInFlight = 0;
  /** Of the platform's in-flight cap, as far as this process goes. */
  inFlightShare = Number.POSITIVE_INFINITY;
  /** How the platform answers. */
  exchange: (sent: Sent) => Exchanged = () => ({ afterMs: 10, answer: ocpiAnswer(1000) });
  private readonly clockPorts = { clock: this.clock, pause: this.clock.pause };
  private ids = 0;

  /** The hub takes on a write: `put LOC1/EVSE1`. Resolves to the delivery's id. */
  async accept(writes: string, { lastUpdatedMs = null, ttlMs = 900_000 }: WriteSketch = {}): Promise<string> {
    const correlationId = `correlation-${this.store.all().length + 1}`;
    const object = anObject(writes, lastUpdatedMs);
    const content = { correlationId, method: object.write.toUpperCase() };
    await this.store.accept(aFanOut({ to: ['emsp'], atMs: this.clock.now(), ttlMs, object, content }));
    return this.store.all().at(-1)?.id ?? '';
  }

  /** A whole drain, however long it takes. */
  drain(change: Partial<DrainPorts> = {}): Promise<DrainEnding> {
    return this.clock.runUntil(this.begin(change));
  }

  /** A drain that goes on while the test lets time pass. */
  begin(change: Partial<DrainPorts> = {}): Promise<DrainEnding> {
    return drainLane('emsp', { ...this.ports(), ...change });
  }

  /** The ports of a process of the hub. */
  ports(store: DeliveryStore = this.store): DrainPorts {
    return {
      store,
      clock: this.clock,
      pause: this.clock.pause,
      directory: this.platforms.directory,
      parties: new SimulatedParty(this),
      presence: new ToldStatus(this),
      ids: new CountedIds(() => ++this.ids),
      defects: { note: (defect) => this.defects.push(defect) },
      crossings: this.crossings,
      forwardTimeoutMs: 10_000,
      retry: { baseMs: 1000, maxMs: 60_000 },
      chance: () => 0,
      laneLimit: 8,
      places: new AttemptPlaces(PLACES, this.clockPorts),
      lone: new LoneAttempts(),
      reportGivenUp: ({ id }) => this.givenUp.push(id),
      processes: { shareOf: (limit) => Math.min(limit, this.inFlightShare) },
      leaseMs: 9000,
      turnMs: 5000,
      isStopping: () => this.isStopping,
      reportBug: (bug) => this.bugs.push(bug),
    };
  }

  /** How a delivery stands: its state and why. */
  record(id: string): DeliveryRecord {
    const story = this.store.story(id);
    if (story === null) throw new Error(`there is no delivery ${id}`);
    return story.record;
  }

  /** The ids of what was sent, in order. */
  get sentIds(): readonly string[] {
    return this.sent.map(({ delivery }) => delivery.id);
  }

  /** States in order of arrival. */
  get states(): readonly string[] {
    return this.store.all().map(({ state }) => state);
  }
}

class SimulatedParty extends PartyClient {
  constructor(private readonly world: LaneWorld) {
    super();
  }

  override async exchange(request: PartyRequest): Promise<PartyAnswer> {
    const { world } = this;
    const correlationId = request.headers[request.headers.indexOf(HEADER.correlationId) + 1];
    const delivery = world.store.all().find((record) => record.correlationId === correlationId);
    if (delivery === undefined) throw new Error('the hub sent what it was never given');
    const sent = { delivery, request, atMs: world.clock.now() };
    const { afterMs, answer } = world.exchange(sent);
    world.sent.push(sent);
    world.mostInFlight = Math.max(world.mostInFlight, ++world.inFlight);
    await world.clock.pause(afterMs);
    world.inFlight--;
    return answer;
  }
}

class ToldStatus extends Presence {
  constructor(private readonly world: LaneWorld) {
    super();
  }

  override statusOf(): ConnectionStatus {
    return this.world.status;
  }

  override heardFrom(): void {
    // The test says what the status is.
  }

  override exchangeEnded(): void {
    // The same.
  }
}

class CountedIds extends Ids {
  constructor(private readonly next: () => number) {
    super();
  }

  override uuid(): string {
    return `request-${this.next()}`;
  }

  override messageId(): string {
    return `message-${this.next()}`;
  }

  override carriedUrlId(): string {
    return `url-${this.next()}`;
  }

  override token(): TokenWeIssued {
    return new TokenWeIssued(`token-${this.next()}`);
  }

  override fingerprint(): string {
    return `fingerprint-${this.next()}`;
  }
}
