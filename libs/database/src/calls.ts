/** One method call on its way to the connection. */
export interface Call {
  readonly id: number;
  readonly store: string;
  readonly method: string;
  readonly args: readonly unknown[];
  /** On the clock of {@link monotonicMs}; a call that is taken up later is not executed any more. */
  readonly deadlineMs: number;
}

/** How a call ended. `lost` becomes DatabaseLost, `thrown` a plain Error at the caller's. */
export type Reply =
  | { readonly id: number; readonly ended: 'returned'; readonly value: unknown }
  | { readonly id: number; readonly ended: 'lost' | 'thrown'; readonly message: string };

/** What the main thread tells a connection thread. */
export type ToThread =
  | { readonly kind: 'open' }
  | { readonly kind: 'calls'; readonly calls: readonly Call[] }
  | { readonly kind: 'give-back-space' }
  | { readonly kind: 'close' };

/** What a connection thread tells the main thread. */
export type FromThread =
  | { readonly kind: 'opened' }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'replies'; readonly replies: readonly Reply[] };

/** What a connection thread is born with. */
export interface ThreadBirth {
  readonly file: string;
  readonly role: ConnectionRole;
  readonly stores: readonly { readonly name: string; readonly url: string }[];
}

/** The writer migrates and changes; the reader cannot change anything. */
export type ConnectionRole = 'writer' | 'reader';

/** Milliseconds that only grow and are the same in every thread of the process (`performance.now` is not). */
export function monotonicMs(): number {
  return Number(process.hrtime.bigint() / 1_000_000n);
}
