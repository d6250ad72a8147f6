// The rows from 2.1.1 to 2.2 about what a connection is, and about the text of all messages.
import { expect } from '@jest/globals';
import type { OcpiVersion } from '@busbar/ocpi';
import type { RecordedRequest } from '../../../apps/simulator/src/index.js';
import {
  LOCATION_2_1_1,
  LOCATION_2_2,
  SESSION_2_1_1,
  SESSION_2_2,
  TOKEN_2_1_1,
  TOKEN_2_2,
} from '../../support/bridge-rig.js';
import { sent, type Row } from './exchange.js';
import { cpoOf, emspOf, named, type World } from './world.js';

const PUT_LOCATION = 'RECEIVER PUT locations/NL/ABC/LOC4';
const NAMED = { id: 'LOC4', name: 'Gent' };
const PUT_TOKEN = 'RECEIVER PUT tokens/DE/MSP/0BADCAFE';
const OLD = { ...TOKEN_2_1_1, uid: '0BADCAFE', auth_id: 'DE8ACC00000000' };
const YOUNG = { ...TOKEN_2_2, uid: '0BADCAFE', contract_id: 'DE8ACC00000000' };

/** A Session that a CPO pushes to an EMSP of the other version, with these headers changed. */
async function push(
  { cpos, emsps }: World,
  [cpo, emsp]: readonly [OcpiVersion, OcpiVersion],
  headers: Readonly<Record<string, string | null>> = {},
): Promise<RecordedRequest> {
  const body = named(cpo === '2.1.1' ? SESSION_2_1_1 : SESSION_2_2, { cpo, emsp });
  const path = `/${cpoOf(cpo)}/${body.id}`;
  emsps[emsp].received.clear();
  const session = { method: 'PUT', module: 'sessions', interfaceRole: 'RECEIVER', path } as const;
  const answer = await cpos[cpo].request({ ...session, to: emspOf(emsp), body, headers });
  expect(answer.envelope?.status_code).toBe(1000);
  const got = await emsps[emsp].received.waitFor(session);
  if (headers['X-Correlation-ID'] === undefined) expect(got.correlationId).toBe(answer.sentCorrelationId);
  return got;
}

const routingOf = ({ headers }: RecordedRequest) => Object.keys(headers).filter((name) => name.startsWith('ocpi-'));

/** Rows 17, 18 and 51 to 55: credentials, ClientInfo, versions, headers and text. */
export const CONNECTION_ROWS: readonly Row[] = [
  {
    row: 17,
    up: [
      ({ emsps }) => {
        const { credentials } = emsps['2.2'].peer ?? {};
        expect(credentials?.roles).toMatchObject([{ role: 'HUB', party_id: 'HUB', country_code: expect.any(String) }]);
        for (const field of ['party_id', 'country_code', 'business_details'])
          expect(credentials).not.toHaveProperty(field);
      },
    ],
    down: [
      ({ emsps }) => {
        const { credentials } = emsps['2.1.1'].peer ?? {};
        expect(credentials).toMatchObject({ party_id: 'HUB', country_code: expect.any(String), business_details: {} });
        expect(credentials).not.toHaveProperty('roles');
      },
    ],
  },
  {
    row: 18,
    up: [
      async ({ emsps }) => {
        const answer = await emsps['2.2'].request({ method: 'GET', module: 'hubclientinfo', interfaceRole: 'SENDER' });
        expect(answer.envelope?.data).toContainEqual(
          expect.objectContaining({ role: 'CPO', country_code: 'NL', party_id: 'C11', status: 'CONNECTED' }),
        );
      },
    ],
    down: [
      async ({ hub, cpos, emsps }) => {
        const url = `${hub.publicUrl}/ocpi/2.1.1/sender/hubclientinfo`;
        const answer = await emsps['2.1.1'].request({ method: 'GET', url });
        expect([answer.status, answer.envelope?.status_code]).toEqual([404, 2001]);
        for (const { received } of [cpos['2.1.1'], emsps['2.1.1']])
          expect(received.matching({ where: ({ target }) => target.includes('clientinfo') })).toEqual([]);
      },
    ],
  },
  {
    row: 51,
    up: [
      ({ cpos }) => {
        const endpoints = cpos['2.2'].peer?.endpoints ?? [];
        for (const interfaceRole of ['SENDER', 'RECEIVER'])
          expect(endpoints).toContainEqual(expect.objectContaining({ identifier: 'tokens', role: interfaceRole }));
      },
    ],
    down: [
      ({ cpos }) => {
        const endpoints = cpos['2.1.1'].peer?.endpoints ?? [];
        expect(endpoints.filter(({ identifier }) => identifier === 'tokens')).toEqual([
          { identifier: 'tokens', url: expect.any(String) },
        ]);
      },
    ],
  },
  {
    row: 52,
    up: [
      async (world) => {
        const got = await push(world, ['2.1.1', '2.2']);
        expect([got.from, got.to]).toEqual([cpoOf('2.1.1'), emspOf('2.2')]);
      },
    ],
    down: [async (world) => expect(routingOf(await push(world, ['2.2', '2.1.1']))).toEqual([])],
  },
  {
    row: 53,
    up: [
      async (world) => {
        const got = await push(world, ['2.1.1', '2.2'], { 'X-Request-ID': null, 'X-Correlation-ID': null });
        for (const id of [got.requestId, got.correlationId]) expect(id).toMatch(/^\S+$/);
      },
    ],
    down: [
      async (world) => {
        const got = await push(world, ['2.2', '2.1.1'], { 'X-Request-ID': 'request-of-the-cpo' });
        expect(got.requestId).toMatch(/^\S+$/);
        expect(got.requestId).not.toBe('request-of-the-cpo');
      },
    ],
  },
  {
    row: 54,
    up: [
      sent(
        PUT_TOKEN,
        { ...OLD, last_updated: '2026-02-01T01:08:01' },
        { ...YOUNG, last_updated: '2026-02-01T01:08:01' },
      ),
    ],
    down: [
      sent(
        PUT_TOKEN,
        { ...YOUNG, last_updated: '2026-02-01T01:08:01.123Z' },
        { ...OLD, last_updated: '2026-02-01T01:08:01Z' },
      ),
    ],
  },
  {
    row: 55,
    up: [sent(PUT_LOCATION, { ...LOCATION_2_1_1, ...NAMED }, { ...LOCATION_2_2, ...NAMED })],
    down: [
      sent(
        PUT_LOCATION,
        { ...LOCATION_2_2, id: 'LOC4', name: 'Großer Platz', city: 'Zürich', address: 'Łódź' },
        { ...LOCATION_2_1_1, id: 'LOC4', name: 'Grosser Platz', city: 'Zurich', address: 'Lodz' },
      ),
    ],
  },
];
