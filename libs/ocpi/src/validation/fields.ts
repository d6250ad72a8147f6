// How the conditions look at objects of which nothing is known yet.

/** An object as it arrived: nothing is known of its fields. */
export type Fields = Readonly<Record<string, unknown>>;

/** Whether the value is a text. */
export function isText(value: unknown): value is string {
  return typeof value === 'string';
}

/** Whether the value is a number. */
export function isNumber(value: unknown): value is number {
  return typeof value === 'number';
}

/** Whether the value is a list. */
export function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

/** Whether the value is a list with something in it. */
export function isFilled(value: unknown): boolean {
  return isList(value) && value.length > 0;
}

/** "It might be null, [] or the field might be omitted" (Terminology > Cardinality). */
export function isUnset(value: unknown): boolean {
  return value === undefined || value === null || (isList(value) && value.length === 0);
}

const NO_FIELDS: Fields = {};

/** The fields of an object; none where the value is no object. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !isList(value) ? (value as Fields) : NO_FIELDS;
}

/** Whether the other value is the same CiString. */
export function isSameId(one: string, other: unknown): boolean {
  return isText(other) && one.toLowerCase() === other.toLowerCase();
}

/** The key of an item of a list, or null where it has none. */
type KeyOf = (item: Fields) => string | null;

/** Items are told apart by a field whose case matters. */
export function exact(field: string): KeyOf {
  return (item) => (isText(item[field]) ? item[field] : null);
}

/** Items are told apart by a CiString. */
export function caseless(field: string): KeyOf {
  return (item) => (isText(item[field]) ? item[field].toLowerCase() : null);
}

/** Roles are told apart by role, country and party together. */
export function roleKey({ role, country_code: country, party_id: party }: Fields): string | null {
  return isText(role) && isText(country) && isText(party) ? `${role} ${country} ${party}`.toLowerCase() : null;
}

/** The path of the first item whose key an item before it has. */
export function repeated(list: unknown, keyOf: KeyOf, field: string): string | null {
  if (!isList(list) || list.length < 2) return null;
  const seen = new Set<string>();
  for (const [index, item] of list.entries()) {
    const key = keyOf(fieldsOf(item));
    if (key === null) continue;
    if (seen.has(key)) return `${field}[${index}]`;
    seen.add(key);
  }
  return null;
}

/** The path of the first parking_id that no parking place of the Location has. */
export function unknownParking(location: Fields): string | null {
  const { evses, parking_places: places } = location;
  if (!isList(evses)) return null;
  const known = new Set<string>();
  for (const place of isList(places) ? places : []) {
    const { id } = fieldsOf(place);
    if (isText(id)) known.add(id.toLowerCase());
  }
  for (const [evseIndex, evse] of evses.entries()) {
    const { parking } = fieldsOf(evse);
    if (!isList(parking)) continue;
    const at = parking.findIndex((one) => isUnknown(fieldsOf(one)['parking_id'], known));
    if (at >= 0) return `.evses[${evseIndex}].parking[${at}].parking_id`;
  }
  return null;
}

function isUnknown(id: unknown, known: ReadonlySet<string>): boolean {
  return isText(id) && !known.has(id.toLowerCase());
}

/** The path of a list that has more than the one EVSE or Connector of a charge. */
export function moreThanOneConnector(location: unknown): string | null {
  const { evses } = fieldsOf(location);
  if (!isList(evses)) return null;
  if (evses.length > 1) return '.location.evses';
  const { connectors } = fieldsOf(evses[0]);
  return isList(connectors) && connectors.length > 1 ? '.location.evses[0].connectors' : null;
}

/** The path of the first amount of total_cost above zero. */
export function positiveAmount(price: unknown): string | null {
  const fields = fieldsOf(price);
  const name = ['excl_vat', 'incl_vat', 'before_taxes'].find((key) => isNumber(fields[key]) && fields[key] > 0);
  return name === undefined ? null : `.total_cost.${name}`;
}

const FOR_SESSIONS_ONLY = new Set<unknown>(['CURRENT', 'ENERGY_EXPORT', 'ENERGY_IMPORT', 'POWER', 'STATE_OF_CHARGE']);

/** The path of the first dimension that only Sessions may have. */
export function sessionDimension(periods: unknown): string | null {
  if (!isList(periods)) return null;
  for (const [periodIndex, period] of periods.entries()) {
    const { dimensions } = fieldsOf(period);
    if (!isList(dimensions)) continue;
    const at = dimensions.findIndex((dimension) => FOR_SESSIONS_ONLY.has(fieldsOf(dimension)['type']));
    if (at >= 0) return `.charging_periods[${periodIndex}].dimensions[${at}].type`;
  }
  return null;
}

/** A tag: an opening angle bracket with a letter, a slash or an exclamation mark right behind it, and a closing one later on. */
export function hasMarkup(text: string): boolean {
  const lastClosing = text.lastIndexOf('>');
  for (let at = text.indexOf('<'); at >= 0 && at < lastClosing; at = text.indexOf('<', at + 1)) {
    const next = text.charCodeAt(at + 1) | 0x20;
    if ((next >= 0x61 && next <= 0x7a) || next === 0x2f || text.charCodeAt(at + 1) === 0x21) return true;
  }
  return false;
}
