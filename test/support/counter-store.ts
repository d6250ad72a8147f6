import type { StoreModule, StoreRef } from '@busbar/database';

/** What counter-rows.mjs can do. */
export interface CounterStore {
  makeTable(): Promise<void>;
  add(id: number, note?: string): Promise<number>;
  addAndThrow(id: number): Promise<void>;
  touchBoth(first: number, second: number): Promise<void>;
  clear(): Promise<void>;
  count(): Promise<number>;
  pragma(name: string): Promise<unknown>;
  crash(): Promise<void>;
}

const url = new URL('./counter-rows.mjs', import.meta.url).href;

/** A store that counts rows, for the tests of the database itself. */
export const counterStore: StoreRef<CounterStore> = {
  name: 'counter',
  url,
  load: async () => (await import(url)) as StoreModule<CounterStore>,
};
