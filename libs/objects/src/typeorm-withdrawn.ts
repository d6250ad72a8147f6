import type { Statements } from '@busbar/database';

/** Which Location, as names are compared. */
export interface LocationName {
  readonly owner: string;
  readonly idKey: string;
}

/** A Location as it was before it was withdrawn: what its owner said, and in which version. */
export interface WithdrawnLocation {
  readonly version: string;
  readonly body: string;
}

/** Remembers how a Location was that must not be published from now on. */
export async function noteWithdrawn(
  statements: Statements,
  { owner, idKey }: LocationName,
  { version, body, day }: WithdrawnLocation & { readonly day: number },
): Promise<void> {
  await statements.change(
    'REPLACE INTO withdrawn_locations (owner, id_key, version, body, withdrawn_day) VALUES (?, ?, ?, ?, ?)',
    [owner, idKey, version, body, day],
  );
}

/** How it was; null where it never was published, or was withdrawn too long ago. */
export async function findWithdrawn(
  statements: Statements,
  { owner, idKey }: LocationName,
): Promise<WithdrawnLocation | null> {
  const [row] = await statements.select<WithdrawnLocation>(
    'SELECT version, body FROM withdrawn_locations WHERE owner = ? AND id_key = ?',
    [owner, idKey],
  );
  return row === undefined ? null : { version: row.version, body: row.body };
}

/** Forgets those that were withdrawn before that day, at most `limit`; resolves to how many. */
export async function forgetWithdrawn(statements: Statements, beforeDay: number, limit: number): Promise<number> {
  const rows = await statements.select<LocationName>(
    `SELECT owner, id_key AS idKey FROM withdrawn_locations WHERE withdrawn_day < ? LIMIT ${limit}`,
    [beforeDay],
  );
  for (const { owner, idKey } of rows) {
    await statements.change('DELETE FROM withdrawn_locations WHERE owner = ? AND id_key = ? AND withdrawn_day < ?', [
      owner,
      idKey,
      beforeDay,
    ]);
  }
  return rows.length;
}

/** Forgets what a party withdrew. */
export async function eraseWithdrawn(statements: Statements, owner: string): Promise<void> {
  await statements.change('DELETE FROM withdrawn_locations WHERE owner = ?', [owner]);
}
