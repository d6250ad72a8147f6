// The mistakes of the specification's own examples, made in messages of our own.
import type { OcpiVersion } from '@busbar/ocpi';
import type { ExampleMessage } from './example-message.js';
import { EXAMPLES } from './example-messages.js';

/** A message that breaks the specification, and what it breaks as `path rule`. */
export type BrokenExample = ExampleMessage & { readonly version: OcpiVersion; readonly breaks: readonly string[] };

const ROLED = ['2.2', '2.2.1', '2.3.0'] as const;

/** Every refused example. */
export const BROKEN_EXAMPLES: readonly BrokenExample[] = [
  // OCPI 2.1.1, mod_cdrs > Example of a CDR: two letters where ISO 3166-1 alpha-3 is asked for, and a price in quotes.
  broken('2.1.1', 'a CDR', {
    title: 'a CDR with a country of two letters and a price in quotes',
    changes: { 'location.country': 'NL', 'tariffs.0.elements.0.price_components.0.price': '3.60' },
    breaks: ['$.location.country format', '$.tariffs[0].elements[0].price_components[0].price type'],
  }),
  // OCPI 2.1.1, mod_sessions > Session examples.
  ...['a Session that has just started', 'a Session that has ended'].map((title) =>
    broken('2.1.1', title, {
      title: `${title}, in a country of two letters`,
      changes: { 'location.country': 'NL' },
      breaks: ['$.location.country format'],
    }),
  ),
  // OCPI 2.1.1, mod_locations > PUT an EVSE.
  broken('2.1.1', 'an EVSE that is added', {
    title: 'an EVSE with numbers for its floor and place, and a Connector of half its fields',
    changes: {
      connectors: [{ id: 'A', standard: 'IEC_62196_T2', format: 'SOCKET', tariff_id: 'DAY' }],
      ...{ floor_level: -1, physical_reference: 3, last_updated: undefined },
    },
    breaks: [
      ...['power_type', 'voltage', 'amperage', 'last_updated'].map((name) => `$.connectors[0].${name} required`),
      ...['$.floor_level type', '$.physical_reference type', '$.last_updated required'],
    ],
  }),
  // OCPI 2.1.1, mod_tariffs > PUT: a new one and a changed one.
  broken('2.1.1', 'a Tariff per hour', {
    title: 'a Tariff that does not say when it was updated',
    changes: { last_updated: undefined },
    breaks: ['$.last_updated required'],
  }),
  broken('2.1.1', 'a Tariff per hour', {
    title: 'a Tariff that is PUT with nothing but its elements',
    changes: { id: undefined, currency: undefined, last_updated: undefined },
    breaks: ['$.id required', '$.currency required', '$.last_updated required'],
  }),
  ...ROLED.flatMap((version) => [
    // mod_locations > PUT an EVSE.
    broken(version, 'an EVSE that is added', {
      title: 'an EVSE with a number for its place and a Connector of half its fields',
      changes: {
        connectors: [{ id: 'A', standard: 'IEC_62196_T2', format: 'SOCKET', tariff_ids: ['DAY'] }],
        ...{ floor: -1, physical_reference: 3 },
      },
      breaks: [
        ...['power_type', 'max_voltage', 'max_amperage', 'last_updated'].map(
          (name) => `$.connectors[0].${name} required`,
        ),
        '$.physical_reference type',
      ],
    }),
    // mod_tariffs > PUT.
    broken(version, 'a Tariff per hour', {
      title: 'a Tariff that does not say when it was updated',
      changes: { last_updated: undefined },
      breaks: ['$.last_updated required'],
    }),
    // mod_hub_client_info > PUT: without last_updated, and with a comma that JSON does not have.
    broken(version, 'a ClientInfo', {
      title: 'a ClientInfo that does not say when it was updated',
      changes: { last_updated: undefined },
      breaks: ['$.last_updated required'],
    }),
    {
      ...{ ...exampleOf(version, 'a ClientInfo'), title: 'a ClientInfo with a comma after its last field' },
      ...{ json: '{"country_code": "NL", "party_id": "ABC", "role": "CPO", "status": "PLANNED",}', breaks: ['$ json'] },
    },
    // mod_tokens > Token examples: without its type in the URL a Token is an RFID.
    {
      ...exampleOf(version, 'a Token of an app'),
      query: '',
      title: 'an app’s Token at the URL of an RFID',
      breaks: ['$.type type-in-url'],
    },
  ]),
  // OCPI 2.3.0, mod_cdrs > Example of a CDR: tax_included was added to the Tariff, not to this one.
  broken('2.3.0', 'a CDR', {
    title: 'a CDR whose Tariff does not say whether taxes are in it',
    changes: { 'tariffs.0.tax_included': undefined },
    breaks: ['$.tariffs[0].tax_included required'],
  }),
];

function exampleOf(version: OcpiVersion, title: string) {
  const example = EXAMPLES.find((each) => each.version === version && each.title === title);
  if (example === undefined) throw new Error(`there is no example "${title}" of OCPI ${version}`);
  return example;
}

/** The example with other values at some places; undefined takes what was there away. */
function broken(
  version: OcpiVersion,
  example: string,
  {
    changes,
    ...rest
  }: Pick<BrokenExample, 'title' | 'breaks'> & { readonly changes: Readonly<Record<string, unknown>> },
): BrokenExample {
  const { json, ...message } = exampleOf(version, example);
  const changed = Object.entries(changes).reduce<unknown>(
    (value, [path, replacement]) => withChange(value, path.split('.'), replacement),
    json,
  );
  return { ...message, ...rest, json: changed };
}

function withChange(value: unknown, [name = '', ...deeper]: readonly string[], replacement: unknown): unknown {
  if (Array.isArray(value))
    return value.map((item: unknown, at) => (String(at) === name ? withChange(item, deeper, replacement) : item));
  const fields = value as Readonly<Record<string, unknown>>;
  return { ...fields, [name]: deeper.length === 0 ? replacement : withChange(fields[name], deeper, replacement) };
}
