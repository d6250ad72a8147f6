import { marks, Statements, type EntityClass } from '@busbar/database';
import type { EntityManager } from 'typeorm';
import { ReservationNumberEntity, SeenAuthorizationEntity, WithdrawnLocationEntity } from './bridge-memory.entity.js';
import { saysPublish } from './rows.js';
import { eraseWithdrawn, findWithdrawn, forgetWithdrawn, type LocationName } from './typeorm-withdrawn.js';

/** The tables that the memory has of its own. */
export const entities: readonly EntityClass[] = [
  ReservationNumberEntity,
  SeenAuthorizationEntity,
  WithdrawnLocationEntity,
];

/** One thing that is looked up, by keys as they are compared. */
export type MemoryLook =
  | { readonly of: 'location' | 'published-location'; readonly owner: string; readonly idKey: string }
  | { readonly of: 'token'; readonly owners: readonly string[]; readonly keys: readonly [string, string] }
  | { readonly of: 'contract'; readonly owner: string | null; readonly contractKey: string }
  | { readonly of: 'reservation'; readonly owner: string; readonly idKey: string; readonly day: number }
  /** In this order the first counts that is known. */
  | { readonly of: 'authorization'; readonly places: readonly AuthorizationPlace[] };

/** For whom an authorization reference was given, and where. */
export interface AuthorizationPlace {
  readonly subject: string;
  readonly location: string;
}

/** What was found: an object's text and version, a number, a reference, or nothing. */
export type MemoryFound = { readonly version: string; readonly body: string } | number | string | null;

/** A reference as it is noted. */
export interface NotedAuthorization extends AuthorizationPlace {
  readonly reference: string;
}

interface ObjectRow {
  readonly version: string;
  readonly body: string;
}

/**
 * Reservation numbers begin behind it: a 2.1.1 CPO hears all EMSPs through one connection, and those of 2.1.1 choose small ones. Within
 * 31 bits.
 */
const ABOVE_CHOSEN = 1_000_000_000;

const OF_LOCATION = "s.module = 'locations' AND s.owner = ? AND o.id_key = ?";

/** What the bridge has seen, in the tables of kept objects and in its own. */
export class Store {
  private readonly statements: Statements;

  constructor(entityManager: EntityManager) {
    this.statements = new Statements(entityManager);
  }

  async find(looks: readonly MemoryLook[]): Promise<MemoryFound[]> {
    const found: MemoryFound[] = [];
    for (const look of looks) found.push(await this.findOne(look));
    return found;
  }

  async note(authorizations: readonly NotedAuthorization[], day: number): Promise<void> {
    for (const { subject, location, reference } of authorizations) {
      const changed = await this.statements.change(
        'UPDATE seen_authorizations SET reference = ?, seen_day = ? WHERE subject = ? AND location = ?',
        [reference, day, subject, location],
      );
      if (changed > 0) continue;
      await this.statements.insert({
        table: 'seen_authorizations',
        columns: ['subject', 'location', 'reference', 'seen_day'],
        values: [subject, location, reference, day],
        ignoringKnown: true,
      });
    }
  }

  /** Forgets what was agreed before that day, at most `limit`; resolves to how many. */
  forgetAuthorizations(beforeDay: number, limit: number): Promise<number> {
    return this.forget('seen_authorizations', 'seen_day', { beforeDay, limit });
  }

  /** Forgets numbers that were made before that day, at most `limit`; resolves to how many. */
  forgetReservations(beforeDay: number, limit: number): Promise<number> {
    return this.forget('reservation_numbers', 'made_day', { beforeDay, limit });
  }

  /** Forgets how Locations were that were withdrawn before that day, at most `limit`; resolves to how many. */
  forgetWithdrawn(beforeDay: number, limit: number): Promise<number> {
    return forgetWithdrawn(this.statements, beforeDay, limit);
  }

  /** Forgets what a party withdrew. */
  eraseWithdrawn(owner: string): Promise<void> {
    return eraseWithdrawn(this.statements, owner);
  }

  /** Forgets what was agreed for these tokens and contracts. */
  async erase(subjects: readonly string[]): Promise<void> {
    if (subjects.length === 0) return;
    await this.statements.change(
      `DELETE FROM seen_authorizations WHERE subject IN (${marks(subjects.length)})`,
      subjects,
    );
  }

  /** Forgets the reservations of a party, at most `limit`; resolves to how many. */
  async eraseReservations(owner: string, limit: number): Promise<number> {
    const rows = await this.statements.select<{ readonly number: number | string }>(
      `SELECT number FROM reservation_numbers WHERE owner = ? LIMIT ${limit}`,
      [owner],
    );
    return this.dropNumbers(rows.map(({ number }) => Number(number)));
  }

