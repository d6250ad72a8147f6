import { describe, expect, it } from '@jest/globals';
import { OCPI_STATUS, type InterfaceRole } from '@busbar/ocpi';
import { aSnapshot, partyId, type PlatformSketch } from '../../../../test/support/builders.js';
import type { RegistrySnapshot } from '../registry.js';
import type { Addressed, DirectPlan, Plan } from './message.js';
import { isRefusal, statusOf, type Refusal } from './refusal.js';
import { resolve } from './resolve.js';

const CPO: PlatformSketch = {
  id: 'cpo',
  parties: ['CPO NL/CPO'],
  offers: ['locations SENDER', 'tokens RECEIVER', 'commands RECEIVER'],
};
const EMSP: PlatformSketch = {
  id: 'emsp',
  parties: ['EMSP DE/MSP'],
  offers: ['locations RECEIVER', 'tokens SENDER', 'cdrs RECEIVER'],
};

interface Sent {
  readonly by?: string;
  readonly from?: string;
  readonly to?: string | null;
  readonly method?: string;
  /** `tokens RECEIVER /NL/TNM/1` */
  readonly on?: string;
  readonly query?: string;
}

function send(snapshot: RegistrySnapshot, sent: Sent): Plan | Refusal {
  const platform = snapshot.platform(sent.by ?? 'emsp');
  if (platform === null) throw new Error('the sender is not in the registry');
  const [module = '', interfaceRole = '', rest = ''] = (sent.on ?? 'locations SENDER').split(' ');
  const from = partyId(sent.from ?? 'DE/MSP');
  const message: Parameters<typeof resolve>[0] = {
    raw: { method: sent.method ?? 'GET', target: '', headers: {}, remoteAddress: '', readBody: () => null },
    id: '1',
    atMs: 0,
    startedAt: 0,
    requestId: 'r',
    correlationId: 'c',
    snapshot,
    holder: { platform, purpose: 'connection' },
    platform,
    version: '2.2.1',
    address: { kind: 'module', interfaceRole: interfaceRole as InterfaceRole, module, rest },
    query: sent.query ?? null,
    from,
    to: sent.to === null ? null : partyId(sent.to ?? 'NL/CPO'),
  } satisfies Addressed;
  return resolve(message, { hub: partyId('XX/HUB'), statusOf: (candidate) => candidate.status });
}

function planOf(snapshot: RegistrySnapshot, sent: Sent): DirectPlan {
  const plan = send(snapshot, sent);
  if (isRefusal(plan) || plan.kind !== 'direct') throw new Error(isRefusal(plan) ? plan.message : plan.why);
  return plan;
}

/** Whom a broadcast is owed to, as `platform PARTY`, in no order. */
function owedTo(snapshot: RegistrySnapshot, sent: Sent): readonly string[] {
  const plan = send(snapshot, { to: 'XX/HUB', ...sent });
  if (isRefusal(plan) || plan.kind !== 'broadcast') throw new Error(isRefusal(plan) ? plan.message : plan.why);
  return plan.receivers.map(({ platform, party }) => `${platform.id} ${party.key}`).sort();
}

function refusalOf(snapshot: RegistrySnapshot, sent: Sent): { http: number; ocpi: number; message: string } {
  const refusal = send(snapshot, sent);
  if (!isRefusal(refusal)) throw new Error(`planned: ${refusal.why}`);
  return { ...statusOf(refusal.kind), message: refusal.message };
}

describe('a message addressed to another party', () => {
  it('goes to the endpoint that the platform of that party published, rest and query as they were sent', () => {
    const plan = planOf(aSnapshot(CPO, EMSP), { on: 'locations SENDER /LOC%201', query: 'x=%20' });
    expect(plan.url).toBe('https://cpo.example/ocpi/sender/locations/LOC%201?x=%20');
    expect(plan.receiver.party.key).toBe('NL/CPO');
  });

  it('finds the party however its ids are written, and keeps that spelling', () => {
    expect(planOf(aSnapshot(CPO, EMSP), { to: 'nl/cPo' }).receiver.id).toEqual(partyId('nl/cPo'));
  });

  it('may be to a party of its own platform', () => {
    const both = { ...CPO, id: 'both', parties: ['CPO NL/CPO', 'EMSP DE/MSP'] };
    expect(planOf(aSnapshot(both), { by: 'both' }).receiver.party.key).toBe('NL/CPO');
  });
});

