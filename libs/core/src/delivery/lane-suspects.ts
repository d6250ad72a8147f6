import type { Delivery } from './delivery.js';
import type { DeliveryEnding, LaneClaim, LoadedDelivery } from './delivery-store.js';
import { ended } from './lane-judgement.js';
import type { LoneAttempts } from './lone-attempts.js';

/** A delivery that so many processes did not survive, or that was beside one, goes alone: whose fault it is shows then. */
const ALONE_AFTER_LEASES = 12;
/** A delivery that so many processes did not survive is given up. */
export const GIVEN_UP_AFTER_LEASES = 20;

/** What suspects are watched with. */
export interface SuspectPorts {
  /** Shared by all lanes of the process. */
  readonly lone: LoneAttempts;
  /** Writes down that these are about to go out; false where they must not. */
  readonly note: (ids: readonly string[]) => Promise<boolean>;
  /** Told when something may begin that might not before. */
  readonly onChange: () => void;
}

/**
 * Finds deliveries that end the process that sends them. An attempt that nobody lived to write down counts for nothing by itself; but
 * after a claim that was never given back, what goes out is counted first, until an attempt of it ends as attempts do.
 */
export class LaneSuspects {
  /** Counted, and not out or still out. */
  private readonly noted = new Set<string>();
  private noting = false;
  /** The delivery that goes alone now, by id. */
  private lone: string | null = null;

  constructor(
    private readonly claim: Pick<LaneClaim, 'wasAbandoned'>,
    private readonly ports: SuspectPorts,
  ) {}

  /** Whether something is being written down. */
  get isNoting(): boolean {
    return this.noting;
  }

  /** Whether the first of these may begin now; all of them are about to. */
  mayBegin(wave: readonly LoadedDelivery[]): boolean {
    const [first] = wave;
    if (first === undefined || isGivenUp(first.delivery)) return true;
    if (this.isToNote(first.delivery)) {
      // What goes alone is counted when its turn has come, not while it waits.
      const isLone = goesAlone(first.delivery);
      if (!this.noting && (!isLone || this.hasTurn(first.delivery))) void this.noteAll(isLone ? [first] : wave);
      return false;
    }
    return !goesAlone(first.delivery) || this.hasTurn(first.delivery);
  }

  /** Its outcome is known. */
  concluded({ id }: Delivery): void {
    this.noted.delete(id);
    if (this.lone !== id) return;
    this.lone = null;
    this.ports.lone.giveBack(this);
  }

  /** The drain is over. */
  end(): void {
    this.ports.lone.giveBack(this);
  }

  private isToNote({ id, leases }: Delivery): boolean {
    return (this.claim.wasAbandoned || leases > 0) && !this.noted.has(id);
  }

  private hasTurn({ id }: Delivery): boolean {
    if (this.lone === null && this.ports.lone.take(this, this.ports.onChange)) this.lone = id;
    return this.lone === id;
  }

  private async noteAll(wave: readonly LoadedDelivery[]): Promise<void> {
    const ids = wave.flatMap(({ delivery }) =>
      this.isToNote(delivery) && !isGivenUp(delivery) && (wave.length === 1 || !goesAlone(delivery))
        ? [delivery.id]
        : [],
    );
    this.noting = true;
    const isNoted = await this.ports.note(ids);
    this.noting = false;
    if (isNoted) for (const id of ids) this.noted.add(id);
    this.ports.onChange();
  }
}

/** Whether it goes beside no other of its kind. */
export function goesAlone({ leases }: Delivery): boolean {
  return leases >= ALONE_AFTER_LEASES;
}

/** Whether it goes out no more. */
export function isGivenUp({ leases }: Delivery): boolean {
  return leases >= GIVEN_UP_AFTER_LEASES;
}

/** How a delivery ends that is given up so. */
export function givenUp(delivery: Delivery, atMs: number): DeliveryEnding {
  const reason = `the hub's process ended ${delivery.leases} times in a row before an attempt of it did: it is not sent any more`;
  return ended(delivery, { state: 'rejected', reason, atMs });
}
