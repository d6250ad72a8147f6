import { describe, expect, it } from '@jest/globals';
import type { KeptOutcome, ObjectWrite, TrafficObserver } from '@busbar/core';
import { aPlatform } from '../../../test/support/builders.js';
import { eventually } from '../../../test/support/eventually.js';
import { InMemoryObjectStore } from '../../../test/doubles/in-memory-object-store.js';
import { InMemoryOwnerIndex } from '../../../test/doubles/in-memory-owner-index.js';
import { TrafficLearner } from './traffic-learner.js';

type Passed = Parameters<TrafficObserver['passed']>;

const UTF8 = new TextEncoder();
const EMSP = aPlatform({ id: 'emsp', parties: ['EMSP NL/EMS'] });
const CPO = aPlatform({ id: 'cpo', parties: ['CPO NL/CPO'] });
const SUCCESS = UTF8.encode('{"status_code":1000,"timestamp":"2026-01-01T00:00:00Z"}');

/** Counts the writes it is given beside keeping them. */
class CountingStore extends InMemoryObjectStore {
  readonly given: ObjectWrite[] = [];

  override keep(writes: readonly ObjectWrite[]): Promise<readonly KeptOutcome[] | 'database-lost'> {
    this.given.push(...writes);
    return super.keep(writes);
  }
}

/** A direct push of a token by its EMSP, as far as a learner looks at it. */
function tokenPush(lastUpdated: string, atMs = 0): Passed {
  const [party] = CPO.parties;
  const token = { country_code: 'NL', party_id: 'EMS', uid: 'U1', type: 'RFID', last_updated: lastUpdated };
  const message = {
    version: '2.2.1',
    raw: { method: 'PUT' },
    address: { kind: 'module', module: 'tokens', interfaceRole: 'RECEIVER', rest: '/NL/EMS/U1' },
    query: null,
    from: { countryCode: 'NL', partyId: 'EMS' },
    platform: EMSP,
    plan: {
      kind: 'direct',
      module: 'tokens',
      interfaceRole: 'RECEIVER',
      receiver: { id: party?.id, party, platform: CPO },
    },
    atMs,
  };
  const answer = { kind: 'answer', status: 200, headers: new Map(), body: { kind: 'whole', bytes: SUCCESS } };
  return [message, UTF8.encode(JSON.stringify(token)), answer] as unknown as Passed;
}

function aLearner(): { learner: TrafficLearner; store: CountingStore; owners: InMemoryOwnerIndex; bugs: unknown[] } {
  const store = new CountingStore();
  const owners = new InMemoryOwnerIndex();
  const bugs: unknown[] = [];
  const learner = new TrafficLearner({
    objects: store,
    owners,
    elapsed: () => performance.now(),
    reportBug: (bug) => bugs.push(bug),
  });
  return { learner, store, owners, bugs };
}

describe('what learns from traffic', () => {
  it('keeps a private copy of a direct push, and who owns what it names', async () => {
    const { learner, store, owners, bugs } = aLearner();
    learner.passed(...tokenPush('2026-01-01T00:00:00Z'));
    await eventually('the copy', () => store.given.length === 1);
    expect(store.given[0]).toMatchObject({ scope: 'private', module: 'tokens', ids: ['U1'], method: 'PUT' });
    expect(owners.ownersOf({ kind: 'token', id: 'u1' })).toEqual(['NL/EMS']);
    expect(bugs).toEqual([]);
    learner.stop();
  });

  it('has looked at what passed a moment ago when somebody asks for it', () => {
    const { learner, owners } = aLearner();
    learner.passed(...tokenPush('2026-01-01T00:00:00Z'));
    expect(owners.ownersOf({ kind: 'token', id: 'U1' })).toEqual([]);

    learner.catchUp();

    expect(owners.ownersOf({ kind: 'token', id: 'U1' })).toEqual(['NL/EMS']);
    learner.stop();
  });

  it('looks once at what says the same again, and again at what says something else', async () => {
    const { learner, store } = aLearner();
    for (let i = 0; i < 5; i++) learner.passed(...tokenPush('2026-01-01T00:00:00Z'));
    learner.passed(...tokenPush('2026-01-02T00:00:00Z'));
    await eventually('the second copy', () => store.given.length >= 2);
    expect(store.given.map(({ body }) => new TextDecoder().decode(body ?? undefined))).toEqual([
      expect.stringContaining('2026-01-01'),
      expect.stringContaining('2026-01-02'),
    ]);
    learner.stop();
  });

  it('knows whose a push is that is too long to be looked at, and keeps no copy of it', async () => {
    const { learner, store, owners, bugs } = aLearner();
    const [message, , answer] = tokenPush('2026-01-01T00:00:00Z');
    learner.passed(message, UTF8.encode(JSON.stringify({ uid: 'U1', more: 'x'.repeat(200_000) })), answer);
    await eventually('the owner', () => {
      expect(owners.ownersOf({ kind: 'token', id: 'u1' })).toEqual(['NL/EMS']);
      return true;
    });
    expect([store.given, bugs]).toEqual([[], []]);
    learner.stop();
  });

  it('believes what it knows for a minute only', async () => {
    const { learner, store } = aLearner();
    learner.passed(...tokenPush('2026-01-01T00:00:00Z', 0));
    learner.passed(...tokenPush('2026-01-01T00:00:00Z', 61_000));
    await eventually('a second look', () => store.given.length === 2);
    learner.stop();
  });

  it('looks at nothing more once it is stopped', async () => {
    const { learner, store } = aLearner();
    learner.stop();
    learner.passed(...tokenPush('2026-01-01T00:00:00Z'));
    const other = aLearner();
    other.learner.passed(...tokenPush('2026-01-01T00:00:00Z'));
    await eventually('the copy of one that goes on', () => other.store.given.length === 1);
    expect(store.given).toEqual([]);
    other.learner.stop();
  });
});
