// The whole way of one message: endpoint, URL, body or envelope. Expected values are the specification's.
import { describe, expect, it } from '@jest/globals';
import type { OcpiVersion } from '../versions.js';
import type { MessageToValidate } from './exchange.js';
import { loadMessageValidator } from './validate-message.js';
import type { Violation } from './violation.js';

const TOKEN = {
  country_code: 'NL',
  party_id: 'TNM',
  uid: '012345678',
  type: 'RFID',
  contract_id: 'NL8ACC12E46L89',
  issuer: 'An issuer',
  valid: true,
  whitelist: 'ALWAYS',
  last_updated: '2025-06-29T22:39:09Z',
};
const CONNECTOR = {
  id: '1',
  standard: 'IEC_62196_T2',
  format: 'CABLE',
  power_type: 'AC_3_PHASE',
  max_voltage: 220,
  max_amperage: 16,
  last_updated: '2025-03-16T10:10:02Z',
};
const EVSE = { uid: '3256', status: 'AVAILABLE', connectors: [CONNECTOR], last_updated: '2025-06-28T08:12:01Z' };

type Change = Partial<MessageToValidate> & { readonly version?: OcpiVersion; readonly module?: string };

async function validateMessage(
  message: MessageToValidate & { readonly version: OcpiVersion; readonly module: string },
): Promise<readonly Violation[]> {
  const validate = await loadMessageValidator(message.version, message.module);
  return validate(message);
}

/** What a message breaks, as `path rule`; without a change it is a valid push of a token in OCPI 2.2.1. */
async function broken(change: Change): Promise<string[]> {
  const violations = await validateMessage({
    version: '2.2.1',
    module: 'tokens',
    interfaceRole: 'RECEIVER',
    method: 'PUT',
    segments: ['NL', 'TNM', '012345678'],
    direction: 'request',
    body: { json: TOKEN },
    ...change,
  });
  return violations.map(({ path, rule }) => `${path} ${rule}`);
}

const envelope = (data: unknown, other: object = {}) => ({
  json: { data, status_code: 1000, timestamp: '2025-06-30T21:59:59Z', ...other },
});

describe('a request', () => {
  it('that is what the specification says breaks nothing, whatever else it carries', async () => {
    expect(await broken({ body: { json: { ...TOKEN, x_extra: { any: '\t' }, __proto__: null } } })).toEqual([]);
  });

  it('is told which path, which rule, which section, and of the value its length alone', async () => {
    const violations = await validateMessage({
      version: '2.2.1',
      module: 'locations',
      interfaceRole: 'RECEIVER',
      method: 'PUT',
      segments: ['NL', 'TNM', 'LOC1', '3256'],
      direction: 'request',
      body: { json: { ...EVSE, floor_level: 'fifth' } },
    });
    expect(violations).toEqual([
      {
        path: '$.floor_level',
        rule: 'length',
        section: 'OCPI 2.2.1, Locations module > EVSE object',
        found: 'string of 5',
      },
    ]);
  });

  it('is judged by its bytes as by its JSON', async () => {
    const bytes = (text: string) => ({ bytes: new TextEncoder().encode(text) });
    expect(await broken({ body: bytes(JSON.stringify(TOKEN)) })).toEqual([]);
    expect(await broken({ body: bytes('{') })).toEqual(['$ json']);
    expect(await broken({ body: { bytes: Uint8Array.of(0x22, 0xff, 0x22) } })).toEqual(['$ json']);
    expect(await broken({ body: bytes('') })).toEqual(['$ required']);
  });

  it('of a module that the version does not define is nobody’s business', async () => {
    expect(await broken({ module: 'nltnm_parking', body: { json: 7 } })).toEqual([]);
    expect(await broken({ module: 'constructor', body: { json: 7 } })).toEqual([]);
  });

  it('on a path below the endpoint that the version does not have is named so', async () => {
    expect(await broken({ segments: ['NL', 'TNM'] })).toEqual(['url path']);
    expect(await broken({ segments: ['NL', 'TNM', '012345678', 'x'] })).toEqual(['url path']);
  });

  it('may leave out the body where it is optional', async () => {
    const authorize = { interfaceRole: 'SENDER', method: 'POST', segments: ['012345678', 'authorize'] } as const;
    expect(await broken({ ...authorize, body: { json: undefined } })).toEqual([]);
    expect(await broken({ ...authorize, body: { json: { evse_uids: [] } } })).toEqual(['$.location_id required']);
  });

  it('is an EVSE or a Connector when the path goes that deep', async () => {
    const locations = { module: 'locations' } as const;
    const deep = ['NL', 'TNM', 'LOC1', '3256', '1'];
    expect(await broken({ ...locations, segments: deep.slice(0, 4), body: { json: EVSE } })).toEqual([]);
    expect(await broken({ ...locations, segments: deep, body: { json: CONNECTOR } })).toEqual([]);
    expect(await broken({ ...locations, segments: deep, body: { json: EVSE } })).toContain('$.standard required');
  });

  it('with more wrong than anybody reads is reported up to a bound', async () => {
    const json = { ...EVSE, connectors: Array.from({ length: 100_000 }, () => 7) };
    const segments = ['NL', 'TNM', 'LOC1', '3256'];
    expect(await broken({ module: 'locations', segments, body: { json } })).toHaveLength(20);
    expect(await broken({ module: 'locations', segments, body: { json }, most: 1 })).toEqual(['$.connectors[0] type']);
  });
});

