import { describe, expect, it } from '@jest/globals';
import { PARTY_ROLES, type InterfaceRole, type Role } from '@busbar/ocpi';
import { aSnapshot, partyId, type PlatformSketch } from '../../../../test/support/builders.js';
import { isRefusal, statusOf } from './refusal.js';
import { resolve } from './resolve.js';

/**
 * The decision table, written by hand from OCPI 2.2.1, Transport and format > Message routing, and compared with every combination of To
 * headers, method, interface, module, path and sender's role. A module is 2.3.0's, or a custom one that everybody offers.
 */
const MODULES = [
  'cdrs',
  'chargingprofiles',
  'commands',
  'invoicereconciliation',
  'locations',
  'sessions',
  'tariffs',
  'tokens',
  'x-parking',
] as const;
type Module = (typeof MODULES)[number];

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** Plans by a letter: direct, broadcast, open, gather; `-` is 2001, `o` the 404 with 2001 of a push whose URL names no owner. */
const LETTERS: Readonly<Record<string, string>> = {
  D: 'direct',
  B: 'broadcast',
  O: 'open',
  G: 'gather',
  '-': 'HTTP 200, OCPI 2001',
  o: 'HTTP 404, OCPI 2001',
};

type Grid = Readonly<Record<Module, string>>;

/** One column per method: GET POST PUT PATCH DELETE. `one` has a path below the module, `list` has none. */
const TABLE: Readonly<Record<'party' | 'hub' | 'nobody', Readonly<Record<string, Grid>>>> = {
  party: {
    'SENDER one': all('DDDDD'),
    'SENDER list': all('DDDDD'),
    'RECEIVER one': all('DDDDD'),
    'RECEIVER list': {
      ...all('DDDDD'),
      invoicereconciliation: 'DDooo',
      locations: 'DDooo',
      sessions: 'DDooo',
      tariffs: 'DDooo',
      tokens: 'DDooo',
    },
  },
  hub: {
    'SENDER one': all('-----'),
    'SENDER list': { ...all('G----'), chargingprofiles: '-----', commands: '-----', 'x-parking': '-----' },
    'RECEIVER one': {
      cdrs: '-OOOO',
      chargingprofiles: '-OOOO',
      commands: '-OOOO',
      invoicereconciliation: '-OOOO',
      locations: '-OBBB',
      sessions: '-OOOO',
      tariffs: '-OBBB',
      tokens: '-OBBB',
      'x-parking': '-OBBB',
    },
    'RECEIVER list': {
      cdrs: '-OOOO',
      chargingprofiles: '-OOOO',
      commands: '-OOOO',
      invoicereconciliation: '-Oooo',
      locations: '-Oooo',
      sessions: '-Oooo',
      tariffs: '-Oooo',
      tokens: '-Oooo',
      'x-parking': '-OBBB',
    },
  },
  nobody: {
    'SENDER one': all('OOOOO'),
    'SENDER list': { ...all('GOOOO'), chargingprofiles: '-OOOO', commands: '-OOOO', 'x-parking': '-OOOO' },
    'RECEIVER one': { ...all('OOOOO'), locations: 'OOBBB', tariffs: 'OOBBB', tokens: 'OOBBB' },
    'RECEIVER list': {
      ...all('-OOOO'),
      invoicereconciliation: '-Oooo',
      locations: '-Oooo',
      sessions: '-Oooo',
      tariffs: '-Oooo',
      tokens: '-Oooo',
    },
  },
};

/** Whom a role tells by a broadcast. OCPI 2.2.1, Broadcast Push; NAP follows from what it publishes, NSP and SCSP publish nothing. */
const TOLD: Readonly<Record<Role, readonly Role[]>> = {
  CPO: ['EMSP', 'NAP', 'NSP', 'OTHER'],
  EMSP: ['CPO'],
  OTHER: ['CPO'],
  NAP: ['EMSP', 'NSP', 'OTHER'],
  NSP: [],
  SCSP: [],
};

function all(row: string): Grid {
  return Object.fromEntries(MODULES.map((module) => [module, row])) as Grid;
}

