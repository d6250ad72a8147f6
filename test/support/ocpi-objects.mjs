// Objects of the specification made from the fact base itself, not from what is generated from it: valid ones, and the same with
// one thing wrong and the place where a report has to name it. The same seed makes the same objects.
import { readFileSync } from 'node:fs';

const FACTS = new URL('../../libs/ocpi/facts/', import.meta.url);
const PATTERN_EXAMPLES = [
  ['[0-9]{1,2}\\.[0-9]{6}', '52.123456'],
  ['[0-9]{1,3}\\.[0-9]{6}', '-126.104965'],
  ['[0-9]{1,2}\\.[0-9]{5,7}', '-51.04759'],
  ['[0-9]{1,3}\\.[0-9]{5,7}', '3.729944'],
];
const FORMAT_EXAMPLES = {
  'iso3166-1-alpha-2': 'NL',
  'iso3166-1-alpha-3': 'BEL',
  iso4217: 'EUR',
  'iso639-1': 'nl',
  'iana-tz': 'Europe/Brussels',
};
/** Half of the optional fields are there, lists have up to three items, and nothing is deeper than the model itself. */
const OPTIONAL = 0.5;
const MOST_ITEMS = 3;

const READ = new Map();

/** The fact base of a version. */
export function factsOf(version) {
  if (!READ.has(version)) READ.set(version, JSON.parse(readFileSync(new URL(`${version}.json`, FACTS), 'utf8')));
  return READ.get(version);
}

/** Numbers from 0 to 1 that depend on the seed alone (mulberry32). */
export function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A valid object of a version; with `isFull` it has every field. */
export function validObject(facts, name, { random, isFull = false }) {
  const value = {};
  for (const field of facts.objects[name].fields) {
    const isRequired = field.card === '1' || field.card === '+';
    if (!isRequired && !isFull && random() >= OPTIONAL) continue;
    value[field.name] = isList(field)
      ? Array.from({ length: 1 + Math.floor(random() * MOST_ITEMS) }, () =>
          validValue(facts, field, { random, isFull }),
        )
      : validValue(facts, field, { random, isFull });
  }
  return (KEEPS[name] ?? ((object) => object))(value, facts.version);
}

function isList({ card }) {
  return card === '*' || card === '+';
}

function validValue(facts, field, how) {
  const { type, maxLength } = field;
  const { random } = how;
  if (type in facts.objects) return validObject(facts, type, how);
  if (type in facts.enums) return pick(facts.enums[type].values, random);
  if (type === 'boolean') return random() < 0.5;
  if (type === 'int') return Math.floor(random() * 10 ** Math.min(field.maxDigits ?? 4, 4));
  if (type === 'number') return Math.round(random() * 1e6) / 1e4;
  if (type === 'URL') return `https://example.com/${Math.floor(random() * 1e6)}?a=b%20c#d`;
  if (type === 'DateTime') return facts.version === '2.1.1' ? '2025-06-30T21:59:59Z' : pick(TIMES, random);
  if (field.pattern) return patternExample(field.pattern);
  if (field.format) return FORMAT_EXAMPLES[field.format];
  return text(random, type === 'CiString' || facts.version === '2.1.1' ? ASCII : UNICODE, maxLength ?? 40);
}

const TIMES = ['2025-06-30T21:59:59Z', '2024-02-29T00:00:00', '2016-12-29T17:45:09.2Z', '2018-01-01T01:08:01.123'];
const ASCII = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_*/.,!'];
const UNICODE = [...ASCII, 'é', 'ß', '中', '😀', ' '];

/** Ids are drawn from 50 characters to the power of eight and more where their length allows it: they do not repeat. */
function text(random, alphabet, maxLength) {
  const length = 1 + Math.floor(random() * Math.min(maxLength, 30)) * 1;
  return Array.from({ length: Math.max(length, Math.min(maxLength, 8)) }, () => pick(alphabet, random)).join('');
}

function pick(list, random) {
  return list[Math.floor(random() * list.length)];
}

function patternExample(pattern) {
  if (pattern.startsWith('([0-1]')) return '08:15';
  if (pattern.startsWith('([12]')) return '2025-12-24';
  return PATTERN_EXAMPLES.find(([part]) => pattern.endsWith(part))[1];
}

