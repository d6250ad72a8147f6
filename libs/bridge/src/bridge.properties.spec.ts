// Objects made from the facts of one version, bridged to another: valid there, or refused with a reason; and back again. What is right
// is said by the validators of the versions and by the objects themselves; of the bridge only its results are looked at.
import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { OCPI_VERSIONS, type OcpiVersion } from '@busbar/ocpi';
import { factsOf, seeded, validObject } from '../../../test/support/ocpi-objects.mjs';
import { CATALOGUE, type Validators } from '../../ocpi/src/generated/catalogue.js';
import { loadBridge, type Bridge, type JsonObject, type Known, type Note, type Wanted } from './index.js';

const PASSAGES = OCPI_VERSIONS.flatMap((from) => OCPI_VERSIONS.filter((to) => to !== from).map((to) => ({ from, to })));
/** Per passage: of twelve, thousands. */
const CASES = 250;
const SEED = 20260101;

const OWNER = { countryCode: 'NL', partyId: 'ABC' };
const COUNTERPART = { countryCode: 'DE', partyId: 'MSP' };

/** Objects that a hub carries; those of its own modules it makes itself. */
const CARRIED = ['Location', 'EVSE', 'Connector', 'Session', 'CDR', 'Tariff', 'Token', 'AuthorizationInfo'].concat(
  ['LocationReferences', 'StartSession', 'StopSession', 'ReserveNow', 'UnlockConnector', 'CancelReservation'],
  ['CommandResponse', 'CommandResult', 'ChargingPreferences', 'ChargingProfileResponse', 'SetChargingProfile'],
  ['ActiveChargingProfile', 'ActiveChargingProfileResult', 'ChargingProfileResult', 'ClearProfileResult'],
);

function carriedIn(...versions: readonly OcpiVersion[]): string[] {
  return CARRIED.filter((name) => versions.every((version) => name in factsOf(version).objects));
}

/** A hub that has seen every Location, published, and keeps numbers for reservations. */
function knownIn(version: OcpiVersion): Known {
  const facts = factsOf(version);
  const seen = (wanted: Wanted): unknown => {
    if (wanted.kind === 'reservation-number') return 4711;
    if (wanted.kind !== 'location') return undefined;
    const location = validObject(facts, 'Location', { random: seeded(wanted.id.length) });
    return { version, value: { ...location, id: wanted.id, publish: true } };
  };
  return { owner: OWNER, counterpart: COUNTERPART, defaults: {}, seen, receivedAt: '2026-01-31T12:00:00Z' };
}

/** What a hub carries far more often than the one time in two that chance says. */
function usual(name: string, value: JsonObject): JsonObject {
  return name === 'Location' && value['publish'] !== undefined
    ? { ...value, publish: true, publish_allowed_to: [] }
    : value;
}

const VALIDATORS = new Map<string, (value: unknown) => boolean>();

beforeAll(async () => {
  for (const version of OCPI_VERSIONS) {
    for (const load of Object.values(CATALOGUE[version].validators)) {
      const validators: Validators = await load();
      for (const [name, isValid] of Object.entries(validators)) VALIDATORS.set(`${version} ${name}`, isValid);
    }
  }
});

const anObject = (names: readonly string[]) =>
  fc.record({ name: fc.constantFrom(...names), seed: fc.integer(), isFull: fc.boolean() });

describe.each(PASSAGES)('from $from to $to', ({ from, to }) => {
  it('an object becomes a valid one or is refused with a path and a reason, and is never changed itself', async () => {
    const bridge = await loadBridge(from, to);
    const translated = new Set<string>();
    const names = carriedIn(from, to);
    fc.assert(
      fc.property(anObject(names), ({ name, seed, isFull }) => {
        const made = validObject(factsOf(from), name, { random: seeded(seed), isFull });
        const value = seed % 2 === 0 ? usual(name, made) : made;
        const before = structuredClone(value);
        const result = bridge.object(name, value, knownIn(from));
        expect(value).toEqual(before);
        if (result.kind === 'refused') {
          expect([result.path.startsWith('$'), result.reason.length > 0]).toEqual([true, true]);
        } else {
          translated.add(name);
          if (VALIDATORS.get(`${to} ${name}`)?.(result.value) !== true) expect(result.value).toBe(`valid in ${to}`);
        }
      }),
      { numRuns: CASES, seed: SEED },
    );
    // An answer to authorize says nothing of its Token before 2.2: the request does.
    const expected = names.filter((name) => !(name === 'AuthorizationInfo' && from === '2.1.1'));
    expect([...translated].sort()).toEqual(expected.sort());
  });

  it('and back again an object says everything that was not noted as lost', async () => {
    const [there, back] = [await loadBridge(from, to), await loadBridge(to, from)];
    fc.assert(
      fc.property(anObject(carriedIn(from, to)), ({ name, seed, isFull }) => {
        const value = usual(name, validObject(factsOf(from), name, { random: seeded(seed), isFull }));
        const known = { ...knownIn(from), owner: ownerOf(value) };
        const trip = thereAndBack([there, back], name, { value, known });
        if (trip === null) return;
        const lost = fieldsIn(trip.notes);
        expect(without(lost, trip.value)).toEqual(without(lost, value));
      }),
      { numRuns: CASES, seed: SEED + 1 },
    );
  });
});

function thereAndBack(
  [there, back]: readonly [Bridge, Bridge],
  name: string,
  { value, known }: { readonly value: JsonObject; readonly known: Known },
) {
  const away = there.object(name, value, known);
  if (away.kind === 'refused') return null;
  const home = back.object(name, away.value, known);
  return home.kind === 'refused' ? null : { value: home.value, notes: [...away.notes, ...home.notes] };
}

function ownerOf({ country_code: countryCode, party_id: partyId }: JsonObject) {
  return typeof countryCode === 'string' && typeof partyId === 'string' ? { countryCode, partyId } : OWNER;
}

/** Names under which a lost or filled field may stand on either side. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  tariff_ids: ['tariff_id'],
  tariff_id: ['tariff_ids'],
  parking_type: ['type'],
  type: ['parking_type'],
  'total_cost.incl_vat': ['incl_vat', 'taxes'],
  taxes: ['incl_vat'],
  voltage: ['max_voltage'],
  evse_uid: ['location', 'evses'],
  'location.voltage': [],
  period_begin: [],
  start_date_time: ['start_datetime'],
  end_date_time: ['end_datetime', 'stop_date_time'],
};

function fieldsIn(notes: readonly Note[]): Set<string> {
  return new Set(notes.flatMap(({ field }) => [field, ...(ALSO[field] ?? [])]));
}

/** The value without fields of those names, on every level, and without what says nothing. */
function without(names: ReadonlySet<string>, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => without(names, item));
  if (typeof value !== 'object' || value === null) return value;
  // Beside regular_hours false says nothing, and 2.1.1 has it either way.
  const isSaid = (key: string, inner: unknown): boolean =>
    !names.has(key) && !isNothing(inner) && !(key === 'twentyfourseven' && inner === false);
  const entries = Object.entries(value).filter(([key, inner]) => isSaid(key, inner));
  return Object.fromEntries(
    entries.map(([key, inner]) => [key, DEGREES.has(key) ? Number(inner) : without(names, inner)]),
  );
}

/** 5.10474 and 5.104740 are the same place. */
const DEGREES = new Set(['latitude', 'longitude']);

function isNothing(value: unknown): boolean {
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0);
}
