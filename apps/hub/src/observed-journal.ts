import { Journal, type MessageRow } from '@busbar/core';

/** Is told of a message that has ended; returns at once and never throws. */
export type MessageObserver = (row: MessageRow) => void;

/** A journal whose rows others see too: metrics, the log, operators who watch. */
export class ObservedJournal extends Journal {
  private readonly observers: MessageObserver[] = [];

  /** `journal` null keeps nothing: for hubs whose operator wants no journal. */
  constructor(private readonly journal: Journal | null) {
    super();
  }

  /** From now on `observer` is told too. */
  tell(observer: MessageObserver): void {
    this.observers.push(observer);
  }

  record(row: MessageRow): void {
    for (const observe of this.observers) observe(row);
    this.journal?.record(row);
  }
}