describe('a party id with several roles', () => {
  const CPO_SIDE: PlatformSketch = { ...CPO, id: 'one', parties: ['CPO NL/TWO'] };
  const EMSP_SIDE: PlatformSketch = { ...EMSP, id: 'two', parties: ['EMSP NL/TWO'] };
  const snapshot = aSnapshot(CPO_SIDE, EMSP_SIDE, EMSP, CPO);

  it.each([
    ['locations SENDER', 'one'],
    ['tokens RECEIVER /DE/MSP/1', 'one'],
    ['commands RECEIVER /START_SESSION', 'one'],
    ['tokens SENDER /1/authorize', 'two'],
    ['cdrs RECEIVER', 'two'],
  ])('on two platforms is told apart by the interface: %s goes to platform %s', (on, platformId) => {
    expect(planOf(snapshot, { to: 'NL/TWO', on, method: 'POST' }).receiver.platform.id).toBe(platformId);
  });

  it('on one platform is the role that plays the interface', () => {
    const both: PlatformSketch = {
      id: 'both',
      parties: ['EMSP NL/TWO', 'CPO NL/TWO'],
      offers: ['tokens RECEIVER', 'tokens SENDER'],
    };
    const on = (text: string): string => planOf(aSnapshot(both, EMSP), { to: 'NL/TWO', on: text }).receiver.party.role;
    expect([on('tokens RECEIVER'), on('tokens SENDER')]).toEqual(['CPO', 'EMSP']);
  });

  it('prefers EMSP, NSP, NAP, SCSP, OTHER in that order where any would do', () => {
    const roles = ['OTHER', 'SCSP', 'NAP', 'NSP', 'EMSP'];
    const chosen = roles.map((_role, index) => {
      const parties = roles.slice(0, index + 1).map((role) => `${role} NL/TWO`);
      const platform: PlatformSketch = { id: 'many', parties, offers: ['locations RECEIVER'] };
      const sent = { by: 'cpo', from: 'NL/CPO', to: 'NL/TWO', on: 'locations RECEIVER' };
      return planOf(aSnapshot(platform, CPO), sent).receiver.party.role;
    });
    expect(chosen).toEqual(roles);
  });

  it('falls back to the platform that is connected', () => {
    const offline: PlatformSketch = { ...EMSP_SIDE, id: 'away', parties: ['NSP NL/TWO'], status: 'OFFLINE' };
    const online: PlatformSketch = { ...EMSP_SIDE, id: 'here', parties: ['OTHER NL/TWO'] };
    const sent = { by: 'cpo', from: 'NL/CPO', to: 'NL/TWO', on: 'locations RECEIVER' };
    expect(planOf(aSnapshot(offline, online, CPO), sent).receiver.platform.id).toBe('here');
  });
});

describe('a message that goes nowhere', () => {
  const snapshot = aSnapshot(CPO, EMSP);

  it('to an unknown party is 4001', () => {
    expect(refusalOf(snapshot, { to: 'FR/NOP' })).toMatchObject({ http: 200, ocpi: OCPI_STATUS.unknownReceiver });
  });

  it('to its own sender is 4001', () => {
    expect(refusalOf(snapshot, { to: 'de/msp' }).ocpi).toBe(OCPI_STATUS.unknownReceiver);
  });

  it.each(['PLANNED', 'OFFLINE', 'SUSPENDED'] as const)('to a %s party is 4003', (status) => {
    const away = aSnapshot({ ...CPO, status }, EMSP);
    expect(refusalOf(away, {})).toMatchObject({ http: 200, ocpi: OCPI_STATUS.connectionProblem });
  });

  it('to a party that never registered is 4003', () => {
    expect(refusalOf(aSnapshot({ ...CPO, offers: null, status: 'PLANNED' }, EMSP), {}).ocpi).toBe(4003);
  });

  it('to a module that the platform does not offer is 4003 and names module and interface', () => {
    const refusal = refusalOf(snapshot, { on: 'sessions SENDER' });
    expect(refusal).toMatchObject({ http: 200, ocpi: OCPI_STATUS.connectionProblem });
    expect(refusal.message).toContain('SENDER interface of sessions');
  });

  it('to a party on another OCPI version is refused only where that version has no such module', () => {
    expect(isRefusal(send(aSnapshot({ ...CPO, version: '2.3.0' }, EMSP), {}))).toBe(false);
    const refusal = refusalOf(aSnapshot({ ...CPO, version: '2.1.1', offers: ['cdrs SENDER'] }, EMSP), {});
    expect(refusal).toMatchObject({ http: 200, ocpi: OCPI_STATUS.connectionProblem });
  });

  it('from a platform whose registration is not complete yet is 4003', () => {
    const refusal = refusalOf(aSnapshot(CPO, { ...EMSP, offers: null }), {});
    expect(refusal).toMatchObject({ http: 200, ocpi: OCPI_STATUS.connectionProblem });
    expect(refusal.message).toContain('your registration is not complete');
  });
});