describe('a method', () => {
  it.each([
    { version: '2.1.1', module: 'tariffs', method: 'PATCH', segments: ['NL', 'TNM', 'T1'], expected: [] },
    { version: '2.2', module: 'tariffs', method: 'PATCH', segments: ['NL', 'TNM', 'T1'], expected: ['url method'] },
    { version: '2.2.1', module: 'tariffs', method: 'PATCH', segments: ['NL', 'TNM', 'T1'], expected: ['url method'] },
    { version: '2.3.0', module: 'tariffs', method: 'PATCH', segments: ['NL', 'TNM', 'T1'], expected: ['url method'] },
    { version: '2.2.1', module: 'tokens', method: 'DELETE', segments: ['NL', 'TNM', 'T1'], expected: ['url method'] },
    { version: '2.2.1', module: 'cdrs', method: 'PUT', segments: [], expected: ['url method'] },
    { version: '2.2.1', module: 'tariffs', method: 'DELETE', segments: ['NL', 'TNM', 'T1'], expected: [] },
    {
      version: '2.3.0',
      module: 'invoicereconciliation',
      method: 'DELETE',
      segments: ['NL', 'TNM', 'I1'],
      expected: [],
    },
  ] as const)('$method of $module in OCPI $version is what the version says', async ({ expected, ...message }) => {
    expect(await broken({ ...message, body: { json: {} } })).toEqual(expected);
  });

  it('PATCH carries last_updated from 2.2 on, and need not in 2.1.1', async () => {
    const patch = { method: 'PATCH', body: { json: { valid: false } } } as const;
    expect(await broken({ ...patch, version: '2.1.1' })).toEqual([]);
    expect(await broken(patch)).toEqual(['$.last_updated required']);
    expect(await broken({ ...patch, body: { json: { valid: 'no', last_updated: TOKEN.last_updated } } })).toEqual([
      '$.valid type',
    ]);
    expect(await broken({ ...patch, body: { json: { issuer: null, last_updated: TOKEN.last_updated } } })).toEqual([
      '$.issuer required',
    ]);
  });
});

describe('the URL', () => {
  it('names the object that is pushed', async () => {
    const json = { ...TOKEN, country_code: 'BE', party_id: 'ABC', uid: 'x' };
    expect(await broken({ body: { json } })).toEqual([
      '$.country_code id-in-url',
      '$.party_id id-in-url',
      '$.uid id-in-url',
    ]);
  });

  it('is compared without case, except in 2.1.1 where ids are strings', async () => {
    const tariff = {
      id: 't1',
      currency: 'EUR',
      elements: [{ price_components: [{ type: 'FLAT', price: 1, step_size: 1 }] }],
    };
    const json = { ...tariff, last_updated: '2025-06-28T08:12:01Z' };
    const owner = { country_code: 'nl', party_id: 'tnm' };
    const push = { module: 'tariffs', segments: ['NL', 'TNM', 'T1'] } as const;
    expect(await broken({ ...push, body: { json: { ...json, ...owner } } })).toEqual([]);
    expect(await broken({ ...push, version: '2.1.1', body: { json } })).toEqual(['$.id id-in-url']);
  });

  it('has the type of the token, or it is RFID', async () => {
    const app = { body: { json: { ...TOKEN, type: 'APP_USER' } } };
    expect(await broken(app)).toEqual(['$.type type-in-url']);
    expect(await broken({ ...app, query: 'type=APP_USER' })).toEqual([]);
  });

  it('has segments and parameters of the types that the method gives them', async () => {
    const list = {
      module: 'sessions',
      interfaceRole: 'SENDER',
      method: 'GET',
      segments: [],
      body: { json: undefined },
    } as const;
    expect(await broken({ ...list, query: 'date_from=2025-01-01T00%3A00%3A00Z&limit=10&unknown=%00' })).toEqual([]);
    expect(await broken({ ...list, query: 'limit=-1' })).toEqual(['query.date_from required', 'query.limit type']);
    expect(await broken({ ...list, query: 'date_from=yesterday' })).toEqual(['query.date_from date-time']);
    expect(await broken({ segments: ['NL', 'TNM', 'x'.repeat(37)] })).toContain('url.token_uid length');
  });
});

