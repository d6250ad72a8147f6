import type { EntityManager } from 'typeorm';
import type { EntityClass, StoreModule, StoreRef } from './database.js';

/** The loaded modules of all stores, by name. */
export type StoreModules = ReadonlyMap<string, StoreModule<object>>;

/** Loads every store in this thread. */
export async function loadStores(refs: readonly StoreRef<object>[]): Promise<StoreModules> {
  const modules = new Map<string, StoreModule<object>>();
  // One after another: Jest's loader does not share a module that two imports are asking for at once.
  for (const ref of refs) modules.set(ref.name, await ref.load());
  return modules;
}

/** The entities of all stores, each once. */
export function entitiesOf(modules: StoreModules): EntityClass[] {
  return [...new Set([...modules.values()].flatMap((module) => module.entities))];
}

/** Calls one operation of one store inside the transaction that the entity manager stands for. */
export async function invoke(
  modules: StoreModules,
  entityManager: EntityManager,
  call: { readonly store: string; readonly method: string; readonly args: readonly unknown[] },
): Promise<unknown> {
  const module = modules.get(call.store);
  if (!module) throw new Error(`no store named ${call.store} was given to openDatabase`);
  const store = new module.Store(entityManager);
  const operation: unknown = Reflect.get(store, call.method);
  if (typeof operation !== 'function') throw new Error(`${call.store} has no operation named ${call.method}`);
  return Reflect.apply(operation, store, call.args) as unknown;
}

/** Stands for a store at the caller's: every method becomes a call. */
export function storeProxy<S extends object>(
  ref: StoreRef<S>,
  call: (store: string, method: string, args: readonly unknown[]) => Promise<unknown>,
): S {
  return new Proxy({} as S, {
    get: (_target, method) =>
      // A promise that resolves to the proxy would otherwise call its `then`.
      typeof method === 'string' && method !== 'then'
        ? (...args: unknown[]) => call(ref.name, method, args)
        : undefined,
  });
}
