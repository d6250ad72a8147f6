import { EventBus } from '@busbar/core';

/** A bus with connections, which begin and end with the application. */
export abstract class NetworkedEventBus extends EventBus {
  /** Begins to hear and to publish; does not wait for a network that is away. */
  abstract start(): Promise<void>;
  /** Lets what was just published go, then ends the connections. */
  abstract close(): Promise<void>;
}
