import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import type { HeldToken, Platform } from '@busbar/core';
import { openDatabase, type StoreRef } from '@busbar/database';
import { ManualClock } from '../doubles/manual-clock.js';
import type { DatabasePlace } from '../support/databases.js';
import { eventually } from '../support/eventually.js';
import {
  aHeldToken,
  aNewPlatform,
  aRegistration,
  made,
  rawHeader,
  unusedPartyId,
} from '../support/platform-builders.js';
import { createSchema, describeOnOwnMariadb, PrivateMariadb } from '../support/private-mariadb.js';
import { RegistryProcess } from '../support/registry-rig.js';

/** The hub looks for its database with a growing wait, and a busy machine needs several tries. */
const BACK = { withinMs: 20_000 };

describeOnOwnMariadb('the registry of a hub whose MariaDB goes away', () => {
  const clock = new ManualClock();
  const processes: RegistryProcess[] = [];
  let server: PrivateMariadb;
  let place: DatabasePlace;

  beforeAll(async () => {
    server = await PrivateMariadb.start();
    const location = { kind: 'mysql', url: await createSchema(server.url) } as const;
    const open = (stores: readonly StoreRef<object>[]) => openDatabase(location, stores);
    place = { location, open, close: async () => undefined };
  }, 60_000);
  afterEach(() => Promise.all(processes.splice(0).map((process) => process.close())));
  afterAll(() => server.close(), 20_000);

  async function start(): Promise<RegistryProcess> {
    const process = await RegistryProcess.start(place, clock);
    processes.push(process);
    return process;
  }

  async function register(hub: RegistryProcess, connection: HeldToken): Promise<Platform> {
    const planned = aNewPlatform(`CPO ${unusedPartyId()}`);
    const platform = made(await hub.store.create(planned, clock.now(), aHeldToken('registration')));
    return made(await hub.store.completeRegistration(platform, aRegistration(connection), clock.now()));
  }

  it('stays as it was, refuses changes as a value, and follows again when the server is back', async () => {
    const [hub, other] = [await start(), await start()];
    const connection = aHeldToken('connection');
    const platform = await register(hub, connection);

    await server.crash();

    await expect(hub.store.setStatus(platform, 'OFFLINE', clock.now())).resolves.toEqual({
      notChanged: 'database-lost',
    });
    await eventually('the loss to be noticed', () => hub.warnings.length > 0);
    expect(hub.directory.snapshot()?.platform(platform.id)).toEqual(platform);
    expect(hub.directory.whoPresents(rawHeader(connection.token))?.platform).toEqual(platform);

    await server.resume();
    const storeOffline = async (): Promise<Platform | null> => {
      const outcome = await hub.store.setStatus(platform, 'OFFLINE', clock.now());
      return 'notChanged' in outcome ? null : outcome;
    };
    const offline = await eventually('a change to be stored', storeOffline, BACK);
    const seen = (): boolean => other.directory.snapshot()?.platform(platform.id)?.revision === offline.revision;
    await eventually('the other process to see it', seen, BACK);
    expect(other.directory.snapshot()?.platform(platform.id)).toEqual(offline);
  }, 40_000);

  it('is loaded as soon as the server is there when the hub started before it', async () => {
    const platform = await register(await start(), aHeldToken('connection'));
    await server.crash();

    const early = await start();
    expect(early.directory.snapshot()).toBeNull();

    await server.resume();
    await eventually('the first snapshot', () => early.directory.snapshot()?.platform(platform.id), BACK);
  }, 40_000);
});