/** What the specification states across fields, by object: makes an object of random fields keep it. */
const KEEPS = {
  Hours: (hours, version) => {
    const isAlways = version === '2.1.1' ? hours.regular_hours === undefined : hours.twentyfourseven;
    if (isAlways) delete hours.regular_hours;
    else hours.regular_hours ??= [{ weekday: 1, period_begin: '08:00', period_end: '20:00' }];
    return { ...hours, twentyfourseven: isAlways };
  },
  RegularHours: (hours) => ({ ...hours, weekday: 1 + (hours.weekday % 7), period_end: '20:00' }),
  EnergySource: (source) => ({ ...source, percentage: Math.min(source.percentage, 100) }),
  PublishTokenType: (token) => ({
    ...token,
    uid: token.uid ?? 'UID1',
    type: token.type ?? 'RFID',
    issuer: token.issuer ?? 'Us',
  }),
  Location: (location, version) => {
    if (location.publish_allowed_to !== undefined) location.publish = false;
    if (version !== '2.3.0') return location;
    const parking = (location.evses ?? []).flatMap((evse) => evse.parking ?? []);
    if (parking.length > 0)
      location.parking_places ??= [
        { id: 'P1', vehicle_types: ['VAN'], restricted_to_type: false, reservation_required: true },
      ];
    for (const one of parking) one.parking_id = location.parking_places[0].id;
    return location;
  },
  Session: (session, version) => (version === '2.1.1' ? withOneConnector(session) : session),
  CDR: (cdr, version) => {
    if (version === '2.1.1') return withOneConnector(cdr);
    cdr.id = cdr.id.slice(0, 36);
    delete cdr.credit_reference_id;
    delete cdr.credit;
    for (const period of cdr.charging_periods) for (const dimension of period.dimensions) dimension.type = 'ENERGY';
    return cdr;
  },
  StartSession: (start) => ({ ...start, ...(start.connector_id === undefined ? {} : { evse_uid: 'EVSE1' }) }),
  ActiveChargingProfileResult: (result) => (result.profile === undefined ? { ...result, result: 'REJECTED' } : result),
  ChargingProfile: (profile) =>
    profile.min_charging_rate === undefined ? profile : { ...profile, min_charging_rate: 1.5 },
  ChargingProfilePeriod: (period) => ({ ...period, limit: 16 }),
  Credentials: (credentials) => ({
    ...credentials,
    token: 'ebf3b399-779f-4497-9b9d-ac6ad3cc44d2',
    ...(credentials.hub_party_id === undefined ? {} : { hub_party_id: 'NLHUB' }),
    ...(credentials.roles === undefined ? {} : { roles: credentials.roles.map((role) => ({ ...role, role: 'CPO' })) }),
  }),
};

function withOneConnector(object) {
  const [evse] = object.location.evses ?? [];
  const evses = evse === undefined ? [] : [{ ...evse, connectors: evse.connectors.slice(0, 1) }];
  return { ...object, location: { ...object.location, evses } };
}

/** Every way to break one field of the object that its type and cardinality forbid: `{value, path, rule}`, the value being a copy. */
export function mutationsOf(facts, name, value) {
  return mutationsBelow(facts, name, { value, path: '$' });
}

function mutationsBelow(facts, name, { value, path }) {
  return facts.objects[name].fields.flatMap((field) => {
    const at = `${path}.${field.name}`;
    const put = (changed) => ({ ...value, [field.name]: changed });
    const own = fieldMutations(facts, field).map(({ changed, rule, item = false }) => ({
      value: put(changed),
      path: item ? `${at}[0]` : at,
      rule,
    }));
    const missing = isRequired(field) ? [{ value: put(undefined), path: at, rule: 'required' }] : [];
    return [...own, ...missing, ...mutationsInside(facts, field, { current: value[field.name], at, put })];
  });
}

function isRequired({ card, choice }) {
  return choice === undefined && (card === '1' || card === '+');
}

function mutationsInside(facts, field, { current, at, put }) {
  if (!(field.type in facts.objects) || current === undefined || current === null) return [];
  if (!isList(field)) {
    return mutationsBelow(facts, field.type, { value: current, path: at }).map((inner) => ({
      ...inner,
      value: put(inner.value),
    }));
  }
  return current.slice(0, 1).flatMap((item, index) =>
    mutationsBelow(facts, field.type, { value: item, path: `${at}[${index}]` }).map((inner) => ({
      ...inner,
      value: put(current.with(index, inner.value)),
    })),
  );
}