  private async forget(
    table: 'seen_authorizations' | 'reservation_numbers',
    column: string,
    { beforeDay, limit }: { readonly beforeDay: number; readonly limit: number },
  ): Promise<number> {
    if (table === 'reservation_numbers') {
      const rows = await this.statements.select<{ readonly number: number | string }>(
        `SELECT number FROM reservation_numbers WHERE ${column} < ? LIMIT ${limit}`,
        [beforeDay],
      );
      return this.dropNumbers(rows.map(({ number }) => Number(number)));
    }
    const rows = await this.statements.select<AuthorizationPlace>(
      `SELECT subject, location FROM seen_authorizations WHERE ${column} < ? LIMIT ${limit}`,
      [beforeDay],
    );
    for (const { subject, location } of rows) {
      await this.statements.change(
        'DELETE FROM seen_authorizations WHERE subject = ? AND location = ? AND seen_day < ?',
        [subject, location, beforeDay],
      );
    }
    return rows.length;
  }

  private async dropNumbers(numbers: readonly number[]): Promise<number> {
    if (numbers.length === 0) return 0;
    return this.statements.change(
      `DELETE FROM reservation_numbers WHERE number IN (${marks(numbers.length)})`,
      numbers,
    );
  }

  private findOne(look: MemoryLook): Promise<MemoryFound> {
    switch (look.of) {
      case 'location':
        return this.newest(OF_LOCATION, [look.owner, look.idKey]);
      case 'published-location':
        return this.publishedLocation(look);
      case 'token':
        return look.owners.length === 0
          ? Promise.resolve(null)
          : this.newest(
              `s.module = 'tokens' AND s.owner IN (${marks(look.owners.length)}) AND o.id_key >= ? AND o.id_key < ?`,
              [...look.owners, ...look.keys],
            );
      case 'contract':
        return this.ofContract(look);
      case 'reservation':
        return this.numberOf(look);
      case 'authorization':
        return this.referenceOf(look.places);
    }
  }

  /** As everybody was told it. A delivery may be looked at just before the object of its broadcast is kept, or long after. */
  private async publishedLocation(name: LocationName): Promise<ObjectRow | null> {
    const newest = await this.newest(`${OF_LOCATION} AND s.scope = 'public'`, [name.owner, name.idKey]);
    return newest !== null && saysPublish(newest.body) === true ? newest : findWithdrawn(this.statements, name);
  }

  private async ofContract({ owner, contractKey }: Extract<MemoryLook, { of: 'contract' }>): Promise<ObjectRow | null> {
    const where = "s.module = 'tokens' AND o.contract_key = ?";
    if (owner !== null) return this.newest(`${where} AND s.owner = ?`, [contractKey, owner]);
    const owners = await this.statements.select(
      `SELECT DISTINCT s.owner AS owner FROM object_shelves s JOIN kept_objects o ON o.shelf = s.id WHERE ${where} LIMIT 2`,
      [contractKey],
    );
    return owners.length === 1 ? this.newest(where, [contractKey]) : null;
  }

  private async newest(where: string, bound: readonly string[]): Promise<ObjectRow | null> {
    const [row] = await this.statements.select<ObjectRow>(
      `SELECT s.version AS version, o.body AS body FROM object_shelves s JOIN kept_objects o ON o.shelf = s.id
       WHERE ${where} ORDER BY o.last_updated DESC, o.sequence DESC LIMIT 1`,
      bound,
    );
    return row === undefined ? null : { version: row.version, body: row.body };
  }

  /** Of two who ask at once one makes the number, and both get it. */
  private async numberOf({ owner, idKey, day }: Extract<MemoryLook, { of: 'reservation' }>): Promise<number> {
    const known = await this.readNumber(owner, idKey);
    if (known !== null) return known;
    await this.statements.insert({
      table: 'reservation_numbers',
      columns: ['owner', 'id_key', 'made_day'],
      values: [owner, idKey, day],
      ignoringKnown: true,
    });
    const made = await this.readNumber(owner, idKey);
    if (made === null) throw new Error('a reservation number that was just made is not there');
    return made;
  }

  /** For update, so that it also sees what was committed since this transaction began. */
  private async readNumber(owner: string, idKey: string): Promise<number | null> {
    const [row] = await this.statements.select<{ readonly number: number | string }>(
      `SELECT number FROM reservation_numbers WHERE owner = ? AND id_key = ?${this.statements.forUpdate}`,
      [owner, idKey],
    );
    return row === undefined ? null : ABOVE_CHOSEN + Number(row.number);
  }

  private async referenceOf(places: readonly AuthorizationPlace[]): Promise<string | null> {
    const subjects = [...new Set(places.map(({ subject }) => subject))];
    const locations = [...new Set(places.map(({ location }) => location))];
    if (subjects.length === 0) return null;
    const rows = await this.statements.select<NotedAuthorization>(
      `SELECT subject, location, reference FROM seen_authorizations
       WHERE subject IN (${marks(subjects.length)}) AND location IN (${marks(locations.length)})`,
      [...subjects, ...locations],
    );
    for (const place of places) {
      const row = rows.find(({ subject, location }) => subject === place.subject && location === place.location);
      if (row !== undefined) return row.reference;
    }
    return null;
  }
}
