// Requests and answers of every endpoint that has a body, in every passage between two versions: what the other side receives has no
// violation there, or it is refused. Judged by the message validators, which also compare a body with its URL.
import { describe, expect, it } from '@jest/globals';
import { loadFactBase, loadMessageValidator, OCPI_VERSIONS, type EndpointTable, type OcpiVersion } from '@busbar/ocpi';
import { factsOf, seeded, validObject } from '../../../test/support/ocpi-objects.mjs';
import { loadBridge, type BridgedEndpoint, type JsonObject, type Known, type Wanted } from './index.js';

const FUNCTIONAL = ['cdrs', 'chargingprofiles', 'commands', 'locations', 'sessions', 'tariffs', 'tokens'];
const ROUNDS = 8;
const OWNER = { countryCode: 'NL', partyId: 'ABC' };
const AT = '2026-01-31T12:00:00Z';

const PASSAGES = OCPI_VERSIONS.flatMap((from) => OCPI_VERSIONS.filter((to) => to !== from).map((to) => ({ from, to })));

interface Case {
  readonly endpoint: BridgedEndpoint;
  readonly table: EndpointTable;
  readonly bodies: readonly string[];
  readonly answers: readonly string[];
}

/** Every endpoint of a version, at every depth of its path. */
async function casesOf(version: OcpiVersion): Promise<readonly Case[]> {
  const { tables, typesAt } = await loadFactBase();
  return FUNCTIONAL.flatMap((module) =>
    (['SENDER', 'RECEIVER'] as const).flatMap((interfaceRole) =>
      (tables[version].modules[module]?.interfaces[interfaceRole] ?? []).flatMap((table) =>
        pathsOf(table).map((segments) => {
          const { request, response } = table;
          return {
            endpoint: {
              module,
              interfaceRole,
              method: table.method,
              segments,
              ...(table.isCallback ? { callbackOf: 'GET' } : {}),
            },
            table,
            bodies: request === null ? [] : typesAt(request, table, segments.length),
            answers: response === null || response === 'omitted' ? [] : typesAt(response, table, segments.length),
          };
        }),
      ),
    ),
  );
}

/** The path with each number of its optional parts: words as they are, ids of their own. */
function pathsOf({ segments }: EndpointTable): readonly (readonly string[])[] {
  const all = (segments ?? []).map(({ word, name = '' }) => word ?? ID[name] ?? 'ID1');
  const optional = (segments ?? []).filter(({ isOptional }) => isOptional).length;
  return Array.from({ length: optional + 1 }, (_, left) => all.slice(0, all.length - left));
}

const ID: Readonly<Record<string, string>> = { country_code: 'NL', party_id: 'ABC' };

/** The object with the ids that its URL names. */
function asInUrl(
  value: JsonObject,
  { segments, interfaceRole, module }: BridgedEndpoint,
  version: OcpiVersion,
): JsonObject {
  const depth = segments.length - (interfaceRole === 'RECEIVER' ? 2 : 0);
  const id = module === 'tokens' || depth === 2 ? 'uid' : 'id';
  const owner = depth === 1 && version !== '2.1.1' ? { country_code: 'NL', party_id: 'ABC' } : {};
  const publish = value['publish'] === undefined ? {} : { publish: true, publish_allowed_to: [] };
  return interfaceRole === 'RECEIVER' && module !== 'commands'
    ? { ...value, [id]: 'ID1', ...owner, ...publish }
    : value;
}

function knownIn(version: OcpiVersion): Known {
  const seen = (wanted: Wanted): unknown => {
    if (wanted.kind === 'reservation-number') return 4711;
    if (wanted.kind !== 'location') return undefined;
    const location = validObject(factsOf(version), 'Location', { random: seeded(wanted.id.length) });
    return { version, value: { ...location, id: wanted.id, publish: true } };
  };
  return { owner: OWNER, counterpart: { countryCode: 'DE', partyId: 'MSP' }, defaults: {}, seen, receivedAt: AT };
}

describe.each(PASSAGES)('from $from to $to', ({ from, to }) => {
  it('a request that is not refused has no violation there, whole or in part', async () => {
    const bridge = await loadBridge(from, to);
    const translated = new Set<string>();
    for (const { endpoint, table, bodies } of await casesOf(from)) {
      const validate = await loadMessageValidator(to, endpoint.module);
      for (const [round, name] of Array.from({ length: ROUNDS }, () => bodies.slice(0, 1))
        .flat()
        .entries()) {
        const random = seeded(round + 1);
        const whole = asInUrl(validObject(factsOf(from), name, { random, isFull: round === 0 }), endpoint, from);
        const body = table.isPatch ? partOf(whole, random) : whole;
        const type = endpoint.module === 'tokens' && from !== '2.1.1' ? { tokenType: String(whole['type']) } : {};
        const result = bridge.request({ ...endpoint, ...type }, body, knownIn(from));
        if (result.kind !== 'translated') continue;
        translated.add(endpoint.module);
        const { segments, interfaceRole, method, module } = endpoint;
        const isCallback = endpoint.callbackOf !== undefined;
        const message = {
          direction: 'request',
          interfaceRole,
          method,
          segments,
          isCallback,
          ...(typeof result.tokenType === 'string' ? { query: `type=${result.tokenType}` } : {}),
          body: { json: result.body },
        } as const;
        expect({ module, method, segments, body, violations: validate(message) }).toMatchObject({ violations: [] });
      }
    }
    const expected = FUNCTIONAL.filter((module) => module !== 'chargingprofiles' || ![from, to].includes('2.1.1'));
    expect([...translated].sort()).toEqual(expected);
  });

  it('an answer from there that is not refused has no violation here, and leaves out what cannot be said', async () => {
    const bridge = await loadBridge(from, to);
    for (const { endpoint, table, answers } of await casesOf(from)) {
      const [name] = answers;
      const facts = factsOf(to);
      if (name === undefined || !(name in facts.objects)) continue;
      const validate = await loadMessageValidator(from, endpoint.module);
      const random = seeded(3);
      const all = Array.from({ length: ROUNDS }, () => asInUrl(validObject(facts, name, { random }), endpoint, to));
      const isList = table.response !== null && table.response !== 'omitted' && table.response.card === '*';
      const envelope = {
        data: isList ? all : all[0],
        status_code: 1000,
        status_message: 'é',
        timestamp: '2026-01-31T12:00:00.5Z',
      };
      const result = bridge.answer(endpoint, envelope, knownIn(to));
      if (result.kind === 'refused') {
        expect(isList).toBe(false);
        continue;
      }
      const { interfaceRole, method, segments } = endpoint;
      const message = {
        direction: 'answer',
        interfaceRole,
        method,
        segments,
        body: { json: result.envelope },
      } as const;
      const violations = validate(message).filter(({ rule }) => !rule.endsWith('-in-url'));
      expect({ endpoint, violations }).toEqual({ endpoint, violations: [] });
      const left = result.notes.filter(
        ({ kind, object, field }) => kind === 'left-out' && object === name && field === 'data',
      );
      if (isList) expect((result.envelope['data'] as unknown[]).length).toBe(ROUNDS - left.length);
    }
  });
});

/** Some of its fields, as a PATCH has them. */
function partOf(whole: JsonObject, random: () => number): JsonObject {
  const entries = Object.entries(whole).filter(([key]) => key === 'last_updated' || random() < 0.4);
  return Object.fromEntries(entries);
}
