import { problem, type Problem } from '../problems/problem.js';

/** The entity tag of agreements of this revision (RFC 9110, 8.8.3). */
export function entityTag(revision: number): string {
  return `"${revision}"`;
}

/**
 * The revision that a change is meant for. Without If-Match two operators could undo one another's work unseen, so it is asked for
 * (RFC 6585, 3); `*` means whatever is there now.
 */
export function readIfMatch(ifMatch: string | undefined, now: number): number | Problem {
  if (ifMatch === undefined) {
    return problem('precondition-required', 'Send If-Match with the ETag of the agreements that you have seen.');
  }
  const tags = ifMatch.split(',').map((tag) => tag.trim());
  return tags.includes('*') || tags.includes(entityTag(now)) ? now : changedSince();
}

/** Somebody changed the agreements since they were looked at. */
export function changedSince(): Problem {
  return problem('precondition-failed', 'The agreements have changed since: look at them again.');
}
