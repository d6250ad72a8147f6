// Each condition across fields, kept once and broken once. The facts know none of them: the cases are written by hand.
import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type { OCPI_VERSIONS } from '../versions.js';
import { CONDITIONS, conditionsOn } from './conditions.js';
import type { Fields } from './fields.js';

interface Case {
  readonly keeps: Fields;
  readonly breaks: Fields;
  readonly at: string;
}

const PERIOD = { weekday: 1, period_begin: '08:00', period_end: '20:00' };
const twice = (item: Fields, other: Fields) => [item, other];
const place = (id: string) => ({
  parking_places: [{ id: 'p1' }],
  evses: [{}, { parking: [{ parking_id: 'P1' }, { parking_id: id }] }],
});
const used = (evses: number, connectors: number) => ({
  location: {
    evses: Array.from({ length: evses }, () => ({ connectors: Array.from({ length: connectors }, () => ({})) })),
  },
});
const dimension = (type: string) => ({
  charging_periods: [{ dimensions: [{ type: 'ENERGY' }] }, { dimensions: [{ type }] }],
});
const CREDIT = { id: 'C2', credit: true, credit_reference_id: 'C1', total_cost: { excl_vat: -10 } };
const role = (party: string, name = 'CPO') => ({ role: name, country_code: 'NL', party_id: party });

const CASES: Readonly<Record<string, Case>> = {
  'Hours hours-one-of-two': {
    keeps: { twentyfourseven: false, regular_hours: [PERIOD] },
    breaks: { twentyfourseven: true, regular_hours: [PERIOD] },
    at: '',
  },
  'Hours hours-not-regular-when-always': {
    keeps: { twentyfourseven: true, regular_hours: [] },
    breaks: { twentyfourseven: true, regular_hours: [PERIOD] },
    at: '.regular_hours',
  },
  'Hours hours-regular-when-not-always': {
    keeps: { twentyfourseven: false, regular_hours: [PERIOD] },
    breaks: { twentyfourseven: false, regular_hours: null },
    at: '.regular_hours',
  },
  'RegularHours period-ends-later': { keeps: PERIOD, breaks: { ...PERIOD, period_end: '08:00' }, at: '.period_end' },
  'RegularHours weekday-1-to-7': {
    keeps: { ...PERIOD, weekday: 7 },
    breaks: { ...PERIOD, weekday: 0 },
    at: '.weekday',
  },
  'EnergySource percentage-0-to-100': { keeps: { percentage: 100 }, breaks: { percentage: 100.5 }, at: '.percentage' },
  'DisplayText no-markup': { keeps: { text: '1 < 2 > 0, a<3' }, breaks: { text: 'Not <b>bold</b>' }, at: '.text' },
  'EVSE connector-ids-differ': {
    keeps: { connectors: twice({ id: '1' }, { id: '2' }) },
    breaks: { connectors: twice({ id: '1' }, { id: '1' }) },
    at: '.connectors[1]',
  },
  'Location evse-uids-differ': {
    keeps: { evses: twice({ uid: '1' }, { uid: '2' }) },
    breaks: { evses: twice({ uid: 'a' }, { uid: 'a' }) },
    at: '.evses[1]',
  },
  'Location allowed-to-when-not-published': {
    keeps: { publish: false, publish_allowed_to: [{}] },
    breaks: { publish: true, publish_allowed_to: [{}] },
    at: '.publish_allowed_to',
  },
  'PublishTokenType publish-token-names-a-token': {
    keeps: { group_id: 'G' },
    breaks: { type: 'RFID', issuer: 'I' },
    at: '',
  },
  'PublishTokenType publish-token-uid-has-type': {
    keeps: { uid: 'U', type: 'RFID' },
    breaks: { uid: 'U' },
    at: '.type',
  },
  'PublishTokenType publish-token-number-has-issuer': {
    keeps: { visual_number: 'V', issuer: 'I' },
    breaks: { visual_number: 'V' },
    at: '.issuer',
  },
  'Location parking-ids-differ': {
    keeps: { parking_places: twice({ id: 'a' }, { id: 'b' }) },
    breaks: { parking_places: twice({ id: 'a' }, { id: 'A' }) },
    at: '.parking_places[1]',
  },
  'Location parking-is-of-the-location': {
    keeps: place('p1'),
    breaks: place('P2'),
    at: '.evses[1].parking[1].parking_id',
  },
  'Session only-the-relevant-evse-of-a-session': { keeps: used(1, 1), breaks: used(2, 1), at: '.location.evses' },
  'CDR only-the-relevant-evse-of-a-cdr': { keeps: used(1, 1), breaks: used(1, 2), at: '.location.evses[0].connectors' },
  'CDR credit-names-its-cdr': { keeps: CREDIT, breaks: { credit: true }, at: '.credit_reference_id' },
  'CDR credit-has-its-own-id': { keeps: CREDIT, breaks: { ...CREDIT, id: 'c1' }, at: '.id' },
  'CDR credit-costs-are-negative': {
    keeps: CREDIT,
    breaks: { ...CREDIT, total_cost: { excl_vat: -1, incl_vat: 1.21 } },
    at: '.total_cost.incl_vat',
  },
  'CDR reference-only-in-credit': { keeps: CREDIT, breaks: { credit_reference_id: 'C1' }, at: '.credit_reference_id' },
  'CDR id-of-36-unless-credit': {
    keeps: { ...CREDIT, id: 'x'.repeat(39) },
    breaks: { id: 'x'.repeat(37) },
    at: '.id',
  },
  'CDR dimension-of-sessions-only': {
    keeps: dimension('TIME'),
    breaks: dimension('STATE_OF_CHARGE'),
    at: '.charging_periods[1].dimensions[0].type',
  },
  'StartSession connector-has-evse': {
    keeps: { connector_id: '1', evse_uid: 'E' },
    breaks: { connector_id: '1', evse_uid: null },
    at: '.evse_uid',
  },
  'ActiveChargingProfileResult profile-when-accepted': {
    keeps: { result: 'REJECTED' },
    breaks: { result: 'ACCEPTED' },
    at: '.profile',
  },
  'ChargingProfile one-decimal': {
    keeps: { min_charging_rate: 8.1 },
    breaks: { min_charging_rate: 8.12 },
    at: '.min_charging_rate',
  },
  'ChargingProfilePeriod one-decimal': { keeps: { limit: 8.1 }, breaks: { limit: 8.12 }, at: '.limit' },
  'Credentials token-without-spaces': { keeps: { token: 'a-b' }, breaks: { token: 'a b' }, at: '.token' },
  'Credentials roles-differ': {
    keeps: { roles: [role('ABC'), role('ABD')] },
    breaks: { roles: [role('ABC'), role('abc')] },
    at: '.roles[1]',
  },
  'Credentials hub-names-only-itself': {
    keeps: { roles: [role('HUB', 'HUB')] },
    breaks: { roles: [role('ABC'), role('HUB', 'HUB')] },
    at: '.roles',
  },
  'Credentials hub-party-id-of-5': {
    keeps: { hub_party_id: 'NLHUB' },
    breaks: { hub_party_id: 'NLH' },
    at: '.hub_party_id',
  },
  'ResponseFormat status-code-of-four-digits': {
    keeps: { status_code: 1000 },
    breaks: { status_code: 200 },
    at: '.status_code',
  },
};

