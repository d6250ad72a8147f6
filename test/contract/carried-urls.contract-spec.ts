import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CarriedUrlRetention, carriedUrlStore, TypeormCarriedUrls } from '@busbar/carried-urls';
import { RESPONSE_URL_LIFETIME_MS } from '@busbar/core';
import { SQLITE_FILE, type Database } from '@busbar/database';
import { Seals } from '@busbar/parties';
import { LoneProcess } from '@busbar/events';
import { ManualClock } from '../doubles/manual-clock.js';
import { aCarriedUrl } from '../support/carried-url-builder.js';
import { databasesUnderTest, type DatabasePlace } from '../support/databases.js';
import { eventually } from '../support/eventually.js';

describe.each(databasesUnderTest())('carried URLs on $name', ({ make }) => {
  const seals = new Seals(Buffer.alloc(32, 7));
  let place: DatabasePlace;
  let database: Database;

  beforeAll(async () => {
    place = await make();
    database = await place.open([carriedUrlStore]);
  }, 60_000);
  afterAll(async () => {
    await database.close();
    await place.close();
  }, 20_000);

  /** As another process or a later start sees them: nothing is remembered. */
  function carriedUrls(clock = new ManualClock()): TypeormCarriedUrls {
    return new TypeormCarriedUrls({ database, clock, seals });
  }

  it('are found again by whoever looks, in the spelling they came in', async () => {
    const url = aCarriedUrl({ id: 'spelling' });
    const saving = carriedUrls();

    await expect(saving.save(url)).resolves.toBe('stored');

    await expect(saving.find('spelling')).resolves.toEqual(url);
    await expect(carriedUrls().find('spelling')).resolves.toEqual(url);
  });

  it('survive a restart once they are stored', async () => {
    const url = aCarriedUrl({ id: 'restart', kind: 'cdr-location' });
    await carriedUrls().save(url);

    await database.close();
    database = await place.open([carriedUrlStore]);

    await expect(carriedUrls().find('restart')).resolves.toEqual(url);
  });

  it('may be as long as a URL of OCPI may be, and longer', async () => {
    const url = aCarriedUrl({ id: 'long', url: `https://ems.example/${'ü'.repeat(2_048)}` });
    await carriedUrls().save(url);

    await expect(carriedUrls().find('long')).resolves.toEqual(url);
  });

  it('are null for an id that nobody made, or that differs in case', async () => {
    await carriedUrls().save(aCarriedUrl({ id: 'CaseMatters' }));

    await expect(carriedUrls().find('nobody-made-this')).resolves.toBeNull();
    await expect(carriedUrls().find('casematters')).resolves.toBeNull();
  });

  it('are null from the moment they expire, remembered or not', async () => {
    const clock = new ManualClock();
    const saving = carriedUrls(clock);
    await saving.save(aCarriedUrl({ id: 'expires', createdAtMs: clock.now() }));

    clock.advance(RESPONSE_URL_LIFETIME_MS - 1);
    await expect(saving.find('expires')).resolves.not.toBeNull();
    clock.advance(1);

    await expect(saving.find('expires')).resolves.toBeNull();
    await expect(carriedUrls(clock).find('expires')).resolves.toBeNull();
  });

  it('are null for a hub with another key', async () => {
    await carriedUrls().save(aCarriedUrl({ id: 'sealed' }));
    const otherKey = new Seals(Buffer.alloc(32, 8));

    const other = new TypeormCarriedUrls({ database, clock: new ManualClock(), seals: otherKey });

    await expect(other.find('sealed')).resolves.toBeNull();
  });

  it('lie in the database unreadable', async () => {
    await carriedUrls().save(aCarriedUrl({ id: 'unreadable', url: 'https://ems.example/cb?token=PLAIN-SECRET' }));

    const row = await database.reader(carriedUrlStore).find('unreadable');
    expect(row).not.toBeNull();
    expect(JSON.stringify(row)).not.toMatch(/ems\.example|PLAIN-SECRET/);
    const { location } = place;
    if (location.kind === 'sqlite') {
      const files = [SQLITE_FILE, `${SQLITE_FILE}-wal`].map((file) => readFileSync(join(location.dataDir, file)));
      expect(files.some((bytes) => bytes.includes('unreadable'))).toBe(true);
      expect(files.some((bytes) => bytes.includes('PLAIN-SECRET'))).toBe(false);
    }
  });

  it('are deleted after they expired, however many there are, and no sooner', async () => {
    const clock = new ManualClock(Date.UTC(2026, 5, 1));
    const saving = carriedUrls(clock);
    const save = (id: string, expiresAtMs: number): Promise<unknown> => saving.save(aCarriedUrl({ id, expiresAtMs }));
    const old = Array.from({ length: 450 }, (_, index) => save(`old-${index}`, clock.now() - index));
    await Promise.all([...old, save('young', clock.now() + 1)]);

    const retention = new CarriedUrlRetention({
      database,
      clock,
      processes: new LoneProcess(),
      report: () => undefined,
    });
    retention.start();
    const reader = database.reader(carriedUrlStore);
    await eventually('the oldest row to be gone', async () => (await reader.find('old-449')) === null);
    await retention.sweep();
    await retention.stop();

    const left = await Promise.all(old.map((_, index) => reader.find(`old-${index}`)));
    expect(left.filter((row) => row !== null)).toEqual([]);
    await expect(reader.find('young')).resolves.not.toBeNull();
  }, 20_000);
});
