import { EventBus, type Hearer, type HubEvent } from '@busbar/core';

/** The buses of several processes in one, without Redis: what one says the others hear in the next turn. */
export class LinkedEventBuses {
  /** While true nobody hears of others. */
  isAway = false;
  private readonly buses = new Set<LinkedEventBus>();

  /** The bus of one more process. */
  join(): LinkedEventBus {
    const bus = new LinkedEventBus(this, this.buses);
    this.buses.add(bus);
    return bus;
  }
}

/** What one process has of the bus. */
export class LinkedEventBus extends EventBus {
  private readonly hearers: Hearer[] = [];

  constructor(
    private readonly link: Pick<LinkedEventBuses, 'isAway'>,
    private readonly buses: Set<LinkedEventBus>,
  ) {
    super();
  }

  override publish(event: HubEvent): void {
    this.tell(event, true);
    if (this.link.isAway || !this.buses.has(this)) return;
    for (const bus of this.buses) if (bus !== this) bus.tell(structuredClone(event), false);
  }

  override subscribe(hear: Hearer): void {
    this.hearers.push(hear);
  }

  override isConnected(): boolean {
    return !this.link.isAway;
  }

  /** Its process is gone: it says and hears nothing any more. */
  cut(): void {
    this.buses.delete(this);
    this.hearers.length = 0;
  }

  private tell(event: HubEvent, isOurs: boolean): void {
    for (const hear of this.hearers) queueMicrotask(() => hear(event, isOurs));
  }
}
