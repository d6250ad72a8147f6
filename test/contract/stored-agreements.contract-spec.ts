import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Agreement, Agreements } from '@busbar/core';
import { MAX_BLOCKS_OF_PARTY, StoredAgreements, type WantedAgreements } from '@busbar/parties';
import { LinkedEventBuses } from '../doubles/linked-event-buses.js';
import { ManualClock } from '../doubles/manual-clock.js';
import { databasesUnderTest, type DatabasePlace } from '../support/databases.js';
import { eventually } from '../support/eventually.js';
import { RegistryProcess, type RegistryExtras } from '../support/registry-rig.js';
import { sqlStore } from '../support/sql-store.js';

/** Longer than a test: what shows all the same was heard. */
const NEVER_MS = 3_600_000;
const AT = Date.UTC(2026, 0, 31, 12);
const DAY_MS = 86_400_000;

const TOKENS: Agreement = { parties: ['DE/MSP', 'NL/CPO'], modules: ['tokens'], fromMs: null, untilMs: null };
const FOR_A_DAY: Agreement = { parties: ['FR/EMP', 'NL/CPO'], modules: [], fromMs: AT, untilMs: AT + DAY_MS };

function wanted(of: Partial<WantedAgreements>): WantedAgreements {
  return { policy: 'closed', withoutAgreement: 'invisible', items: [], ...of };
}

