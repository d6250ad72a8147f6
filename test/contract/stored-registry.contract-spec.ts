import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { HeldToken, Platform } from '@busbar/core';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LinkedEventBuses } from '../doubles/linked-event-buses.js';
import { ManualClock } from '../doubles/manual-clock.js';
import { databasesUnderTest, type DatabasePlace } from '../support/databases.js';
import { eventually } from '../support/eventually.js';
import {
  aHeldToken,
  aNewPlatform,
  aRegistration,
  made,
  rawHeader,
  unusedPartyId,
} from '../support/platform-builders.js';
import { RegistryProcess, type RegistryExtras } from '../support/registry-rig.js';
import { sqlStore } from '../support/sql-store.js';

/** Longer than a test: what shows all the same was heard. */
const NEVER_MS = 3_600_000;

/** May look into the database and change rows by SQL, as somebody who stole or tampered with it would. */
describe.each(databasesUnderTest())('the registry in $name', ({ make }) => {
  const clock = new ManualClock();
  const processes: RegistryProcess[] = [];
  let place: DatabasePlace;

  beforeAll(async () => {
    place = await make();
  }, 60_000);
  afterEach(() => Promise.all(processes.splice(0).map((process) => process.close())));
  afterAll(() => place.close(), 20_000);

  async function start(extras: RegistryExtras = {}): Promise<RegistryProcess> {
    const process = await RegistryProcess.start(place, clock, extras);
    processes.push(process);
    return process;
  }

  async function register(hub: RegistryProcess, connection: HeldToken): Promise<Platform> {
    const planned = aNewPlatform(`CPO ${unusedPartyId()}`);
    const platform = made(await hub.store.create(planned, clock.now(), aHeldToken('registration')));
    return made(await hub.store.completeRegistration(platform, aRegistration(connection), clock.now()));
  }

  function sql(
    hub: RegistryProcess,
    statement: string,
    ...parameters: readonly unknown[]
  ): Promise<readonly Record<string, unknown>[]> {
    return hub.database.writer(sqlStore).run(statement, parameters);
  }

  /** What a change by SQL does not do: tell the processes. */
  async function tellAll(hub: RegistryProcess): Promise<void> {
    await sql(hub, 'UPDATE registry_revision SET revision = revision + 1');
    await hub.directory.refresh();
  }

  it('is as it was after a restart, tokens of both sides included', async () => {
    const connection = aHeldToken('connection');
    const before = await register(await start(), connection);

    const after = (await start()).directory;

    expect(after.snapshot()?.platform(before.id)).toEqual(before);
    expect(after.snapshot()?.platform(before.id)?.registration?.token.header).toBe('Token token-of-theirs');
    expect(after.whoPresents(rawHeader(connection.token))?.platform.id).toBe(before.id);
  });

  it('shows a change of one process to every other soon', async () => {
    const [one, other] = [await start(), await start()];
    const connection = aHeldToken('connection');

    const platform = await register(one, connection);

    await eventually('the other process to see it', () => other.directory.whoPresents(rawHeader(connection.token)));
    expect(other.directory.snapshot()?.platform(platform.id)).toEqual(platform);
  });

  it('shows a change of one process to every other at once when they hear one another', async () => {
    const buses = new LinkedEventBuses();
    const [one, other] = [
      await start({ events: buses.join(), lookEveryMs: NEVER_MS }),
      await start({ events: buses.join(), lookEveryMs: NEVER_MS }),
    ];
    const [first, second] = [aHeldToken('connection'), aHeldToken('connection')];

    const platform = await register(one, first);
    await eventually('the other process to see it', () => other.directory.whoPresents(rawHeader(first.token)));
    expect(other.directory.snapshot()?.platform(platform.id)).toEqual(platform);

    const rotation = aRegistration(second, { retireOthers: 'when-next-is-used' });
    await other.store.completeRegistration(platform, rotation, clock.now());
    await eventually('the first to know the new token', () => one.directory.whoPresents(rawHeader(second.token)));
    await eventually('the older token to end in both', () =>
      [one, other].every(({ directory }) => directory.whoPresents(rawHeader(first.token)) === null),
    );
  });

  it('shows what another process took away, and a party that went from one platform to another', async () => {
    const [one, other] = [await start(), await start()];
    const [gone, from] = [await register(one, aHeldToken('connection')), await register(one, aHeldToken('connection'))];
    const [moving] = from.parties;
    if (!moving) throw new Error('it has one');
    await eventually('the other process to see both', () => other.directory.snapshot()?.platform(from.id));

    made(await one.store.update(from, { parties: [] }, clock.now()));
    const { id, role, businessDetails } = moving;
    const next = { ...aNewPlatform(), parties: [{ id, role, businessDetails }] };
    const to = made(await one.store.create(next, clock.now(), aHeldToken('registration')));
    expect(await one.store.remove(gone, clock.now())).toBeNull();

    await eventually('the other process to see the end', () => other.directory.snapshot()?.platform(gone.id) === null);
    const snapshot = other.directory.snapshot();
    expect(snapshot?.partiesNamed(moving.key).map(({ platformId }) => platformId)).toEqual([to.id]);
    expect(snapshot?.platform(from.id)?.parties).toEqual([]);
  });

  it('reads only what has changed', async () => {
    const hub = await start();
    const [one, neighbour] = [
      await register(hub, aHeldToken('connection')),
      await register(hub, aHeldToken('connection')),
    ];

    made(await hub.store.update(one, { name: 'Another name' }, clock.now()));

    expect(hub.directory.snapshot()?.platform(one.id)?.name).toBe('Another name');
    expect(hub.directory.snapshot()?.platform(neighbour.id)).toBe(neighbour);
  });

  it('shows a change of which no event came', async () => {
    const buses = new LinkedEventBuses();
    const [one, other] = [await start({ events: buses.join() }), await start({ events: buses.join() })];
    buses.isAway = true;
    const connection = aHeldToken('connection');
    await register(one, connection);
    await eventually('the other process to see it', () => other.directory.whoPresents(rawHeader(connection.token)));
    expect(other.warnings).toEqual([]);
  });

  it('lets exactly one of two processes change what both have seen', async () => {
    const [one, other] = [await start(), await start()];
    const platform = await register(one, aHeldToken('connection'));

    const outcomes = await Promise.all([
      one.store.update(platform, { name: 'One' }, clock.now()),
      other.store.update(platform, { name: 'Other' }, clock.now()),
    ]);

    expect(outcomes.filter((outcome) => 'notChanged' in outcome)).toEqual([{ notChanged: 'changed-meanwhile' }]);
  });

  it('still ends the older token when the hub was restarted between a rotation and its first use', async () => {
    const [first, second] = [aHeldToken('connection'), aHeldToken('connection')];
    const before = await start();
    const registered = await register(before, first);
    const rotation = aRegistration(second, { retireOthers: 'when-next-is-used' });
    await before.store.completeRegistration(registered, rotation, clock.now());

    const { directory } = await start();

    expect(directory.whoPresents(rawHeader(first.token))?.purpose).toBe('connection');
    expect(directory.whoPresents(rawHeader(second.token))?.purpose).toBe('connection');
    await eventually('the first token to end', () => directory.whoPresents(rawHeader(first.token)) === null);
  });

  it('holds no token in clear', async () => {
    const connection = aHeldToken('connection');
    const hub = await start();
    await register(hub, connection);

    const tables = ['platforms', 'parties', 'held_tokens', 'operator_keys', 'idempotency_records', 'peer_defects'];
    const rows = await Promise.all(tables.map((table) => sql(hub, `SELECT * FROM ${table}`)));

    const everything = JSON.stringify(rows);
    expect(everything).toContain('https://cpo.example/ocpi/versions');
    expect(everything).not.toContain(connection.token.reveal());
    expect(everything).not.toContain('token-of-theirs');
    expect(everything).not.toContain(btoa('token-of-theirs'));
  });

  it('takes a platform out of use whose sealed token was swapped with another one’s, and says so once', async () => {
    const hub = await start();
    const [connection, other] = [aHeldToken('connection'), aHeldToken('connection')];
    const platform = await register(hub, connection);
    const neighbour = await register(hub, other);

    const [theirs] = await sql(hub, 'SELECT sealed_token FROM platforms WHERE id = ?', neighbour.id);
    await sql(
      hub,
      'UPDATE platforms SET sealed_token = ?, revision = revision + 1 WHERE id = ?',
      theirs?.['sealed_token'],
      platform.id,
    );
    await tellAll(hub);
    await tellAll(hub);

    expect(hub.directory.snapshot()?.platform(platform.id)?.registration).toBeNull();
    expect(hub.directory.whoPresents(rawHeader(connection.token))).toBeNull();
    expect(hub.directory.whoPresents(rawHeader(other.token))?.platform.registration).not.toBeNull();
    expect(hub.warnings.filter((warning) => warning.includes(platform.id))).toHaveLength(1);
  });

  it.each([
    ['of which one bit was changed', flipOneBit],
    ['that was cut short', (sealed: string) => sealed.slice(0, 12)],
    ['that is empty', () => ''],
  ])('takes a platform out of use with a sealed token %s', async (_how, tamper) => {
    const hub = await start();
    const platform = await register(hub, aHeldToken('connection'));

    const [row] = await sql(hub, 'SELECT sealed_token FROM platforms WHERE id = ?', platform.id);
    const tampered = tamper(String(row?.['sealed_token']));
    await sql(
      hub,
      'UPDATE platforms SET sealed_token = ?, revision = revision + 1 WHERE id = ?',
      tampered,
      platform.id,
    );
    await tellAll(hub);

    expect(hub.directory.snapshot()?.platform(platform.id)?.registration).toBeNull();
  });

  it('opens with its own secret key only', async () => {
    const connection = aHeldToken('connection');
    const platform = await register(await start(), connection);

    const stranger = await start({ secretKey: Buffer.alloc(32, 8) });

    expect(stranger.directory.snapshot()?.platform(platform.id)?.registration).toBeNull();
    expect(stranger.directory.whoPresents(rawHeader(connection.token))).toBeNull();
  });

  it('refuses as a value what is too large for it', async () => {
    const hub = await start();
    const now = clock.now();
    const token = aHeldToken('registration');
    const tooMany = aNewPlatform(...Array.from({ length: 501 }, () => `CPO ${unusedPartyId()}`));
    const longName = { ...aNewPlatform(`CPO ${unusedPartyId()}`), name: 'x'.repeat(256) };
    const platform = await register(hub, aHeldToken('connection'));
    const endpoint = { module: 'x', interfaceRole: 'SENDER', url: `https://cpo.example/${'x'.repeat(1_000)}` } as const;
    const { registration } = aRegistration(null);
    const huge = { ...registration, endpoints: Array.from({ length: 1_000 }, () => endpoint) };

    await expect(hub.store.create(tooMany, now, token)).resolves.toMatchObject({ notChanged: 'too-large' });
    await expect(hub.store.create(longName, now, token)).resolves.toMatchObject({ notChanged: 'too-large' });
    await expect(
      hub.store.completeRegistration(platform, aRegistration(null, { registration: huge }), now),
    ).resolves.toMatchObject({ notChanged: 'too-large' });
  });

  it('keeps what is as large as it may be', async () => {
    const hub = await start();
    const parties = Array.from({ length: 500 }, () => `CPO ${unusedPartyId()}`);
    const planned = { ...aNewPlatform(...parties), name: 'ä'.repeat(255) };
    const platform = made(await hub.store.create(planned, clock.now(), aHeldToken('registration')));
    const endpoints = Array.from({ length: 500 }, (_, index) => ({
      module: `custom${index}`,
      interfaceRole: 'RECEIVER' as const,
      url: `https://cpo.example/${'x'.repeat(400)}/${index}`,
    }));
    const { registration } = aRegistration(null);
    const completed = aRegistration(aHeldToken('connection'), { registration: { ...registration, endpoints } });

    const registered = made(await hub.store.completeRegistration(platform, completed, clock.now()));

    expect(registered.parties).toHaveLength(500);
    expect((await start()).directory.snapshot()?.platform(platform.id)).toEqual(registered);
  });
});