const OFFERS = MODULES.flatMap((module) => [`${module} SENDER`, `${module} RECEIVER`]);
const platformOf = (role: Role): PlatformSketch => {
  return { id: role, parties: [`${role} NL/${role.slice(0, 3)}`], offers: OFFERS, version: '2.3.0' };
};
const TARGET: PlatformSketch = { id: 'target', parties: ['OTHER FR/TGT'], offers: OFFERS, version: '2.3.0' };
const SNAPSHOT = aSnapshot(TARGET, ...PARTY_ROLES.map(platformOf));

interface Combination {
  readonly to: 'party' | 'hub' | 'nobody';
  readonly method: string;
  readonly interfaceRole: InterfaceRole;
  readonly module: Module;
  readonly path: 'one' | 'list';
  readonly role: Role;
}

const ADDRESSES = { party: partyId('FR/TGT'), hub: partyId('XX/HUB'), nobody: null };

/** What `resolve` makes of it, and whom it tells where it is a broadcast. */
function plannedFor(
  { to, method, interfaceRole, module, path, role }: Combination,
  toSelfIsHub: boolean = false,
): { readonly plan: string; readonly told: readonly string[] | null } {
  const sender = SNAPSHOT.platform(role);
  if (sender === null) throw new Error(`nobody is ${role}`);
  const platform = { ...sender, settings: { ...sender.settings, to_self_is_hub: toSelfIsHub } };
  const from = partyId(`NL/${role.slice(0, 3)}`);
  const rest = path === 'list' ? '' : `/${from.countryCode}/${from.partyId}/1`;
  const plan = resolve(
    {
      raw: { method, target: '', headers: {}, remoteAddress: '', readBody: () => null },
      id: '1',
      atMs: 0,
      startedAt: 0,
      requestId: 'r',
      correlationId: 'c',
      snapshot: SNAPSHOT,
      holder: { platform, purpose: 'connection' },
      platform,
      version: '2.3.0',
      address: { kind: 'module', interfaceRole, module, rest },
      query: null,
      from,
      to: toSelfIsHub ? from : ADDRESSES[to],
    },
    { hub: partyId('XX/HUB'), statusOf: ({ status }) => status },
  );
  if (isRefusal(plan)) {
    const { http, ocpi } = statusOf(plan.kind);
    return { plan: `HTTP ${http}, OCPI ${ocpi}`, told: null };
  }
  const told = plan.kind === 'broadcast' ? plan.receivers.map(({ party }) => party.key).sort() : null;
  return { plan: plan.kind, told };
}

const COMBINATIONS: readonly Combination[] = (['party', 'hub', 'nobody'] as const).flatMap((to) =>
  (['SENDER', 'RECEIVER'] as const).flatMap((interfaceRole) =>
    (['one', 'list'] as const).flatMap((path) =>
      MODULES.flatMap((module) =>
        METHODS.flatMap((method) => PARTY_ROLES.map((role) => ({ to, interfaceRole, path, module, method, role }))),
      ),
    ),
  ),
);

function expectedFor({ to, method, interfaceRole, module, path, role }: Combination): ReturnType<typeof plannedFor> {
  const letter = TABLE[to][`${interfaceRole} ${path}`]?.[module].charAt(METHODS.indexOf(method as 'GET'));
  const plan = LETTERS[letter ?? ''] ?? 'not in the table';
  const named = TOLD[role].map((each) => `NL/${each.slice(0, 3)}`);
  // The target plays OTHER, too.
  const told = TOLD[role].includes('OTHER') ? [...named, 'FR/TGT'] : named;
  return { plan, told: plan === 'broadcast' ? [...told].sort() : null };
}

describe('every combination of To headers, method, interface, module, path and role', () => {
  it('is in the table', () => {
    expect(COMBINATIONS).toHaveLength(3 * 2 * 2 * 9 * 5 * 6);
  });

  describe.each(['party', 'hub', 'nobody'] as const)('addressed to %s', (to) => {
    it.each(MODULES)('%s goes as the table says', (module) => {
      const chosen = COMBINATIONS.filter((each) => each.to === to && each.module === module);
      const seen = chosen.map((each) => ({ ...each, ...plannedFor(each) }));
      expect(seen).toEqual(chosen.map((each) => ({ ...each, ...expectedFor(each) })));
    });
  });

  it('is the same for the hub and for the sender itself where a platform means the hub by it', () => {
    const toHub = COMBINATIONS.filter(({ to }) => to === 'hub');
    expect(toHub.map((each) => plannedFor(each, true))).toEqual(toHub.map((each) => expectedFor(each)));
  });
});