/** May count rows and lose the events between processes. */
describe.each(databasesUnderTest())('agreements in $name', ({ make }) => {
  const clock = new ManualClock();
  const processes: RegistryProcess[] = [];
  let place: DatabasePlace;
  let hub: RegistryProcess;
  let agreements: StoredAgreements;

  beforeAll(async () => {
    place = await make();
  }, 60_000);
  beforeEach(async () => {
    hub = await start();
    agreements = new StoredAgreements(hub.database, hub.directory);
  });
  afterEach(async () => {
    await replaced(wanted({ policy: 'open' }));
    for (const { by, blocked } of shown().blocks) await agreements.unblock(by, blocked, AT);
    await Promise.all(processes.splice(0).map((process) => process.close()));
  });
  afterAll(() => place.close(), 20_000);

  async function start(extras: RegistryExtras = {}): Promise<RegistryProcess> {
    const process = await RegistryProcess.start(place, clock, extras);
    processes.push(process);
    return process;
  }

  function shown(process = hub): Agreements {
    const snapshot = process.directory.snapshot();
    if (snapshot === null) throw new Error('no snapshot was loaded');
    return snapshot.agreements;
  }

  async function replaced(by: WantedAgreements, atMs = AT): Promise<Agreements> {
    const after = await agreements.replace(by, shown().revision, atMs);
    if (typeof after === 'string') throw new Error(`not replaced: ${after}`);
    return after;
  }

  it('are kept in their order, and are as they were after a restart', async () => {
    const items = [FOR_A_DAY, TOKENS];
    const after = await replaced(wanted({ withoutAgreement: 'planned', items }));
    expect(after).toMatchObject({ policy: 'closed', withoutAgreement: 'planned', items });
    await agreements.block('NL/CPO', 'FR/EMP', AT);
    const restarted = shown(await start());
    expect(restarted).toEqual(shown());
    expect(restarted.blocks).toEqual([{ by: 'NL/CPO', blocked: 'FR/EMP', sinceMs: AT }]);
  });

  it('of thousands of pairs are replaced in one go', async () => {
    const items = Array.from({ length: 2_600 }, (_, nth): Agreement => {
      const party = `DE/${nth.toString(36).toUpperCase().padStart(3, '0')}`;
      return { ...TOKENS, parties: [party, 'NL/CPO'] };
    });
    await replaced(wanted({ items }));
    expect(shown(await start()).items).toEqual(items);
    expect((await replaced(wanted({ items: [TOKENS] }))).items).toEqual([TOKENS]);
  });

  it('are replaced by exactly one of two who saw the same', async () => {
    const other = await start();
    const others = new StoredAgreements(other.database, other.directory);
    const { revision } = shown();
    const outcomes = await Promise.all([
      agreements.replace(wanted({ items: [TOKENS] }), revision, AT),
      others.replace(wanted({ items: [FOR_A_DAY] }), revision, AT),
    ]);
    expect(outcomes.filter((outcome) => outcome === 'changed-meanwhile')).toHaveLength(1);
    const newest = await agreements.newest();
    expect(newest).toMatchObject({ revision: revision + 1 });
  });

  it('are known to another process at once when it hears of a change', async () => {
    const buses = new LinkedEventBuses();
    const one = await start({ events: buses.join(), lookEveryMs: NEVER_MS });
    const other = await start({ events: buses.join(), lookEveryMs: NEVER_MS });
    await new StoredAgreements(one.database, one.directory).replace(wanted({ items: [TOKENS] }), shown().revision, AT);
    await eventually('the other to know', () => shown(other).items.length === 1);
    await hub.directory.refresh();
  });

  it('are read anew only when they have changed', async () => {
    await replaced(wanted({ items: [TOKENS] }));
    const before = shown();
    await hub.database.writer(sqlStore).run('UPDATE registry_revision SET revision = revision + 1', []);
    await hub.directory.refresh();
    expect(shown()).toBe(before);
  });

  describe('what they change', () => {
    it('is dated for all pairs by a new policy, and for a pair by an agreement that lets it begin or end', async () => {
      const closed = await replaced(wanted({}), AT);
      expect([closed.policyChangedMs, closed.changedMs('DE/MSP', 'NL/CPO', AT)]).toEqual([AT, AT]);
      const begun = await replaced(wanted({ items: [TOKENS] }), AT + 1);
      expect([begun.policyChangedMs, begun.changedMs('DE/MSP', 'NL/CPO', AT + 9)]).toEqual([AT, AT + 1]);
      const wider = await replaced(wanted({ items: [{ ...TOKENS, modules: [] }] }), AT + 2);
      expect(wider.changedMs('DE/MSP', 'NL/CPO', AT + 9)).toBe(AT + 1);
      const ended = await replaced(wanted({}), AT + 3);
      expect(ended.changedMs('DE/MSP', 'NL/CPO', AT + 9)).toBe(AT + 3);
    });

    it('is forgotten after a good year', async () => {
      await replaced(wanted({}), AT);
      await replaced(wanted({ items: [TOKENS] }), AT);
      const later = AT + 401 * DAY_MS;
      const after = await replaced(wanted({ items: [TOKENS, { ...TOKENS, parties: ['FR/EMP', 'NL/CPO'] }] }), later);
      expect([...after.pairsChangedMs]).toEqual([['FR/EMP NL/CPO', later]]);
    });
  });

  describe('a block', () => {
    it('holds until it is taken back, and each is done once', async () => {
      expect(await agreements.block('NL/CPO', 'DE/MSP', AT)).toBe('blocked');
      expect(await agreements.block('NL/CPO', 'DE/MSP', AT + 1)).toBe('was-blocked');
      expect(shown().isBlocked('DE/MSP', 'NL/CPO')).toBe(true);
      expect(shown().changedMs('DE/MSP', 'NL/CPO', AT + 9)).toBe(AT);
      expect(await agreements.unblock('DE/MSP', 'NL/CPO', AT + 2)).toBe('unknown-block');
      expect(await agreements.unblock('NL/CPO', 'DE/MSP', AT + 3)).toBe('unblocked');
      expect(shown().isBlocked('DE/MSP', 'NL/CPO')).toBe(false);
      expect(shown().changedMs('DE/MSP', 'NL/CPO', AT + 9)).toBe(AT + 3);
    });

    it('dates nothing between two who may exchange nothing anyway', async () => {
      const before = await replaced(wanted({}), AT);
      await agreements.block('NL/CPO', 'IT/XYZ', AT + 5);
      expect(shown().changedMs('NL/CPO', 'IT/XYZ', AT + 9)).toBe(before.policyChangedMs);
    });

    it('leaves the revision of the agreements alone: it is no part of them', async () => {
      const { revision } = shown();
      await agreements.block('NL/CPO', 'DE/MSP', AT);
      expect(shown().revision).toBe(revision);
    });

    it('is one of a thousand at most', async () => {
      const sql = hub.database.writer(sqlStore);
      const rows = Array.from({ length: MAX_BLOCKS_OF_PARTY }, (_, nth) => {
        return `('NL/CPO', 'DE/${nth.toString(36).toUpperCase().padStart(3, '0')}', 1)`;
      });
      await sql.run(`INSERT INTO party_blocks (by_party, blocked_party, since) VALUES ${rows.join(', ')}`, []);
      expect(await agreements.block('NL/CPO', 'FR/EMP', AT)).toBe('too-many');
      expect(await agreements.block('FR/EMP', 'NL/CPO', AT)).toBe('blocked');
      await sql.run("DELETE FROM party_blocks WHERE by_party = 'NL/CPO'", []);
    });
  });
});
