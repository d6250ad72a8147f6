import { setImmediate, setTimeout as delay } from 'node:timers/promises';
import { Inject, Injectable, Logger } from '@nestjs/common';
import {
  AttemptPlaces,
  BridgeCounts,
  BridgeMemory,
  Clock,
  DeliveryCrossings,
  DeliveryStore,
  HubProcesses,
  Ids,
  LoneAttempts,
  PartyClient,
  PartyDirectory,
  PeerDefects,
  Presence,
  RestedDrains,
  type Delivery,
  type DrainEnding,
  type DrainPorts,
  type PlaceBounds,
  type RetrySettings,
} from '@busbar/core';
import { LANES_OPTIONS, type LanesOptions } from './lanes-options.js';

/** Requests of one lane under way at once: enough for a fast party, a fraction of what direct messages may take. */
const LANE_LIMIT = 16;
/**
 * Attempts that a worker has open over all its lanes: what a crash repeats. Among quick parties these are the first two, and more of
 * them would only wait for each other within this process; `all` counts where parties are slow.
 */
const PLACES: PlaceBounds = { quick: 32, unwritten: 64, all: 256, ofLane: 64, quickForMs: 50 };
/**
 * A hub of one process waits for its disk where several have a database server: more that is unwritten keeps it busy meanwhile, and goes
 * into fewer commits. Its crash repeats up to `all`, and it is one process that can crash, where of workers there are many.
 */
const PLACES_OF_THE_ONLY: PlaceBounds = { ...PLACES, quick: 64, unwritten: 640, all: 768, ofLane: 192 };
/** A process that died leaves its lanes to others after so long. */
const LEASE_MS = 4_000;
/** After so long a lane lets others have their turn. */
const TURN_MS = 2_000;

/** What lanes are drained with, each port bound to the adapter that the application provides. */
@Injectable()
export class BoundDrain implements DrainPorts {
  readonly retry: RetrySettings;
  readonly forwardTimeoutMs: number;
  readonly laneLimit = LANE_LIMIT;
  readonly leaseMs = LEASE_MS;
  readonly turnMs = TURN_MS;
  readonly chance = Math.random;
  readonly places: AttemptPlaces;
  readonly crossings: DeliveryCrossings;
  readonly lone = new LoneAttempts();
  /** Deliveries that were rejected because process after process has ended over them, since the start. */
  deliveriesGivenUp = 0;
  private readonly logger = new Logger('Lanes');
  private readonly lanes = new RestedDrains(this);
  private isEnding = false;

  constructor(
    readonly store: DeliveryStore,
    readonly directory: PartyDirectory,
    readonly parties: PartyClient,
    readonly presence: Presence,
    readonly clock: Clock,
    readonly ids: Ids,
    readonly defects: PeerDefects,
    readonly processes: HubProcesses,
    bridgeMemory: BridgeMemory,
    bridgeCounts: BridgeCounts,
    @Inject(LANES_OPTIONS) options: LanesOptions,
  ) {
    this.retry = options.retry;
    this.forwardTimeoutMs = options.forwardTimeoutMs;
    this.crossings = new DeliveryCrossings({ bridgeMemory, bridgeCounts, giveTurn: () => setImmediate() });
    this.places = new AttemptPlaces(options.isOnlyProcess ? PLACES_OF_THE_ONLY : PLACES, this);
  }

  readonly isStopping = (): boolean => this.isEnding;

  readonly reportBug = (error: unknown): void => {
    this.logger.error({ event: 'delivery.failed_by_bug', err: error });
  };

  readonly reportGivenUp = ({ id, messageId, platformId, leases }: Delivery): void => {
    this.deliveriesGivenUp += 1;
    this.logger.warn({ event: 'delivery.given_up', delivery: id, message: messageId, platform: platformId, leases });
  };

  readonly pause = async (forMs: number): Promise<void> => {
    await delay(forMs);
  };

  /** Drains one lane for a turn. */
  readonly drain = (platformId: string): Promise<DrainEnding> => this.lanes.drain(platformId);

  /** From now on nothing is begun; what is under way ends. */
  end(): void {
    this.isEnding = true;
  }
}
