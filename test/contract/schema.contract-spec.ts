import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { carriedUrlStore } from '@busbar/carried-urls';
import { SQLITE_FILE, type StoreRef } from '@busbar/database';
import { DELIVERY_STORES } from '@busbar/deliveries';
import { JOURNAL_STORES } from '@busbar/journal';
import { OBJECT_STORES } from '@busbar/objects';
import { PARTIES_STORES } from '@busbar/parties';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { migrations } from '../../libs/database/src/migrations/index.js';
import { openMysqlDataSource } from '../../libs/database/src/mysql-data-source.js';
import { entitiesOf, loadStores } from '../../libs/database/src/stores.js';
import { databasesUnderTest, type DatabasePlace } from '../support/databases.js';

/** May look behind the ports: what TypeORM thinks of the tables that the migrations made. */
const STORES: readonly StoreRef<object>[] = [
  ...PARTIES_STORES,
  ...DELIVERY_STORES,
  ...JOURNAL_STORES,
  ...OBJECT_STORES,
  carriedUrlStore,
];

describe.each(databasesUnderTest())('the tables in $name', ({ make }) => {
  let place: DatabasePlace;
  let dataSource: DataSource;

  beforeAll(async () => {
    place = await make();
    const database = await place.open(STORES);
    await database.close();
    dataSource = await inspect(place);
  }, 60_000);
  afterAll(async () => {
    await dataSource.destroy();
    await place.close();
  }, 20_000);

  it('are what the entities say: nothing drifted between migrations and code', async () => {
    const { upQueries } = await dataSource.driver.createSchemaBuilder().log();

    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('are left alone by a second start', async () => {
    const executed = (): Promise<unknown> => dataSource.query('SELECT * FROM migrations ORDER BY id');
    const before = await executed();

    const again = await place.open(STORES);
    await again.close();

    await expect(executed()).resolves.toEqual(before);
    expect(before).toHaveLength(migrations.length);
  });

  it('go as they came', async () => {
    for (let left = migrations.length; left > 0; left--) await dataSource.undoLastMigration({ transaction: 'none' });

    const isSqlite = place.location.kind === 'sqlite';
    const listTables = isSqlite ? "SELECT name FROM sqlite_master WHERE type = 'table'" : 'SHOW TABLES';
    const tables: readonly Record<string, string>[] = await dataSource.query(listTables);
    const ownTables = tables.flatMap((row) => Object.values(row)).filter((name) => !name.startsWith('sqlite_'));
    expect(ownTables).toEqual(['migrations']);
  });
});

async function inspect({ location }: DatabasePlace): Promise<DataSource> {
  const entities = entitiesOf(await loadStores(STORES));
  if (location.kind === 'mysql') return openMysqlDataSource(location.url, entities);
  const dataSource = new DataSource({
    type: 'better-sqlite3',
    database: join(location.dataDir, SQLITE_FILE),
    entities,
    migrations: [...migrations],
  });
  return dataSource.initialize();
}