describe('a push of an object', () => {
  const snapshot = aSnapshot(CPO, EMSP);
  const push = (on: string, method = 'PUT'): Plan | Refusal => send(snapshot, { method, on });

  it.each(['PUT', 'PATCH', 'DELETE'])('of another platform is 404 with 2001 on %s', (method) => {
    const refusal = push('tokens RECEIVER /NL/CPO/1', method);
    expect(isRefusal(refusal) && statusOf(refusal.kind)).toEqual({ http: 404, ocpi: 2001 });
  });

  it('without an owner in its URL is 404 with 2001', () => {
    const refusal = push('tokens RECEIVER /1');
    expect(isRefusal(refusal) && statusOf(refusal.kind)).toEqual({ http: 404, ocpi: 2001 });
  });

  it('of its own passes however the owner is written', () => {
    expect(isRefusal(push('tokens RECEIVER /de/m%53p/1'))).toBe(false);
  });

  it('may be read by anybody', () => {
    expect(isRefusal(push('tokens RECEIVER /NL/CPO/1', 'GET'))).toBe(false);
  });
});

describe('a push addressed to the hub', () => {
  const receives = (id: string, party: string, offers = ['locations RECEIVER', 'tokens RECEIVER']): PlatformSketch => ({
    id,
    parties: [party],
    offers,
  });
  const everybody = [
    receives('cpo', 'CPO NL/CPO'),
    receives('cpo2', 'CPO NL/CP2'),
    receives('emsp', 'EMSP DE/MSP'),
    receives('nsp', 'NSP DE/NSP'),
    receives('nap', 'NAP DE/NAP'),
    receives('scsp', 'SCSP DE/SCS'),
    receives('other', 'OTHER DE/OTH'),
  ];
  const all = aSnapshot(...everybody);
  const pushed = (by: string, from: string, on = `locations RECEIVER /${from}/L1`): Sent => ({
    by,
    from,
    on,
    method: 'PUT',
  });

  it.each([
    ['cpo', 'NL/CPO', ['emsp DE/MSP', 'nap DE/NAP', 'nsp DE/NSP', 'other DE/OTH']],
    ['emsp', 'DE/MSP', ['cpo NL/CPO', 'cpo2 NL/CP2']],
    ['other', 'DE/OTH', ['cpo NL/CPO', 'cpo2 NL/CP2']],
    ['nap', 'DE/NAP', ['emsp DE/MSP', 'nsp DE/NSP', 'other DE/OTH']],
    ['scsp', 'DE/SCS', []],
  ])('by %s is owed to every party of an opposite role', (by, from, owed) => {
    expect(owedTo(all, pushed(by, from))).toEqual(owed);
  });

  it.each(['PUT', 'PATCH', 'DELETE'])(
    'is broadcast on %s of locations, tariffs, tokens and custom modules',
    (method) => {
      const offers = ['locations RECEIVER', 'tariffs RECEIVER', 'tokens RECEIVER', 'x-parking RECEIVER'];
      const snapshot = aSnapshot(receives('cpo', 'CPO NL/CPO', offers), receives('emsp', 'EMSP DE/MSP', offers));
      for (const module of ['locations', 'tariffs', 'tokens', 'x-parking']) {
        expect(owedTo(snapshot, { ...pushed('cpo', 'NL/CPO', `${module} RECEIVER /NL/CPO/1`), method })).toEqual([
          'emsp DE/MSP',
        ]);
      }
    },
  );

  it('reaches platforms of any version that offer the Receiver interface and are not suspended', () => {
    const snapshot = aSnapshot(
      receives('cpo', 'CPO NL/CPO'),
      receives('offline', 'EMSP DE/OFF'),
      { ...receives('away', 'EMSP DE/AWY'), status: 'OFFLINE' },
      { ...receives('suspended', 'EMSP DE/SUS'), status: 'SUSPENDED' },
      { ...receives('other-version', 'EMSP DE/VER'), version: '2.3.0' },
      receives('no-interface', 'EMSP DE/NOI', ['tokens SENDER']),
    );
    expect(owedTo(snapshot, pushed('cpo', 'NL/CPO'))).toEqual([
      'away DE/AWY',
      'offline DE/OFF',
      'other-version DE/VER',
    ]);
  });

  it('never goes back to the pair that sent it, but to other parties of its platform', () => {
    const both = { ...receives('both', 'CPO NL/CPO'), parties: ['CPO NL/CPO', 'EMSP NL/CPO', 'EMSP NL/MSP'] };
    expect(owedTo(aSnapshot(both), pushed('both', 'NL/CPO'))).toEqual(['both NL/MSP']);
  });

  it('is one request for a pair with two receiving roles on one platform', () => {
    const two = { ...receives('two', 'EMSP DE/TWO'), parties: ['EMSP DE/TWO', 'NSP DE/TWO'] };
    expect(owedTo(aSnapshot(receives('cpo', 'CPO NL/CPO'), two), pushed('cpo', 'NL/CPO'))).toEqual(['two DE/TWO']);
  });

  it('is broadcast also where a platform means the hub by addressing itself', () => {
    const quirky = { ...receives('cpo', 'CPO NL/CPO'), settings: { to_self_is_hub: true } };
    const snapshot = aSnapshot(quirky, receives('emsp', 'EMSP DE/MSP'));
    expect(owedTo(snapshot, { ...pushed('cpo', 'NL/CPO'), to: 'nl/cpo' })).toEqual(['emsp DE/MSP']);
  });

  it('says in its reason who told whom, and that no receiver was named where that is so', () => {
    const reason = (to: string | null): string => {
      const plan = send(all, { ...pushed('cpo', 'NL/CPO'), to });
      return isRefusal(plan) ? plan.message : plan.why;
    };
    expect(reason('XX/HUB')).toBe('broadcast of CPO NL/CPO to 4 parties of opposite roles');
    expect(reason(null)).toBe(`push of public locations without a receiver: ${reason('XX/HUB')}`);
  });
});

