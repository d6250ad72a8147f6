import { describe, expect, it } from '@jest/globals';
import { partyKey } from '@busbar/ocpi';
import { aPlatform } from '../../../../test/support/builders.js';
import type { Platform } from '../registry.js';
import { copiesIn } from './copies-in.js';
import { factsIn } from './facts-in.js';
import type { Passage } from './passage.js';

const UTF8 = new TextEncoder();
const CPO = aPlatform({ id: 'cpo', parties: ['CPO NL/CPO', 'CPO BE/CPO'] });
const EMSP = aPlatform({ id: 'emsp', parties: ['EMSP NL/EMS'] });

interface Sketch {
  /** `PUT receiver/locations/NL/CPO/LOC1`. */
  readonly asks: string;
  readonly from: Platform;
  readonly to: Platform | null;
  readonly says?: unknown;
  readonly answers?: unknown;
  readonly status?: number;
}

function passage({ asks, from, to, says, answers, status = 200 }: Sketch): Passage {
  const [method = '', target = ''] = asks.split(' ');
  const [interfaceRole = '', module = '', ...rest] = target.split('/');
  const bytes = (value: unknown): Uint8Array | null =>
    value === undefined ? null : UTF8.encode(JSON.stringify(value));
  const [party] = to?.parties ?? [];
  return {
    version: '2.2.1',
    module,
    interfaceRole: interfaceRole === 'sender' ? 'SENDER' : 'RECEIVER',
    method,
    rest: rest.length === 0 ? '' : `/${rest.join('/')}`,
    query: null,
    from: from.parties[0]?.key ?? '',
    platform: from,
    receiver: to === null || party === undefined ? null : { id: party.id, party, platform: to },
    request: bytes(says),
    answer: to === null ? null : { status, body: bytes(answers ?? { status_code: 1000 }) },
    atMs: 0,
  };
}

const told = (sketch: Sketch): readonly string[] =>
  factsIn(passage(sketch)).map(
    ({ kind, id, owner, isHearsay }) => `${kind} ${id} ${owner}${isHearsay ? ' (hearsay)' : ''}`,
  );
const data = (value: unknown): unknown => ({ status_code: 1000, data: value });
const cdrToken = { uid: 'U1', contract_id: 'NL-EMS-1', country_code: 'NL', party_id: 'EMS' };

