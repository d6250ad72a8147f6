import { Ids, TokenWeIssued, type Clock, type EventBus, type PartyDirectory, type PlatformStore } from '@busbar/core';
import type { Database } from '@busbar/database';
import { InProcessEventBus } from '@busbar/events';
import { PARTIES_STORES, Seals, SnapshotPartyDirectory, TypeormPlatformStore } from '@busbar/parties';
import { randomBytes, randomUUID } from 'node:crypto';
import { InMemoryPlatformStore } from '../doubles/in-memory-party-directory.js';
import { databasesUnderTest, type DatabasePlace } from './databases.js';
import { sqlStore } from './sql-store.js';

/** A store, and the directory of the same process. */
export interface Registry {
  readonly store: PlatformStore;
  readonly directory: PartyDirectory;
  close(): Promise<void>;
}

/** Where a registry lives on after the process that uses it. */
export interface RegistryPlace {
  /** What one process of the hub has of it. */
  open(clock: Clock): Promise<Registry>;
  close(): Promise<void>;
}

/** One implementation of both ports, for `describe.each`. */
export interface RegistryUnderTest {
  readonly name: string;
  readonly make: () => Promise<RegistryPlace>;
}

/** The secret key of every process in these tests. */
export const SECRET_KEY = Buffer.alloc(32, 7);

/** Other processes' changes show this much later at most. */
const LOOK_EVERY_MS = 30;

/** What differs from a process that hears of no other one and looks often. */
export interface RegistryExtras {
  readonly secretKey?: Uint8Array;
  readonly events?: EventBus;
  readonly lookEveryMs?: number;
}

/** One process of the hub on a database: directory and store over connections of its own. */
export class RegistryProcess implements Registry {
  readonly warnings: string[] = [];
  readonly directory: SnapshotPartyDirectory;
  readonly store: TypeormPlatformStore;

  private constructor(
    readonly database: Database,
    clock: Clock,
    extras: RegistryExtras,
  ) {
    const { secretKey = SECRET_KEY, events = new InProcessEventBus(), lookEveryMs = LOOK_EVERY_MS } = extras;
    const seals = new Seals(secretKey);
    const warn = (trouble: string): number => this.warnings.push(trouble);
    this.directory = new SnapshotPartyDirectory({ database, clock, seals, events, lookEveryMs, warn });
    this.store = new TypeormPlatformStore({ database, directory: this.directory, ids: new RandomTestIds(), seals });
  }

  static async start(place: DatabasePlace, clock: Clock, extras: RegistryExtras = {}): Promise<RegistryProcess> {
    const registry = new RegistryProcess(await place.open([...PARTIES_STORES, sqlStore]), clock, extras);
    await registry.directory.start();
    return registry;
  }

  async close(): Promise<void> {
    this.directory.stop();
    await this.database.close();
  }
}

const inMemory: RegistryUnderTest = {
  name: 'memory',
  async make() {
    let store: InMemoryPlatformStore | null = null;
    return {
      async open(clock) {
        store ??= new InMemoryPlatformStore(() => clock.now());
        return { store, directory: store.directory, close: async () => undefined };
      },
      close: async () => undefined,
    };
  },
};

/** Every implementation that the contract of both ports must hold on. */
export function registriesUnderTest(): readonly RegistryUnderTest[] {
  const stored = databasesUnderTest().map(({ name, make }) => ({
    name,
    async make(): Promise<RegistryPlace> {
      const place = await make();
      return { open: (clock: Clock) => RegistryProcess.start(place, clock), close: () => place.close() };
    },
  }));
  return [inMemory, ...stored];
}

/** Ids of the shape the hub makes. */
export class RandomTestIds extends Ids {
  override uuid(): string {
    return randomUUID();
  }
  override messageId(atMs: number): string {
    return `${atMs}-${randomUUID()}`;
  }
  override carriedUrlId(): string {
    return randomBytes(16).toString('base64url');
  }
  override token(): TokenWeIssued {
    return new TokenWeIssued(`test_${randomBytes(32).toString('base64url')}`);
  }

  fingerprint(parts: readonly (string | Uint8Array)[]): string {
    return parts.map((part) => (typeof part === 'string' ? part : new TextDecoder().decode(part))).join('|');
  }
}