describe('a message that is routed the wrong way', () => {
  const snapshot = aSnapshot(CPO, EMSP);

  it.each([
    {
      to: 'XX/HUB',
      on: 'locations RECEIVER /NL/CPO/1',
      method: 'GET',
      text: 'name the party whose copy is wanted in OCPI-to-*',
    },
    { to: 'XX/HUB', on: 'locations SENDER /1', method: 'GET', text: 'leave OCPI-to-* out' },
    { to: 'XX/HUB', on: 'tokens SENDER /1/authorize', method: 'POST', text: 'leave OCPI-to-* out' },
    { to: 'XX/HUB', on: 'commands SENDER', method: 'GET', text: 'name the one party' },
    { to: null, on: 'locations RECEIVER', method: 'GET', text: 'name the party in OCPI-to-*' },
  ])('to $to as $on with $method is told what to send instead', ({ to, on, method, text }) => {
    const refusal = refusalOf(snapshot, { to, on, method });
    expect(refusal).toMatchObject({ http: 200, ocpi: OCPI_STATUS.invalidParameters });
    expect(refusal.message).toContain(text);
  });
});

describe('a push to a receiver that cannot be reached', () => {
  const away: PlatformSketch = {
    ...EMSP,
    status: 'OFFLINE',
    offers: ['sessions RECEIVER', 'cdrs RECEIVER', 'commands RECEIVER'],
  };
  const sent = (on: string, method: string): Sent => ({ by: 'cpo', from: 'NL/CPO', to: 'DE/MSP', on, method });

  it('is held where the operator switched that on for its platform and the module', () => {
    const snapshot = aSnapshot(CPO, { ...away, settings: { store_and_forward: ['sessions', 'cdrs'] } });
    const kinds = [
      sent('sessions RECEIVER /NL/CPO/1', 'PUT'),
      sent('sessions RECEIVER /NL/CPO/1', 'PATCH'),
      sent('cdrs RECEIVER', 'POST'),
    ];
    expect(kinds.map((each) => send(snapshot, each)).map((plan) => (isRefusal(plan) ? 'refused' : plan.kind))).toEqual([
      'held',
      'held',
      'held',
    ]);
  });

  it('is 4003 otherwise, and so is everything that must be answered now', () => {
    expect(refusalOf(aSnapshot(CPO, away), sent('sessions RECEIVER /NL/CPO/1', 'PUT')).ocpi).toBe(4003);
    const snapshot = aSnapshot(CPO, { ...away, settings: { store_and_forward: ['sessions', 'cdrs'] } });
    for (const [on, method] of [
      ['sessions RECEIVER /NL/CPO/1', 'GET'],
      ['sessions SENDER /1/charging_preferences', 'PUT'],
      ['commands RECEIVER /START_SESSION', 'POST'],
    ] as const) {
      expect(refusalOf(snapshot, sent(on, method)).ocpi).toBe(4003);
    }
  });
});
