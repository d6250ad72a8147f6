/** The bytes of an answer: whole when it was short, else still arriving. */
export type AnswerBody =
  | { readonly kind: 'whole'; readonly bytes: Uint8Array }
  | { readonly kind: 'stream'; readonly pipeTo: (target: BodyTarget) => Promise<StreamEnd> };

/** How a streamed answer ended. */
export interface StreamEnd {
  readonly how: 'complete' | 'cut-off' | 'asker-gone';
  readonly bytes: number;
  /** The first and last bytes, at most 2 KB each, to read the status code from. */
  readonly head: Uint8Array;
  readonly tail: Uint8Array;
}

/** Where the bytes of a streamed answer go. */
export interface BodyTarget {
  /** False asks the source to pause until the next drain. */
  write(chunk: Uint8Array): boolean;
  /** Called once, before the first write: `resume` is to be called at every drain from then on. */
  onDrain(resume: () => void): void;
  /** Called once, before the first write: the asker went away, the source stops. */
  onGone(stop: () => void): void;
  end(): void;
  /** Ends the asker's connection, so that a torn answer is not taken for a whole one. */
  destroy(): void;
}
