import type { Receiver } from './message.js';
import { refuse, type Refusal } from './refusal.js';

/** What keeps a list from being whole may be over after so many seconds. */
const AGAIN_S = 30;

/** Names the party without which the list would not be whole; `why` goes on about it. */
export function refuseIncomplete({ party }: Receiver, why: string): Refusal {
  return refuse('incomplete-list', `the list would not be whole: ${party.key} ${why}`, AGAIN_S);
}
