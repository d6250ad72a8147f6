import type { ObjectWrite } from './object-store.js';

/** What is remembered of an object that its owner deleted. */
export interface DeletionMark {
  /** Of the object when it was deleted; 0 where it had none. */
  readonly lastUpdatedMs: number;
  /** When the DELETE arrived. */
  readonly deletedMs: number;
}

/** Marks are kept so long: nobody repeats or replays a write that is older. */
export const DELETION_REMEMBERED_DAYS = 30;
/** And so many of one owner, module, version and scope, the newest ones. */
export const DELETIONS_REMEMBERED = 10_000;

/**
 * Whether a write that would bring a deleted object back is from before its deletion. A DELETE of OCPI carries no date, so that two things
 * alone tell: the object was newer already when it was deleted, or its list was read before the DELETE came. Anything else counts by the
 * order in which it came: who publishes an object again, as it was, means it.
 */
export function isBehindDeletion({ askedMs }: ObjectWrite, lastUpdatedMs: number, mark: DeletionMark): boolean {
  if (askedMs !== undefined && askedMs <= mark.deletedMs) return true;
  return lastUpdatedMs !== 0 && lastUpdatedMs < mark.lastUpdatedMs;
}
