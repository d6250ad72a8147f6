import { describe, expect, it } from '@jest/globals';
import { aPlatform, partyId } from '../../../../test/support/builders.js';
import { copiesIn } from './copies-in.js';
import { factsIn } from './facts-in.js';
import type { Passage } from './passage.js';

// Bodies are the examples of OCPI 2.1.1, cut to what tells of owners: none of them names one.
const CPO = aPlatform({ id: 'cpo', parties: ['CPO BE/BEC'], version: '2.1.1' });
const EMSP = aPlatform({ id: 'emsp', parties: ['EMSP NL/TNM'], version: '2.1.1' });
const LOCATION = { id: 'LOC1', evses: [{ uid: '3256', evse_id: 'BE-BEC-E041503003' }] };

type Said = Partial<Omit<Passage, 'request' | 'answer'>> & { readonly request?: unknown; readonly answer?: unknown };

function passage(by: 'cpo' | 'emsp', said: Said): Passage {
  const [platform, other] = by === 'cpo' ? [CPO, EMSP] : [EMSP, CPO];
  const [asker, answerer] = by === 'cpo' ? (['BE/BEC', 'NL/TNM'] as const) : (['NL/TNM', 'BE/BEC'] as const);
  const [party] = other.parties;
  if (party === undefined) throw new Error('it has one');
  const bytes = (json: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(json));
  const { request, answer, ...rest } = said;
  return {
    ...{ version: '2.1.1', module: '', interfaceRole: 'RECEIVER', method: 'PUT', rest: '', query: null },
    ...{ from: asker, platform, receiver: { id: partyId(answerer), party, platform: other }, atMs: 0 },
    ...rest,
    request: request === undefined ? null : bytes(request),
    answer: { status: 200, body: bytes({ status_code: 1000, data: answer }) },
  };
}

const told = (by: 'cpo' | 'emsp', said: Said): readonly string[] =>
  factsIn(passage(by, said)).map(({ kind, id, owner }) => `${kind} ${id} of ${owner}`);

describe('what OCPI 2.1.1 tells of owners', () => {
  it('is the auth_id of a Token', () => {
    const request = { uid: '012345678', type: 'RFID', auth_id: 'DE8ACC12E46L89' };
    expect(told('emsp', { module: 'tokens', rest: '/NL/TNM/012345678', request })).toEqual([
      'token 012345678 of NL/TNM',
      'contract DE8ACC12E46L89 of NL/TNM',
    ]);
  });

  it('is the Location in a Session, and whose auth_id the taker took it with', () => {
    const request = { id: '101', auth_id: 'DE8ACC12E46L89', location: LOCATION };
    expect(told('cpo', { module: 'sessions', rest: '/BE/BEC/101', request })).toEqual([
      'session 101 of BE/BEC',
      'location LOC1 of BE/BEC',
      'evse 3256 of BE/BEC',
      'evse-id BE-BEC-E041503003 of BE/BEC',
      'session-emsp BE/BEC 101 of NL/TNM',
      'contract DE8ACC12E46L89 of NL/TNM',
    ]);
  });

  it('is the same in a CDR', () => {
    const request = { id: '12345', auth_id: 'DE8ACC12E46L89', location: LOCATION };
    expect(told('cpo', { module: 'cdrs', method: 'POST', request })).toEqual([
      'cdr 12345 of BE/BEC',
      'location LOC1 of BE/BEC',
      'evse 3256 of BE/BEC',
      'evse-id BE-BEC-E041503003 of BE/BEC',
      'contract DE8ACC12E46L89 of NL/TNM',
    ]);
  });

  const authorize = { module: 'tokens', interfaceRole: 'SENDER', method: 'POST', rest: '/0011/authorize' } as const;

  it.each(['ALLOWED', 'BLOCKED', 'EXPIRED', 'NO_CREDIT'])('is who says %s of a Token', (allowed) => {
    expect(told('cpo', { ...authorize, answer: { allowed } })).toEqual(['token 0011 of NL/TNM']);
  });

  it('is not who says NOT_ALLOWED, as is said of Tokens that nobody knows', () => {
    expect(told('cpo', { ...authorize, answer: { allowed: 'NOT_ALLOWED' } })).toEqual([]);
  });
});

describe('the copy of an object that a party of OCPI 2.1.1 answers with', () => {
  it('is that party’s own', () => {
    const get = { module: 'locations', interfaceRole: 'SENDER', method: 'GET', rest: '/LOC1' } as const;
    expect(copiesIn(passage('emsp', { ...get, answer: LOCATION }))).toMatchObject([
      { owner: { countryCode: 'BE', partyId: 'BEC' }, ids: ['LOC1'], version: '2.1.1', scope: 'private' },
    ]);
  });
});
