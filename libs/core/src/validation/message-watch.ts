import type { Said } from './said.js';

/** Looks at what was said beside the path, and counts what breaks the object model. */
export abstract class MessageWatch {
  /** Returns at once and never throws; what is too much is not looked at, and counted. */
  abstract saw(said: Said): void;
  /** Something was said that cannot be looked at: it was streamed, or is compressed. */
  abstract passedUnseen(): void;
}