describe.each(CONDITIONS)('$object: $id ($versions.0 to $versions.1)', ({ object, id, breach }) => {
  const { keeps, breaks, at } = CASES[`${object} ${id}`] ?? { keeps: {}, breaks: {}, at: 'no case' };

  it('is kept and broken where it should be', () => {
    expect([breach(keeps, false), breach(breaks, false)]).toEqual([null, at]);
  });

  it('is never broken by an object of other fields or of wrong types', () => {
    const wrong = Object.fromEntries(Object.keys(breaks).map((field) => [field, { strange: [null, 7] }]));
    expect(() => [breach(wrong, false), breach({}, true), breach(wrong, true)]).not.toThrow();
  });
});

describe('the table of conditions', () => {
  it('has a case for each', () => {
    const named = new Set(CONDITIONS.map(({ object, id }) => `${object} ${id}`));
    expect(Object.keys(CASES).filter((name) => !named.has(name))).toEqual([]);
  });

  it('is in docs/validation.md, row by row', () => {
    const cellsOf = (row: string) =>
      row
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim());
    const rows = readFileSync('docs/validation.md', 'utf8')
      .split('\n')
      .filter((line) => /^\| `\w+` `/.test(line))
      .map(cellsOf);
    const wanted = CONDITIONS.map(({ object, id, versions: [first, last], section, states }) => [
      `\`${object}\` \`${id}\``,
      first === last ? first : `${first}–${last}`,
      section,
      states,
    ]);
    expect(rows).toEqual(wanted);
  });

  it('holds for the versions that state them', () => {
    const ids = (version: (typeof OCPI_VERSIONS)[number], object: string) =>
      conditionsOn(version, object)?.map(({ id }) => id);
    expect(ids('2.1.1', 'Hours')).toEqual(['hours-one-of-two']);
    expect(ids('2.2', 'Hours')).toEqual(['hours-not-regular-when-always', 'hours-regular-when-not-always']);
    expect([ids('2.2', 'StartSession'), ids('2.2.1', 'StartSession')]).toEqual([undefined, ['connector-has-evse']]);
    expect(ids('2.3.0', 'Location')).toHaveLength(4);
  });

  it('tells the ids of 2.1.1 apart by case, and CiStrings not', () => {
    const evse = { connectors: [{ id: 'a' }, { id: 'A' }] };
    const breaches = (version: (typeof OCPI_VERSIONS)[number]) =>
      conditionsOn(version, 'EVSE')?.map(({ breach }) => breach(evse, false));
    expect([breaches('2.1.1'), breaches('2.3.0')]).toEqual([[null], ['.connectors[1]']]);
  });

  it('lets a PATCH of EVSEs refer to parking places that are not in it', () => {
    const patch = { evses: [{ parking: [{ parking_id: 'P9' }] }] };
    const condition = CONDITIONS.find(({ id }) => id === 'parking-is-of-the-location');
    expect([condition?.breach(patch, true), condition?.breach(patch, false)]).toEqual([
      null,
      '.evses[0].parking[0].parking_id',
    ]);
  });
});
