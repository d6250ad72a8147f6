import type { Clock } from '../ports.js';

/** How many attempts a process may have open in all its lanes: as many a crash can repeat. */
export interface PlaceBounds {
  /** Requests that went out a moment ago and are not answered: more would only wait for each other within this process. */
  readonly quick: number;
  /** What was answered and is not written down, while something new begins. */
  readonly unwritten: number;
  /** All, also those that wait for a slow party. */
  readonly all: number;
  /** Of one lane, answered or not. */
  readonly ofLane: number;
  /** Who is out for longer waits for the party, not for this process: others may go in its stead. In ms. */
  readonly quickForMs: number;
}

/** The right to have one attempt open: from its request until its outcome is written down. */
export interface Place {
  /** Its request is no longer out. */
  readonly answered: () => void;
  readonly giveBack: () => void;
}

/** This part of all places is for lanes that have none: those whose parties hang cannot have everything out. */
const KEPT_FOR_NEWCOMERS = 1 / 4;

/**
 * The attempts that a process has open over all its lanes. Whoever finds no place waits in line and is handed one; a lane that has
 * none goes before those that have some.
 */
export class AttemptPlaces {
  /** When they were taken, the oldest first. */
  private readonly quick = new Map<Place, number>();
  private readonly slow = new Set<Place>();
  private readonly unwritten = new Set<Place>();
  private readonly newcomers = new Set<LanePlaces>();
  private readonly regulars = new Set<LanePlaces>();
  private isWaitingToAge = false;

  constructor(
    private readonly bounds: PlaceBounds,
    private readonly ports: { readonly clock: Clock; readonly pause: (forMs: number) => Promise<void> },
  ) {}

  /** Attempts that are open now. */
  get open(): number {
    return this.quick.size + this.slow.size + this.unwritten.size;
  }

  /** The part of one lane; `onOffer` is called when it is handed a place that it asked for in vain. */
  ofLane(onOffer: () => void): LanePlaces {
    return new LanePlaces(this, onOffer);
  }

  /** For {@link LanePlaces} alone. */
  take(lane: LanePlaces): Place | null {
    this.age();
    if (this.newcomers.size + this.regulars.size === 0 && this.hasRoomFor(lane)) return this.begin(lane);
    // In one line only: whoever is handed two places at once loses one.
    if (lane.held === 0) this.regulars.delete(lane);
    if (!this.newcomers.has(lane)) (lane.held === 0 ? this.newcomers : this.regulars).add(lane);
    this.handOut();
    return null;
  }

  /** For {@link LanePlaces} alone. */
  leave(lane: LanePlaces): void {
    this.newcomers.delete(lane);
    this.regulars.delete(lane);
  }

  private get isFull(): boolean {
    const { quick, unwritten, all } = this.bounds;
    return this.quick.size >= quick || this.unwritten.size >= unwritten || this.open >= all;
  }

  /** Whether lanes that have places may take more of them. */
  private get isForNewcomersOnly(): boolean {
    return this.quick.size + this.slow.size >= this.bounds.all * (1 - KEPT_FOR_NEWCOMERS);
  }

  private hasRoomFor({ held }: LanePlaces): boolean {
    return !this.isFull && (held === 0 || (held < this.bounds.ofLane && !this.isForNewcomersOnly));
  }

  private begin(lane: LanePlaces): Place {
    const place: Place = {
      answered: () => {
        if (!this.quick.delete(place) && !this.slow.delete(place)) return;
        this.unwritten.add(place);
        this.handOut();
      },
      giveBack: () => {
        const isOpen = this.quick.delete(place) || this.slow.delete(place) || this.unwritten.delete(place);
        if (!isOpen) return;
        lane.held -= 1;
        if (lane.held === 0 && this.regulars.delete(lane)) this.newcomers.add(lane);
        this.handOut();
      },
    };
    lane.held += 1;
    this.quick.set(place, this.ports.clock.elapsed());
    return place;
  }

  private handOut(): void {
    this.age();
    for (const lane of this.newcomers) {
      if (this.isFull) break;
      if (this.hasRoomFor(lane)) this.offer(lane);
    }
    for (const lane of this.regulars) {
      if (this.isFull || this.isForNewcomersOnly) break;
      if (this.hasRoomFor(lane)) this.offer(lane);
    }
    if (this.newcomers.size + this.regulars.size > 0 && !this.isWaitingToAge) void this.ageLater();
  }

  private offer(lane: LanePlaces): void {
    this.leave(lane);
    lane.offer(this.begin(lane));
  }

  private age(): void {
    const before = this.ports.clock.elapsed() - this.bounds.quickForMs;
    for (const [place, since] of this.quick) {
      if (since > before) return;
      this.quick.delete(place);
      this.slow.add(place);
    }
  }

  /** Nothing tells of a place that was given to a slow party; only time does. */
  private async ageLater(): Promise<void> {
    const [oldest] = this.quick.values();
    if (oldest === undefined) return;
    this.isWaitingToAge = true;
    await this.ports.pause(Math.max(1, oldest + this.bounds.quickForMs - this.ports.clock.elapsed()));
    this.isWaitingToAge = false;
    this.handOut();
  }
}

/** The places of one lane while it is drained. */
export class LanePlaces {
  /** How many it has. */
  held = 0;
  private offered: Place | null = null;

  constructor(
    private readonly all: AttemptPlaces,
    private readonly onOffer: () => void,
  ) {}

  /** A place; null where there is none now: then the lane is in line for one. */
  take(): Place | null {
    return this.takeOffered() ?? this.all.take(this) ?? this.takeOffered();
  }

  /** The lane needs no more now: it leaves the line, and somebody else gets what it was handed. */
  rest(): void {
    this.all.leave(this);
    this.takeOffered()?.giveBack();
  }

  /** For {@link AttemptPlaces} alone. */
  offer(place: Place): void {
    this.offered = place;
    this.onOffer();
  }

  private takeOffered(): Place | null {
    const offered = this.offered;
    this.offered = null;
    return offered;
  }
}
