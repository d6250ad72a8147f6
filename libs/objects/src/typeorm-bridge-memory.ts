import { BridgeMemory, type Clock, type OwnerIndex } from '@busbar/core';
import type { SeenAuthorization, SeenObject, Wanted } from '@busbar/bridge';
import { OCPI_VERSIONS, partyKey, type PartyId } from '@busbar/ocpi';
import { GatheredCalls, orLostWithin, type Database } from '@busbar/database';
import { dayOf, idKey, keysOfId, objectKey } from './rows.js';
import { memoriesStore } from './stores.js';
import type { AuthorizationPlace, MemoryFound, MemoryLook, NotedAuthorization, Store } from './typeorm-memories.js';

/** Somebody waits for the answer. */
const FOUND_WITHIN_MS = 1_500;
const LOOKS_PER_CALL = 32;
const WRITE_EVERY_MS = 100;
const MAX_WAITING = 5_000;
/** The column's length; OCPI's own references have 36 characters. */
const MAX_REFERENCE = 255;
const ANYWHERE = '';

/** What the memory works with. */
export interface BridgeMemoryParts {
  readonly database: Database;
  readonly clock: Pick<Clock, 'now'>;
  readonly owners: Pick<OwnerIndex, 'ownersOf'>;
  /** Told in one sentence when something begins to be lost. */
  readonly report: (trouble: string) => void;
}

/** What the hub has seen, read from kept objects; reservation numbers and authorization references in tables of their own. */
export class TypeormBridgeMemory extends BridgeMemory {
  private readonly store: Store;
  private readonly looks: GatheredCalls<MemoryLook, MemoryFound>;
  private waiting = new Map<string, NotedAuthorization>();
  private underWay = new Map<string, NotedAuthorization>();
  private timer: NodeJS.Timeout | null = null;
  private writing: Promise<void> | null = null;
  private isClosed = false;
  private lost = 0;

  constructor(private readonly parts: BridgeMemoryParts) {
    super();
    // The writer also for looking: a reader may be busy with somebody's long list, and numbers are made.
    this.store = parts.database.writer(memoriesStore);
    this.looks = new GatheredCalls((looks) => this.store.find(looks), { itemsPerCall: LOOKS_PER_CALL, callsAtOnce: 4 });
  }

  override async find(wanted: readonly Wanted[]): Promise<readonly unknown[] | 'database-lost'> {
    const found = Promise.all(wanted.map((one) => this.findOne(one)));
    return orLostWithin(found, FOUND_WITHIN_MS);
  }

  override noteAuthorizations(seen: readonly SeenAuthorization[]): void {
    for (const { emsp, reference, contractId, uid, locationId } of seen) {
      const location = placeOf(emsp, locationId ?? ANYWHERE);
      for (const subject of subjectsOf(contractId, uid)) this.add({ subject, location, reference });
    }
  }

  /** Writes what waits, as far as that succeeds. */
  async close(): Promise<void> {
    this.isClosed = true;
    if (this.timer) clearTimeout(this.timer);
    await this.writing;
    await this.write();
  }

  private async findOne(wanted: Wanted): Promise<unknown> {
    const look = await this.lookFor(wanted);
    if (look.of === 'authorization') {
      const waiting = this.amongWaiting(look.places);
      if (waiting !== undefined) return waiting;
    }
    const found = await this.looks.ask(look);
    return typeof found === 'object' ? readObject(found) : found;
  }

  private async lookFor(wanted: Wanted): Promise<MemoryLook> {
    switch (wanted.kind) {
      case 'location':
      case 'published-location':
        return { of: wanted.kind, owner: partyKey(wanted.owner), idKey: objectKey(wanted.id, '') };
      case 'token-of-contract':
        return {
          of: 'contract',
          owner: wanted.owner ? partyKey(wanted.owner) : null,
          contractKey: idKey(wanted.contractId),
        };
      case 'token': {
        const owners = wanted.owner === null ? await this.ownersOf(wanted.uid) : [partyKey(wanted.owner)];
        return { of: 'token', owners, keys: keysOfId(wanted.uid) };
      }
      case 'reservation-number': {
        const day = dayOf(this.parts.clock.now());
        return { of: 'reservation', owner: partyKey(wanted.owner), idKey: idKey(wanted.id), day };
      }
      case 'authorization-reference': {
        const ids = wanted.locationId === null ? [ANYWHERE] : [wanted.locationId, ANYWHERE];
        const locations = ids.map((id) => placeOf(wanted.emsp, id));
        const subjects = subjectsOf(wanted.contractId, wanted.uid);
        return {
          of: 'authorization',
          places: locations.flatMap((location) => subjects.map((subject) => ({ subject, location }))),
        };
      }
    }
  }

  private async ownersOf(uid: string): Promise<readonly string[]> {
    const owners = await this.parts.owners.ownersOf({ kind: 'token', id: uid });
    return owners === 'database-lost' ? [] : owners;
  }

  private amongWaiting(places: readonly AuthorizationPlace[]): string | undefined {
    for (const place of places) {
      const noted = this.waiting.get(nameOf(place)) ?? this.underWay.get(nameOf(place));
      if (noted !== undefined) return noted.reference;
    }
    return undefined;
  }

  private add(noted: NotedAuthorization): void {
    const isUsable = noted.reference.length <= MAX_REFERENCE && !this.isClosed;
    if (!isUsable || this.waiting.size >= MAX_WAITING) return this.lose(1);
    this.waiting.set(nameOf(noted), noted);
    this.timer ??= setTimeout(() => void this.write(), WRITE_EVERY_MS).unref();
  }

  private write(): Promise<void> {
    this.timer = null;
    this.writing ??= this.writeWaiting().finally(() => {
      this.writing = null;
      if (this.waiting.size > 0 && !this.isClosed) {
        this.timer ??= setTimeout(() => void this.write(), WRITE_EVERY_MS).unref();
      }
    });
    return this.writing;
  }

  private async writeWaiting(): Promise<void> {
    if (this.waiting.size === 0) return;
    this.underWay = this.waiting;
    this.waiting = new Map();
    try {
      await this.store.note([...this.underWay.values()], dayOf(this.parts.clock.now()));
    } catch {
      // A Session that comes without its reference is worth more than one that does not come.
      this.lose(this.underWay.size);
    }
    this.underWay = new Map();
  }

  private lose(count: number): void {
    if (this.lost === 0) this.parts.report('authorization references are lost: the database does not take them all');
    this.lost += count;
  }
}

/** Where a reference holds, for who gave it: another party's word for the same Token is another's. */
function placeOf(emsp: PartyId, locationId: string): string {
  return idKey(`${partyKey(emsp)} ${locationId}`);
}

/** Under what an authorization of a token is remembered: its contract first. */
export function subjectsOf(contractId: string | null, uid: string | null): readonly string[] {
  return [...(contractId === null ? [] : [`C ${idKey(contractId)}`]), ...(uid === null ? [] : [`U ${idKey(uid)}`])];
}

function nameOf({ subject, location }: AuthorizationPlace): string {
  return `${subject}\n${location}`;
}

/** Undefined for a body that is no object any more. */
function readObject(found: Exclude<MemoryFound, number | string>): SeenObject | undefined {
  const version = OCPI_VERSIONS.find((each) => each === found?.version);
  if (found === null || version === undefined) return undefined;
  try {
    return { version, value: JSON.parse(found.body) as unknown };
  } catch {
    return undefined;
  }
}
