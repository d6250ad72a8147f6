import { isPush, readFailedPush, whyUnsendable, type MessageRow, type RegistrySnapshot } from '@busbar/core';
import { problem, type Problem } from '../problems/problem.js';

/** A warning that only `force` overrides. */
export function newerVersion(): Problem {
  const detail =
    'Its receiver has a newer version of the object, or is about to get it; `force` sends it all the same.';
  return problem('newer-version', detail);
}

/** It ended otherwise, or has not ended yet. */
export function notFailed(state: string): Problem {
  return problem('not-failed', `It is ${state}: only what failed is replayed.`);
}

/** Nobody knows any more what is to be sent. */
export function notKept(detail: string): Problem {
  return problem('not-kept', detail);
}

/** Its receiver is not where it was. */
export function receiverGone(reason: string): Problem {
  return problem('receiver-gone', `It cannot be sent: ${reason}.`);
}

/** Why the hub cannot deliver a direct push for its sender, or null; the row comes with its payload. */
export function whyPushNotReplayed(row: MessageRow, snapshot: RegistrySnapshot): Problem | null {
  if (row.outcome !== 'failed') return notFailed(row.outcome);
  if (!isPush(row)) {
    return problem(
      'not-replayable',
      'Only PUT, PATCH and DELETE on Receiver interfaces and POST of CDRs are replayed.',
    );
  }
  const push = readFailedPush(row, snapshot);
  if (typeof push === 'string') return notKept(`It cannot be sent: ${push}.`);
  const reason = whyUnsendable(push.candidate, snapshot);
  return reason === null ? null : receiverGone(reason);
}
