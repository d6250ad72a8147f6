import { OCPI_VERSIONS, type OcpiVersion } from '../versions.js';
import { hasOneDecimal } from './checks.js';
import {
  caseless,
  exact,
  hasMarkup,
  isFilled,
  isList,
  isNumber,
  isSameId,
  isText,
  isUnset,
  fieldsOf,
  moreThanOneConnector,
  positiveAmount,
  repeated,
  roleKey,
  sessionDimension,
  unknownParking,
  type Fields,
} from './fields.js';

/** What one object has to keep beyond the types of its fields. */
export interface Condition {
  /** How a report names it. */
  readonly id: string;
  /** The first and the last version that state it. */
  readonly versions: readonly [first: OcpiVersion, last: OcpiVersion];
  readonly object: string;
  /** Where the specification states it, without the version. */
  readonly section: string;
  /** What has to hold, in our words. */
  readonly states: string;
  /** The path below the object that breaks it, or null. Fields of a wrong type break nothing here: that is reported by itself. */
  readonly breach: (object: Fields, isPatch: boolean) => string | null;
}

const ALL = ['2.1.1', '2.3.0'] as const;
const FROM_2_2 = ['2.2', '2.3.0'] as const;
const LOCATIONS = 'Locations module';
const CDRS = 'CDRs module';
const CREDENTIALS = 'Credentials module';
const PROFILES = 'ChargingProfiles module';

