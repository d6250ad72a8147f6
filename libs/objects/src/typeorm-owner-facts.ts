import type { OwnedKind } from '@busbar/core';
import type { ColumnValue, Statements } from '@busbar/database';

/** The numbers that kinds have in the database: their places here. New ones go to the end. */
export const FACT_KINDS: readonly OwnedKind[] = [
  'location',
  'evse',
  'evse-id',
  'tariff',
  'session',
  'session-emsp',
  'reservation',
  'cdr',
  'token',
  'contract',
];

/** A fact as it is stored. */
export interface FactRow {
  readonly kind: number;
  readonly idKey: string;
  readonly owner: string;
  readonly isHearsay: boolean;
}

/** What is looked up. */
export type FactKey = Pick<FactRow, 'kind' | 'idKey'>;

/** Nobody needs to know more owners of one thing to see that it is ambiguous. */
const OWNERS_AT_MOST = 8;
/** A fact that is told again and again is renewed once a week. */
const RENEWED_AFTER_DAYS = 7;

/** The owners of each of these things, those of whom others said so marked. One look into the key per thing. */
export async function findOwners(
  statements: Statements,
  keys: readonly FactKey[],
): Promise<{ readonly owner: string; readonly isHearsay: boolean }[][]> {
  const found = [];
  for (const { kind, idKey } of keys) {
    const rows = await statements.select<{ readonly owner: string; readonly isHearsay: number | string }>(
      `SELECT owner, is_hearsay AS isHearsay FROM owner_facts WHERE kind = ? AND id_key = ?
       ORDER BY is_hearsay, owner LIMIT ${OWNERS_AT_MOST}`,
      [kind, idKey],
    );
    found.push(rows.map(({ owner, isHearsay }) => ({ owner, isHearsay: Number(isHearsay) === 1 })));
  }
  return found;
}

/** Notes facts, as many of each owner as there may be; resolves to how many were new, and how many had no room. */
export async function learnFacts(
  statements: Statements,
  facts: readonly FactRow[],
  { day, perOwner }: { readonly day: number; readonly perOwner: number },
): Promise<{ readonly added: number; readonly full: number }> {
  const sum = { added: 0, full: 0 };
  for (const [owner, theirs] of byOwner(facts)) {
    const count = await lockCount(statements, owner);
    const fitting = count >= perOwner ? [] : theirs.slice(0, perOwner - count);
    sum.full += theirs.length - fitting.length;
    const added = await insertFacts(statements, fitting, day);
    sum.added += added;
    if (added > 0) {
      await statements.change('UPDATE owner_fact_counts SET facts = facts + ? WHERE owner = ?', [added, owner]);
    }
    if (added < theirs.length) await renew(statements, theirs, day);
  }
  return sum;
}

function byOwner(facts: readonly FactRow[]): readonly (readonly [string, FactRow[]])[] {
  const owners = new Map<string, Map<string, FactRow>>();
  for (const fact of facts) {
    const theirs = owners.get(fact.owner) ?? new Map<string, FactRow>();
    const key = `${fact.kind} ${fact.idKey}`;
    if (theirs.get(key)?.isHearsay !== false) theirs.set(key, fact);
    owners.set(fact.owner, theirs);
  }
  // In one order: two processes that learn of the same owners wait for one another instead of each for the other.
  return [...owners].sort(([a], [b]) => (a < b ? -1 : 1)).map(([owner, theirs]) => [owner, [...theirs.values()]]);
}

async function lockCount(statements: Statements, owner: string): Promise<number> {
  const read = (): Promise<{ readonly facts: number | string }[]> =>
    statements.select(`SELECT facts FROM owner_fact_counts WHERE owner = ?${statements.forUpdate}`, [owner]);
  const [known] = await read();
  if (known !== undefined) return Number(known.facts);
  await statements.insert({
    table: 'owner_fact_counts',
    columns: ['owner', 'facts'],
    values: [owner, 0],
    ignoringKnown: true,
  });
  const [made] = await read();
  return Number(made?.facts ?? 0);
}

async function insertFacts(statements: Statements, facts: readonly FactRow[], day: number): Promise<number> {
  if (facts.length === 0) return 0;
  const ignoring = statements.isSqlite ? 'OR IGNORE' : 'IGNORE';
  const values: ColumnValue[] = facts.flatMap((fact): ColumnValue[] => [
    fact.kind,
    fact.idKey,
    fact.owner,
    fact.isHearsay ? 1 : 0,
    day,
  ]);
  return statements.change(
    `INSERT ${ignoring} INTO owner_facts (kind, id_key, owner, is_hearsay, seen_day)
     VALUES ${facts.map(() => '(?, ?, ?, ?, ?)').join(', ')}`,
    values,
  );
}

/** What is known already: an owner who says so himself counts from now on, and what was not seen for long is seen again. */
async function renew(statements: Statements, facts: readonly FactRow[], day: number): Promise<void> {
  for (const { kind, idKey, owner, isHearsay } of facts) {
    await statements.change(
      `UPDATE owner_facts SET seen_day = ?, is_hearsay = CASE WHEN ? = 0 THEN 0 ELSE is_hearsay END
       WHERE kind = ? AND id_key = ? AND owner = ? AND (seen_day < ? OR is_hearsay > ?)`,
      [day, isHearsay ? 1 : 0, kind, idKey, owner, day - RENEWED_AFTER_DAYS, isHearsay ? 1 : 0],
    );
  }
}

/** Forgets facts, at most `limit`, and counts them off; resolves to how many there were. */
export async function forgetFacts(
  statements: Statements,
  { where, bound }: { readonly where: string; readonly bound: readonly ColumnValue[] },
  limit: number,
): Promise<number> {
  const rows = await statements.select<Record<'kind' | 'idKey' | 'owner', string | number>>(
    `SELECT kind, id_key AS idKey, owner FROM owner_facts WHERE ${where} LIMIT ${limit}`,
    bound,
  );
  const counts = new Map<string, number>();
  for (const { kind, idKey, owner } of rows) {
    await statements.change('DELETE FROM owner_facts WHERE kind = ? AND id_key = ? AND owner = ?', [
      kind,
      idKey,
      owner,
    ]);
    counts.set(String(owner), (counts.get(String(owner)) ?? 0) + 1);
  }
  for (const [owner, count] of counts) {
    await statements.change('UPDATE owner_fact_counts SET facts = facts - ? WHERE owner = ?', [count, owner]);
  }
  return rows.length;
}

/** The owners of whom anything is known. */
export async function factOwners(statements: Statements): Promise<readonly string[]> {
  const rows = await statements.select<{ readonly owner: string }>('SELECT owner FROM owner_fact_counts', []);
  return rows.map(({ owner }) => owner);
}