describe('a command', () => {
  const command = { module: 'commands', method: 'POST', segments: ['START_SESSION'] } as const;
  const start = { response_url: 'https://example.com/1', token: TOKEN, location_id: 'LOC1' };

  it('has the object of its name', async () => {
    expect(await broken({ ...command, body: { json: start } })).toEqual([]);
    expect(await broken({ ...command, body: { json: { ...start, response_url: 'example.com/1' } } })).toEqual([
      '$.response_url url',
    ]);
    expect(await broken({ ...command, body: { json: { ...start, connector_id: '1' } } })).toEqual([
      '$.evse_uid connector-has-evse',
    ]);
  });

  it('of another name exists from 2.3.0 on only', async () => {
    const custom = { ...command, segments: ['NLTNM_DANCE'] };
    expect(await broken(custom)).toEqual(['url path']);
    expect(await broken({ ...custom, version: '2.3.0' })).toEqual([]);
  });

  it('is concluded by a CommandResult, in 2.1.1 by a CommandResponse', async () => {
    const callback = { ...command, interfaceRole: 'SENDER', isCallback: true, segments: ['any', 'where'] } as const;
    expect(await broken({ ...callback, body: { json: { result: 'TIMEOUT' } } })).toEqual([]);
    expect(await broken({ ...callback, version: '2.1.1', body: { json: { result: 'EVSE_OCCUPIED' } } })).toEqual([
      '$.result enum',
    ]);
    expect(await broken({ ...callback, body: { json: { result: 'EVSE_OCCUPIED' } } })).toEqual([]);
  });
});

it('the result of a charging profile request is one of three objects', async () => {
  const callback = { module: 'chargingprofiles', interfaceRole: 'SENDER', method: 'POST', isCallback: true } as const;
  expect(await broken({ ...callback, body: { json: { result: 'ACCEPTED' } } })).toEqual([]);
  expect(await broken({ ...callback, body: { json: { result: 'PERHAPS' } } })).toEqual(['$.result enum']);
});

describe('an answer', () => {
  const list = { direction: 'answer', interfaceRole: 'SENDER', method: 'GET', segments: [] } as const;

  it('is an envelope with the list that was asked for', async () => {
    expect(await broken({ ...list, body: envelope([TOKEN, TOKEN]) })).toEqual([]);
    expect(await broken({ ...list, body: envelope([TOKEN, { ...TOKEN, valid: 1 }]) })).toEqual([
      '$.data[1].valid type',
    ]);
    expect(await broken({ ...list, body: envelope(TOKEN) })).toEqual(['$.data list']);
    expect(await broken({ ...list, body: { json: [TOKEN] } })).toEqual(['$ type']);
  });

  it('may have an empty list in three ways', async () => {
    for (const data of [[], null, undefined]) expect(await broken({ ...list, body: envelope(data) })).toEqual([]);
  });

  it('has a status code of four digits and a timestamp', async () => {
    const body = { json: { data: [], status_code: 200 } };
    expect(await broken({ ...list, body })).toEqual([
      '$.timestamp required',
      '$.status_code status-code-of-four-digits',
    ]);
  });

  it('that is no success may have any data', async () => {
    expect(await broken({ ...list, body: envelope('help', { status_code: 2001 }) })).toEqual([]);
    expect(await broken({ ...list, httpStatus: 500, body: envelope('help') })).toEqual([]);
  });

  it('to a push says what it likes in its data, to a profile nothing', async () => {
    expect(await broken({ direction: 'answer', body: envelope('thanks') })).toEqual([]);
    const profile = {
      direction: 'answer',
      module: 'chargingprofiles',
      interfaceRole: 'SENDER',
      method: 'PUT',
      segments: ['S1'],
    } as const;
    expect(await broken({ ...profile, body: envelope(undefined) })).toEqual([]);
    expect(await broken({ ...profile, body: envelope('thanks') })).toEqual(['$.data omitted']);
  });

  it('to charging preferences is one word', async () => {
    const preferences = { direction: 'answer', module: 'sessions', interfaceRole: 'SENDER', method: 'PUT' } as const;
    const segments = ['S1', 'charging_preferences'];
    expect(await broken({ ...preferences, segments, body: envelope('ACCEPTED') })).toEqual([]);
    expect(await broken({ ...preferences, segments, body: envelope('MAYBE') })).toEqual(['$.data enum']);
  });

  it('to authorize is about the token that was asked for', async () => {
    const authorize = {
      direction: 'answer',
      interfaceRole: 'SENDER',
      method: 'POST',
      segments: ['012345678', 'authorize'],
    } as const;
    expect(await broken({ ...authorize, body: envelope({ allowed: 'ALLOWED', token: TOKEN }) })).toEqual([]);
    const other = { ...TOKEN, uid: 'another', type: 'OTHER' };
    expect(await broken({ ...authorize, body: envelope({ allowed: 'ALLOWED', token: other }) })).toEqual([
      '$.data.token.uid id-in-url',
      '$.data.token.type type-in-url',
    ]);
  });

  it('to the versions endpoint lists versions that the reader need not know', async () => {
    const versions = { module: 'versions', direction: 'answer', method: 'GET' } as const;
    const url = 'https://example.com/ocpi/9';
    expect(await broken({ ...versions, segments: [], body: envelope([{ version: '9.0', url }]) })).toEqual([]);
    expect(await broken({ ...versions, segments: [], body: envelope([]) })).toEqual(['$.data not-empty']);
    const details = { version: '2.2.1', endpoints: [{ identifier: 'nltnm_x', role: 'SENDER', url }] };
    expect(await broken({ ...versions, segments: ['2.2.1'], body: envelope(details) })).toEqual([]);
  });
});