describe('the files of SQLite', () => {
  it('contain no token in clear, not even between the rows', async () => {
    const [sqlite] = databasesUnderTest();
    if (!sqlite) throw new Error('SQLite is always there');
    const place = await sqlite.make();
    const hub = await RegistryProcess.start(place, new ManualClock());
    const tokens = [aHeldToken('registration'), aHeldToken('connection'), aHeldToken('connection')] as const;
    const planned = made(await hub.store.create(aNewPlatform(`CPO ${unusedPartyId()}`), 0, tokens[0]));
    const once = made(await hub.store.completeRegistration(planned, aRegistration(tokens[1]), 0));
    made(await hub.store.completeRegistration(once, aRegistration(tokens[2]), 0));
    if (place.location.kind !== 'sqlite') throw new Error('the first database is SQLite');

    const { dataDir } = place.location;
    const bytes = Buffer.concat(readdirSync(dataDir).map((file) => readFileSync(join(dataDir, file))));

    expect(bytes.includes('https://cpo.example/ocpi/versions')).toBe(true);
    for (const { token } of tokens) expect(bytes.includes(token.reveal())).toBe(false);
    expect(bytes.includes('token-of-theirs')).toBe(false);
    await hub.close();
    await place.close();
  });
});

function flipOneBit(sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64url');
  const middle = Math.floor(bytes.length / 2);
  bytes.writeUInt8(bytes.readUInt8(middle) ^ 1, middle);
  return bytes.toString('base64url');
}