describe('what a message tells of owners', () => {
  it.each<[string, Sketch, readonly string[]]>([
    [
      'the Location, EVSEs and EVSE ids of a push',
      {
        asks: 'PUT receiver/locations/nl/cpo/LOC1',
        from: CPO,
        to: EMSP,
        says: { evses: [{ uid: 'e1', evse_id: 'NL*CPO*E1' }, { uid: 'e2' }] },
      },
      ['location LOC1 NL/CPO', 'evse e1 NL/CPO', 'evse-id NL*CPO*E1 NL/CPO', 'evse e2 NL/CPO'],
    ],
    [
      'the EVSE that is broadcast alone',
      { asks: 'PATCH receiver/locations/NL/CPO/LOC1/e1', from: CPO, to: null, says: { status: 'AVAILABLE' } },
      ['location LOC1 NL/CPO', 'evse e1 NL/CPO'],
    ],
    ['a Tariff', { asks: 'PUT receiver/tariffs/BE/CPO/T1', from: CPO, to: EMSP, says: {} }, ['tariff T1 BE/CPO']],
    [
      'a Token and its contract',
      { asks: 'PUT receiver/tokens/NL/EMS/U1', from: EMSP, to: CPO, says: { contract_id: 'C1' } },
      ['token U1 NL/EMS', 'contract C1 NL/EMS'],
    ],
    [
      'a Session, and the EMSP that took it with its token',
      {
        asks: 'PUT receiver/sessions/NL/CPO/S1',
        from: CPO,
        to: EMSP,
        says: { location_id: 'LOC1', cdr_token: cdrToken },
      },
      [
        'session S1 NL/CPO',
        'location LOC1 NL/CPO',
        'session-emsp NL/CPO S1 NL/EMS (hearsay)',
        'token U1 NL/EMS (hearsay)',
        'contract NL-EMS-1 NL/EMS (hearsay)',
      ],
    ],
    [
      'a CDR',
      {
        asks: 'POST receiver/cdrs',
        from: CPO,
        to: EMSP,
        says: {
          id: 'CDR1',
          session_id: 'S1',
          country_code: 'BE',
          party_id: 'CPO',
          cdr_location: { id: 'L', evse_uid: 'e' },
        },
      },
      ['cdr CDR1 BE/CPO', 'session S1 BE/CPO', 'location L BE/CPO', 'evse e BE/CPO'],
    ],
    [
      'a reservation that was accepted',
      {
        asks: 'POST receiver/commands/RESERVE_NOW',
        from: EMSP,
        to: CPO,
        says: { reservation_id: '7', location_id: 'LOC1', token: { ...cdrToken } },
        answers: data({ result: 'ACCEPTED' }),
      },
      [
        'token U1 NL/EMS',
        'contract NL-EMS-1 NL/EMS',
        'location LOC1 NL/CPO (hearsay)',
        'reservation NL/EMS 7 NL/CPO (hearsay)',
      ],
    ],
    [
      'the owner who answers an authorization',
      {
        asks: 'POST sender/tokens/u1/authorize',
        from: CPO,
        to: EMSP,
        answers: data({ allowed: 'ALLOWED', token: cdrToken }),
      },
      ['token U1 NL/EMS', 'contract NL-EMS-1 NL/EMS'],
    ],
    [
      'the objects of a list',
      {
        asks: 'GET sender/locations',
        from: EMSP,
        to: CPO,
        answers: data([{ id: 'A', country_code: 'BE', party_id: 'CPO' }, { id: 'B' }]),
      },
      ['location A BE/CPO', 'location B NL/CPO'],
    ],
  ])('names %s', (_name, sketch, facts) => {
    expect(told(sketch)).toEqual(facts);
  });

  it.each<[string, Sketch]>([
    ["a platform about another's object", { asks: 'PUT receiver/locations/FR/XXX/L', from: CPO, to: EMSP, says: {} }],
    [
      "a receiver that echoes another's token",
      {
        asks: 'GET receiver/tokens/NL/EMS/U1',
        from: EMSP,
        to: CPO,
        answers: data({ uid: 'U1', country_code: 'NL', party_id: 'CPO' }),
      },
    ],
    [
      'a list with objects of a party elsewhere',
      {
        asks: 'GET sender/tokens',
        from: CPO,
        to: EMSP,
        answers: data([{ uid: 'U1', country_code: 'NL', party_id: 'CPO' }]),
      },
    ],
    [
      'an answer to an authorization about another token',
      {
        asks: 'POST sender/tokens/u1/authorize',
        from: CPO,
        to: EMSP,
        answers: data({ token: { ...cdrToken, uid: 'U2' } }),
      },
    ],
    ['an EMSP about Locations of its own', { asks: 'PUT receiver/locations/NL/EMS/L', from: EMSP, to: CPO, says: {} }],
    [
      'a push that was refused',
      { asks: 'PUT receiver/tariffs/NL/CPO/T', from: CPO, to: EMSP, answers: { status_code: 2001 } },
    ],
    ['a push that failed', { asks: 'PUT receiver/tariffs/NL/CPO/T', from: CPO, to: EMSP, status: 500 }],
    [
      'a command that was not accepted',
      {
        asks: 'POST receiver/commands/START_SESSION',
        from: EMSP,
        to: CPO,
        says: { location_id: 'L' },
        answers: data({ result: 'REJECTED' }),
      },
    ],
    ['a deletion', { asks: 'DELETE receiver/tariffs/NL/CPO/T', from: CPO, to: EMSP }],
    ['a body that is none', { asks: 'POST receiver/cdrs', from: CPO, to: EMSP, says: [] }],
  ])('believes nothing of %s', (_name, sketch) => {
    expect(told(sketch)).toEqual([]);
  });

  it('believes no charge point operator who names another EMSP than the one that took it', () => {
    const says = { cdr_token: { ...cdrToken, party_id: 'BAD' } };

    expect(told({ asks: 'PUT receiver/sessions/NL/CPO/S1', from: CPO, to: EMSP, says })).toEqual(['session S1 NL/CPO']);
  });

  it('is bounded for a Location of very many EVSEs', () => {
    const evses = Array.from({ length: 5_000 }, (_, index) => ({ uid: `e${index}` }));

    expect(told({ asks: 'PUT receiver/locations/NL/CPO/L', from: CPO, to: EMSP, says: { evses } })).toHaveLength(400);
  });
});

describe('what a message shows of objects', () => {
  it('is a push that was taken, for its owner only', () => {
    const push: Sketch = { asks: 'PUT receiver/locations/NL/CPO/L', from: CPO, to: EMSP, says: { id: 'L' } };

    expect(copiesIn(passage(push))).toMatchObject([{ scope: 'private', ids: ['L'], method: 'PUT' }]);
    expect(copiesIn(passage({ ...push, answers: { status_code: 2000 } }))).toEqual([]);
    expect(copiesIn(passage({ ...push, to: null }))).toEqual([]);
  });

  it('is each object of a list, as it was written, whose owner is a party of who answered', () => {
    const own = '{"id": "A", "n": 1.50, "country_code": "NL", "party_id": "CPO"}';
    const answer = `{"status_code":1000,"data":[${own},{"id":"B","country_code":"FR","party_id":"XXX"},{"id":"C"}]}`;
    const asked = passage({ asks: 'GET sender/locations', from: EMSP, to: CPO });

    const copies = copiesIn({ ...asked, answer: { status: 200, body: UTF8.encode(answer) } });

    expect(copies).toHaveLength(1);
    expect(copies[0]).toMatchObject({ ids: ['A'], scope: 'private', method: 'PUT' });
    expect(new TextDecoder().decode(copies[0]?.body ?? new Uint8Array())).toBe(own);
    expect(partyKey(copies[0]?.owner ?? { countryCode: '', partyId: '' })).toBe('NL/CPO');
  });
});
