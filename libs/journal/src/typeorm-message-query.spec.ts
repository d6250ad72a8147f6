import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource, type Logger } from 'typeorm';
import { partyId } from '../../../test/support/builders.js';
import { selectMessageIds } from './typeorm-message-query.js';
import type { MessageFilter } from './message-filter.js';
import { entities, Store } from './typeorm-message-store.js';

const NOT_NARROWED: MessageFilter = {
  sinceMs: null,
  untilMs: null,
  from: null,
  to: null,
  party: null,
  module: null,
  outcome: null,
  correlationId: null,
};

/** May observe how SQLite plans the queries, not only what they return: a list must stay fast over millions of rows. */
describe('a query of messages', () => {
  const asked: { readonly query: string; readonly parameters: readonly unknown[] }[] = [];
  let dataSource: DataSource;

  beforeAll(async () => {
    const quiet = (): void => undefined;
    const logger: Logger = {
      logQuery: (query, parameters) => asked.push({ query, parameters: Array.isArray(parameters) ? parameters : [] }),
      logQueryError: quiet,
      logQuerySlow: quiet,
      logSchemaBuild: quiet,
      logMigration: quiet,
      log: quiet,
    };
    const settings = { type: 'better-sqlite3', database: ':memory:', synchronize: true } as const;
    dataSource = await new DataSource({ ...settings, entities: [...entities], logger }).initialize();
  });
  afterAll(() => dataSource.destroy());

  /** What SQLite says it does for the queries that the work asks. */
  async function plansOf(work: () => Promise<unknown>): Promise<string[]> {
    asked.length = 0;
    await work();
    const plans: string[] = [];
    for (const { query, parameters } of asked.splice(0)) {
      const steps = await dataSource.query<{ readonly detail: string }[]>(`EXPLAIN QUERY PLAN ${query}`, [
        ...parameters,
      ]);
      plans.push(steps.map(({ detail }) => detail).join('; '));
    }
    return plans;
  }

  const list = (filter: Partial<MessageFilter>): Promise<string[]> =>
    plansOf(() =>
      selectMessageIds(dataSource.manager, {
        filter: { ...NOT_NARROWED, sinceMs: 1, untilMs: 2, ...filter },
        beforeId: 'x',
        limit: 50,
      }),
    );

  it.each<[string, Partial<MessageFilter>, string[]]>([
    ['of a module and an outcome', { module: 'tokens', outcome: 'failed' }, ['ix_messages_time']],
    ['from a party', { from: partyId('NL/ABC'), outcome: 'failed' }, ['ix_messages_from']],
    ['to a party', { to: partyId('NL/ABC'), module: 'tokens' }, ['ix_messages_to']],
    ['from one party to another', { from: partyId('NL/ABC'), to: partyId('DE/DEF') }, ['ix_messages_from']],
    ['of a party', { party: partyId('NL/ABC') }, ['ix_messages_from', 'ix_messages_to']],
  ])('reads those %s from one index, in its order', async (_title, filter, indexes) => {
    const plans = await list(filter);

    expect(plans).toEqual(indexes.map((index) => expect.stringContaining(`USING COVERING INDEX ${index} (`)));
    expect(plans.join()).not.toContain('TEMP B-TREE');
  });

  it('finds those of a correlation id by its hash, whoever sent them', async () => {
    const plans = await list({ correlationId: 'c', from: partyId('NL/ABC') });

    expect(plans).toEqual([expect.stringContaining('USING INDEX ix_messages_correlation (')]);
  });

  it('counts from the index alone', async () => {
    const plans = await plansOf(() => new Store(dataSource.manager).countGroups(1, 2));

    expect(plans).toEqual([expect.stringContaining('USING COVERING INDEX ix_messages_time (')]);
  });
});
