import type { ForwardedAnswer } from '../journey/forward.js';
import type { AnyRouted } from '../journey/message.js';

/** Is shown what passes between parties, so that the hub knows later whose is whose. */
export abstract class TrafficObserver {
  /**
   * Returns at once and never throws; what is to be done with it is done off the message's path, or not at all. `answer` is null for a
   * message that the hub has taken on.
   */
  abstract passed(message: AnyRouted, requestBody: Uint8Array | null, answer: ForwardedAnswer | null): void;
}
