import type { Said } from './said.js';

/** Looks at what was said beside the path, and counts what breaks the object model. */
export abstract class MessageWatch {
  /** Whether more can be taken now: what cannot is not worth preparing. */
  abstract get hasRoom(): boolean;
  /** Returns at once and never throws; what is too much is not looked at, and counted. */
  abstract saw(said: Said): void;
  /** Something was said that cannot be looked at: there was no room, it was streamed, or it is compressed. */
  abstract passedUnseen(): void;
}