/** Every condition across fields that the specification states and one object alone can show. What needs the URL is in url-ids.ts. */
export const CONDITIONS: readonly Condition[] = [
  {
    id: 'hours-one-of-two',
    versions: ['2.1.1', '2.1.1'],
    object: 'Hours',
    section: `${LOCATIONS} > Hours class`,
    states:
      'Either twentyfourseven is true or regular_hours has periods. The specification has false beside periods in an example.',
    breach: (hours) => ((hours['twentyfourseven'] === true) !== isUnset(hours['regular_hours']) ? '' : null),
  },
  {
    id: 'hours-not-regular-when-always',
    versions: FROM_2_2,
    object: 'Hours',
    section: `${LOCATIONS} > Hours class`,
    states: 'regular_hours is only used when twentyfourseven is false.',
    breach: (hours) =>
      hours['twentyfourseven'] === true && isFilled(hours['regular_hours']) ? '.regular_hours' : null,
  },
  {
    id: 'hours-regular-when-not-always',
    versions: FROM_2_2,
    object: 'Hours',
    section: `${LOCATIONS} > Hours class`,
    states: 'regular_hours has at least one period when twentyfourseven is false.',
    breach: (hours) =>
      hours['twentyfourseven'] === false && isUnset(hours['regular_hours']) ? '.regular_hours' : null,
  },
  {
    id: 'period-ends-later',
    versions: ALL,
    object: 'RegularHours',
    section: `${LOCATIONS} > RegularHours class`,
    states: 'period_end is later than period_begin.',
    breach: ({ period_begin: begin, period_end: end }) =>
      isText(begin) && isText(end) && end <= begin ? '.period_end' : null,
  },
  {
    id: 'weekday-1-to-7',
    versions: ALL,
    object: 'RegularHours',
    section: `${LOCATIONS} > RegularHours class`,
    states: 'weekday is from 1 (Monday) to 7 (Sunday).',
    breach: ({ weekday }) => (isNumber(weekday) && (weekday < 1 || weekday > 7) ? '.weekday' : null),
  },
  {
    id: 'percentage-0-to-100',
    versions: ALL,
    object: 'EnergySource',
    section: `${LOCATIONS} > EnergySource class`,
    states: 'percentage is from 0 to 100.',
    breach: ({ percentage }) => (isNumber(percentage) && (percentage < 0 || percentage > 100) ? '.percentage' : null),
  },
  {
    id: 'no-markup',
    versions: ALL,
    object: 'DisplayText',
    section: 'Types > DisplayText class',
    states: 'text has no markup.',
    breach: ({ text }) => (isText(text) && hasMarkup(text) ? '.text' : null),
  },
  {
    id: 'connector-ids-differ',
    versions: ['2.1.1', '2.1.1'],
    object: 'EVSE',
    section: `${LOCATIONS} > Connector object`,
    states: 'No two Connectors of an EVSE have the same id, upper and lower case being different.',
    breach: (evse) => repeated(evse['connectors'], exact('id'), '.connectors'),
  },
  {
    id: 'connector-ids-differ',
    versions: FROM_2_2,
    object: 'EVSE',
    section: `${LOCATIONS} > Connector object`,
    states: 'No two Connectors of an EVSE have the same id.',
    breach: (evse) => repeated(evse['connectors'], caseless('id'), '.connectors'),
  },
  {
    id: 'evse-uids-differ',
    versions: ['2.1.1', '2.1.1'],
    object: 'Location',
    section: `${LOCATIONS} > EVSE object`,
    states: 'No two EVSEs of a Location have the same uid, upper and lower case being different.',
    breach: (location) => repeated(location['evses'], exact('uid'), '.evses'),
  },
  {
    id: 'evse-uids-differ',
    versions: FROM_2_2,
    object: 'Location',
    section: `${LOCATIONS} > EVSE object`,
    states: 'No two EVSEs of a Location have the same uid.',
    breach: (location) => repeated(location['evses'], caseless('uid'), '.evses'),
  },
  {
    id: 'allowed-to-when-not-published',
    versions: FROM_2_2,
    object: 'Location',
    section: `${LOCATIONS} > Location object`,
    states: 'publish_allowed_to is only used when publish is false.',
    breach: (location) =>
      location['publish'] === true && isFilled(location['publish_allowed_to']) ? '.publish_allowed_to' : null,
  },
  {
    id: 'publish-token-names-a-token',
    versions: FROM_2_2,
    object: 'PublishTokenType',
    section: `${LOCATIONS} > PublishTokenType class`,
    states: 'At least one of uid, visual_number and group_id is set.',
    breach: (token) =>
      isUnset(token['uid']) && isUnset(token['visual_number']) && isUnset(token['group_id']) ? '' : null,
  },
  {
    id: 'publish-token-uid-has-type',
    versions: FROM_2_2,
    object: 'PublishTokenType',
    section: `${LOCATIONS} > PublishTokenType class`,
    states: 'type is set when uid is.',
    breach: (token) => (!isUnset(token['uid']) && isUnset(token['type']) ? '.type' : null),
  },
  {
    id: 'publish-token-number-has-issuer',
    versions: FROM_2_2,
    object: 'PublishTokenType',
    section: `${LOCATIONS} > PublishTokenType class`,
    states: 'issuer is set when visual_number is.',
    breach: (token) => (!isUnset(token['visual_number']) && isUnset(token['issuer']) ? '.issuer' : null),
  },
  {
    id: 'parking-ids-differ',
    versions: ['2.3.0', '2.3.0'],
    object: 'Location',
    section: `${LOCATIONS} > Parking object`,
    states: 'No two parking_places of a Location have the same id.',
    breach: (location) => repeated(location['parking_places'], caseless('id'), '.parking_places'),
  },
  {
    id: 'parking-is-of-the-location',
    versions: ['2.3.0', '2.3.0'],
    object: 'Location',
    section: `${LOCATIONS} > EVSEParking class`,
    states: 'parking_id is the id of one of the parking_places of the Location.',
    // A PATCH of the EVSEs alone says nothing about the places that the receiver knows.
    breach: (location, isPatch) =>
      isPatch && location['parking_places'] === undefined ? null : unknownParking(location),
  },
  {
    id: 'only-the-relevant-evse-of-a-session',
    versions: ['2.1.1', '2.1.1'],
    object: 'Session',
    section: 'Sessions module > Session object',
    states: 'location has only the EVSE and Connector that were used.',
    breach: (session) => moreThanOneConnector(session['location']),
  },
  {
    id: 'only-the-relevant-evse-of-a-cdr',
    versions: ['2.1.1', '2.1.1'],
    object: 'CDR',
    section: `${CDRS} > CDR object`,
    states: 'location has only the EVSE and Connector that were used.',
    breach: (cdr) => moreThanOneConnector(cdr['location']),
  },
  {
    id: 'credit-names-its-cdr',
    versions: FROM_2_2,
    object: 'CDR',
    section: `${CDRS} > CDR object`,
    states: 'credit_reference_id is set when credit is true.',
    breach: (cdr) => (cdr['credit'] === true && isUnset(cdr['credit_reference_id']) ? '.credit_reference_id' : null),
  },
  {
    id: 'credit-has-its-own-id',
    versions: FROM_2_2,
    object: 'CDR',
    section: `${CDRS} > Credit CDRs`,
    states: 'The id of a Credit CDR differs from the id of the CDR it credits.',
    breach: (cdr) =>
      cdr['credit'] === true && isText(cdr['id']) && isSameId(cdr['id'], cdr['credit_reference_id']) ? '.id' : null,
  },
  {
    id: 'credit-costs-are-negative',
    versions: FROM_2_2,
    object: 'CDR',
    section: `${CDRS} > Credit CDRs`,
    states: 'total_cost of a Credit CDR has no positive amount.',
    breach: (cdr) => (cdr['credit'] === true ? positiveAmount(cdr['total_cost']) : null),
  },
  {
    id: 'reference-only-in-credit',
    versions: FROM_2_2,
    object: 'CDR',
    section: `${CDRS} > Credit CDRs`,
    states: 'credit_reference_id is left out of a CDR that is no Credit CDR.',
    breach: (cdr) => (cdr['credit'] !== true && !isUnset(cdr['credit_reference_id']) ? '.credit_reference_id' : null),
  },
  {
    id: 'id-of-36-unless-credit',
    versions: FROM_2_2,
    object: 'CDR',
    section: `${CDRS} > CDR object`,
    states: 'Only the id of a Credit CDR is longer than 36 characters.',
    breach: (cdr) => (cdr['credit'] !== true && isText(cdr['id']) && cdr['id'].length > 36 ? '.id' : null),
  },
  {
    id: 'dimension-of-sessions-only',
    versions: FROM_2_2,
    object: 'CDR',
    section: `${CDRS} > CdrDimensionType enum`,
    states: 'CURRENT, ENERGY_EXPORT, ENERGY_IMPORT, POWER and STATE_OF_CHARGE are for Sessions, not for CDRs.',
    breach: (cdr) => sessionDimension(cdr['charging_periods']),
  },
  {
    id: 'connector-has-evse',
    versions: ['2.2.1', '2.3.0'],
    object: 'StartSession',
    section: 'Commands module > StartSession object',
    states: 'evse_uid is set when connector_id is.',
    breach: (start) => (!isUnset(start['connector_id']) && isUnset(start['evse_uid']) ? '.evse_uid' : null),
  },
  {
    id: 'profile-when-accepted',
    versions: FROM_2_2,
    object: 'ActiveChargingProfileResult',
    section: `${PROFILES} > ActiveChargingProfileResult object`,
    states: 'profile is set when result is ACCEPTED.',
    breach: (result) => (result['result'] === 'ACCEPTED' && isUnset(result['profile']) ? '.profile' : null),
  },
  {
    id: 'one-decimal',
    versions: FROM_2_2,
    object: 'ChargingProfile',
    section: `${PROFILES} > ChargingProfile class`,
    states: 'min_charging_rate has at most one decimal.',
    breach: ({ min_charging_rate: rate }) => (isNumber(rate) && !hasOneDecimal(rate) ? '.min_charging_rate' : null),
  },
  {
    id: 'one-decimal',
    versions: FROM_2_2,
    object: 'ChargingProfilePeriod',
    section: `${PROFILES} > ChargingProfilePeriod class`,
    states: 'limit has at most one decimal.',
    breach: ({ limit }) => (isNumber(limit) && !hasOneDecimal(limit) ? '.limit' : null),
  },
  {
    id: 'token-without-spaces',
    versions: ALL,
    object: 'Credentials',
    section: `${CREDENTIALS} > Credentials object`,
    states:
      'token is of printable ASCII characters other than space (before 2.2.1 in Transport and format > Authorization header).',
    breach: ({ token }) => (isText(token) && token.includes(' ') ? '.token' : null),
  },
  {
    id: 'roles-differ',
    versions: FROM_2_2,
    object: 'Credentials',
    section: `${CREDENTIALS} > Credentials object`,
    states: 'Each role is a unique combination of role, party_id and country_code.',
    breach: (credentials) => repeated(credentials['roles'], roleKey, '.roles'),
  },
  {
    id: 'hub-names-only-itself',
    versions: ['2.2', '2.2.1'],
    object: 'Credentials',
    section: `${CREDENTIALS} > Credentials object`,
    states: 'A platform with the role HUB reports no other role.',
    breach: ({ roles }) =>
      isList(roles) && roles.some((role) => fieldsOf(role)['role'] === 'HUB') && roles.length > 1 ? '.roles' : null,
  },
  {
    id: 'hub-party-id-of-5',
    versions: ['2.3.0', '2.3.0'],
    object: 'Credentials',
    section: `${CREDENTIALS} > Credentials object`,
    states: 'hub_party_id is two letters of the country and three characters of the party.',
    breach: ({ hub_party_id: id }) => (isText(id) && id.length !== 5 ? '.hub_party_id' : null),
  },
  {
    id: 'status-code-of-four-digits',
    versions: ALL,
    object: 'ResponseFormat',
    section: 'Transport and format > Response format',
    states: 'status_code has four digits (in 2.1.1 at least four).',
    breach: ({ status_code: code }) => (isNumber(code) && (code < 1000 || code > 9999) ? '.status_code' : null),
  },
];

/** The conditions on an object of a version; null when there are none, so that asking costs nothing. */
export function conditionsOn(version: OcpiVersion, object: string): readonly Condition[] | null {
  const found = CONDITIONS.filter((condition) => condition.object === object && isStatedIn(condition, version));
  return found.length > 0 ? found : null;
}

/** Whether an object keeps its conditions. */
export type Verdict = (object: Fields, isPatch: boolean) => boolean;

/** The conditions on an object of a version as one question; null when there are none, so that the validator asks nothing. */
export function verdictOn(version: OcpiVersion, object: string): Verdict | null {
  const conditions = conditionsOn(version, object);
  if (conditions === null) return null;
  return (fields, isPatch) => conditions.every((condition) => condition.breach(fields, isPatch) === null);
}

function isStatedIn({ versions: [first, last] }: Condition, version: OcpiVersion): boolean {
  const at = OCPI_VERSIONS.indexOf(version);
  return at >= OCPI_VERSIONS.indexOf(first) && at <= OCPI_VERSIONS.indexOf(last);
}
