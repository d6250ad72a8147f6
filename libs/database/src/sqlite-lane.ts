/** A way to one SQLite connection, in a thread of its own or, in tests, in this one. */
export interface SqliteLane {
  call(store: string, method: string, args: readonly unknown[]): Promise<unknown>;
  giveBackSpace(): Promise<void>;
  close(): Promise<void>;
}
