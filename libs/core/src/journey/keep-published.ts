import type { FanOut } from '../delivery/delivery-store.js';
import type { KeptOutcome, ObjectStore } from '../objects/object-store.js';
import { writeOf } from '../objects/write-of.js';
import type { OwedPlan, Routed } from './message.js';

/** What becomes of the object that a broadcast publishes. */
export interface Published {
  /** Null where it publishes none that the hub keeps. */
  readonly kept: Promise<KeptOutcome | 'database-lost' | null>;
  /** Notes that everybody is going to be told. */
  readonly noteTold: () => void;
}

const NOTHING: Published = { kept: Promise.resolve(null), noteTold: () => undefined };

/** Keeps the newest version of what a broadcast publishes; what is only held for one receiver is none of it. */
export function keepPublished({ content, kind }: FanOut, message: Routed<OwedPlan>, objects: ObjectStore): Published {
  const write = kind === 'broadcast' ? writeOf({ ...content, atMs: message.atMs }, 'public') : null;
  if (write === null) return NOTHING;
  const keeping = objects.keep([write]);
  return {
    kept: keeping.then((outcomes) => (typeof outcomes === 'string' ? outcomes : (outcomes[0] ?? null))),
    noteTold: () => void objects.noteTold([write]),
  };
}