function fieldMutations(facts, field) {
  const broken = brokenValues(facts, field);
  if (!isList(field)) {
    const nothing = isRequired(field) ? [{ changed: null, rule: 'required' }] : [];
    return [...broken, ...nothing, { changed: [], rule: 'type' }];
  }
  const items = [...broken, { changed: null, rule: 'type' }].map(({ changed, rule }) => ({
    changed: [changed],
    rule,
    item: true,
  }));
  const nothing =
    field.card === '+'
      ? [
          { changed: null, rule: 'required' },
          { changed: [], rule: 'not-empty' },
        ]
      : [];
  return [...items, ...nothing, { changed: 'no list', rule: 'list' }, { changed: {}, rule: 'list' }];
}

function brokenValues(facts, { type, maxLength, maxDigits, pattern, format }) {
  if (type in facts.objects) return [{ changed: 'text', rule: 'type' }];
  if (type in facts.enums) {
    const { open } = facts.enums[type];
    const isOpen = open || type === 'ModuleID' || type === 'VersionNumber';
    return [
      { changed: 1, rule: 'type' },
      ...(isOpen
        ? []
        : [
            { changed: 'NO_SUCH_WORD', rule: 'enum' },
            { changed: '', rule: 'enum' },
          ]),
    ];
  }
  if (type === 'boolean')
    return [
      { changed: 'true', rule: 'type' },
      { changed: 1, rule: 'type' },
    ];
  if (type === 'int') {
    const digits = maxDigits ? [{ changed: 10 ** maxDigits, rule: 'digits' }] : [];
    return [{ changed: '1', rule: 'type' }, { changed: 1.5, rule: 'type' }, ...digits];
  }
  if (type === 'number')
    return [
      { changed: '1', rule: 'type' },
      { changed: 0.12345, rule: 'decimals' },
      { changed: Infinity, rule: 'type' },
    ];
  const notText = [
    { changed: 7, rule: 'type' },
    { changed: true, rule: 'type' },
  ];
  if (type === 'URL')
    return [
      ...notText,
      ...broke('url', ['', 'no url', 'https://', '/relative', `https://a/${'b'.repeat(246)}`, 'https://é.eu']),
    ];
  if (type === 'DateTime')
    return [
      ...notText,
      ...broke('date-time', NO_TIMES),
      ...(facts.version === '2.1.1' ? broke('date-time', TIMES.slice(2)) : []),
    ];
  if (pattern)
    return [
      ...notText,
      ...broke('pattern', ['', '8:15', '24:00', '2025-02-30', '51', '5.1', 'N51.123456', '1234.123456']),
    ];
  const isAscii = facts.types[type].charset === 'printable ASCII';
  const characters = broke('charset', ['\t', '\u007f', '\n', ...(isAscii ? ['é'] : ['\u0085', '\u2028', '\ud800'])]);
  const length = maxLength ? broke('length', ['x'.repeat(maxLength + 1)]) : [];
  const shape = format ? broke('format', [maxLength < 3 ? '1x' : '1xY'.slice(0, maxLength)]) : [];
  return [...notText, ...characters, ...length, ...shape];
}

function broke(rule, values) {
  return values.map((changed) => ({ changed, rule }));
}

const NO_TIMES = [
  '',
  '2026-02-30T00:00:00Z',
  '2025-02-29T00:00:00Z',
  '2025-04-31T00:00:00Z',
  '2025-13-01T00:00:00Z',
  '2025-00-10T00:00:00Z',
].concat(
  [
    '2025-01-00T00:00:00Z',
    '2025-01-01T24:00:00Z',
    '2025-01-01T00:60:00Z',
    '2025-01-01T00:00:61Z',
    '2025-01-01 00:00:00Z',
    '2025-01-01',
  ].concat([
    '2025-01-01T00:00:00+00:00',
    '2025-01-01T00:00Z',
    '2025-01-01T00:00:00z',
    '2025-01-01T00:00:00.Z',
    '2025-01-01T00:00:00.123456Z',
    '1735689600',
  ]),
);
