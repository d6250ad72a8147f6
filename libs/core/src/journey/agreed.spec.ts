import { describe, expect, it } from '@jest/globals';
import { JourneyWorld, type SeenReply, type WorldOptions } from '../../../../test/doubles/journey-world.js';
import { aPlatform } from '../../../../test/support/builders.js';
import { Agreements, type Agreement, type AgreementPolicy, type AgreementsExtras, type Block } from '../agreements.js';
import { RegistrySnapshot } from '../registry.js';

const BOTH = ['locations SENDER', 'locations RECEIVER', 'tokens RECEIVER', 'tokens SENDER'];
const PLATFORMS = [
  aPlatform({ id: 'cpo', parties: ['CPO NL/CPO', 'CPO NL/SIS'], offers: BOTH }),
  aPlatform({ id: 'emsp', parties: ['EMSP DE/MSP', 'EMSP DE/SIS'], offers: BOTH }),
  aPlatform({ id: 'third', parties: ['EMSP FR/EMP'], offers: BOTH }),
];

interface Agreed extends AgreementsExtras {
  readonly policy?: AgreementPolicy;
  readonly items?: readonly Agreement[];
  readonly blocks?: readonly Block[];
  readonly options?: WorldOptions;
}

function worldOf({ policy = 'closed', items = [], blocks = [], options = {}, ...extras }: Agreed): JourneyWorld {
  const agreements = new Agreements(policy, items, blocks, extras);
  return new JourneyWorld(new RegistrySnapshot(1, PLATFORMS, { agreements }), options);
}

function agreement(parties: Agreement['parties'], ...modules: readonly string[]): Agreement {
  return { parties, modules, fromMs: null, untilMs: null };
}

/** A GET of a list of the CPO, by the EMSP. */
function ask(
  world: JourneyWorld,
  module: string,
  { to = 'NL/CPO', from = 'DE/MSP' }: { readonly to?: string; readonly from?: string } = {},
): Promise<SeenReply> {
  return world.send({ by: 'emsp', target: `/ocpi/2.2.1/sender/${module}`, from, to });
}

const statusMessage = ({ text }: SeenReply): string =>
  (JSON.parse(text) as { readonly status_message: string }).status_message;

describe('a direct message', () => {
  it('reaches a receiver that may exchange its module with the sender', async () => {
    const world = worldOf({ items: [agreement(['DE/MSP', 'NL/CPO'], 'locations')] });
    expect((await ask(world, 'locations')).ocpi).toBe(1000);
    expect(world.requests).toHaveLength(1);
  });

  it('about another module is refused for want of an agreement, and nothing is sent', async () => {
    const world = worldOf({ items: [agreement(['DE/MSP', 'NL/CPO'], 'locations')] });
    const reply = await ask(world, 'tokens');
    expect([reply.status, reply.ocpi, statusMessage(reply)]).toEqual([
      200,
      4003,
      'nothing was sent: DE/MSP and NL/CPO have no agreement about tokens',
    ]);
    expect(world.requests).toEqual([]);
  });

  it('to a party that the sender may not know of is answered word for word as one to nobody', async () => {
    const world = worldOf({});
    const hidden = await ask(world, 'locations', { to: 'NL/CPO' });
    const unknown = await ask(world, 'locations', { to: 'NL/NUL' });
    expect([hidden.status, hidden.ocpi]).toEqual([200, 4001]);
    expect(statusMessage(hidden)).toBe(statusMessage(unknown).replace('NL/NUL', 'NL/CPO'));
    expect([...hidden.headers.keys()]).toEqual([...unknown.headers.keys()]);
    expect(world.rows.map(({ why }) => why.replace(/NL\/\w+/, ''))[0]).toBe(world.rows[1]?.why.replace(/NL\/\w+/, ''));
  });

  it('to a party that ClientInfo shows as planned is refused for want of an agreement', async () => {
    expect((await ask(worldOf({ withoutAgreement: 'planned' }), 'locations')).ocpi).toBe(4003);
  });

  it('to a party that another party of the platform may talk to is refused for want of an agreement', async () => {
    const world = worldOf({ items: [agreement(['DE/SIS', 'NL/CPO'], 'tokens')] });
    expect((await ask(world, 'locations')).ocpi).toBe(4003);
  });

  it('to a party of the same platform without agreement is refused for want of one', async () => {
    expect((await ask(worldOf({}), 'locations', { to: 'DE/SIS' })).ocpi).toBe(4003);
  });

  it.each(['DE/MSP', 'NL/CPO'])('stops at a block by %s, in a hub that is open to everybody else', async (by) => {
    const blocked = by === 'DE/MSP' ? 'NL/CPO' : 'DE/MSP';
    const world = worldOf({ policy: 'open', blocks: [{ by, blocked, sinceMs: 0 }] });
    expect((await ask(world, 'locations')).ocpi).toBe(4003);
    expect((await ask(world, 'locations', { to: 'NL/SIS' })).ocpi).toBe(1000);
    expect((await ask(world, 'locations', { from: 'DE/SIS' })).ocpi).toBe(1000);
  });
});

describe('a broadcast', () => {
  it('is owed to those who may exchange its module with the sender, and to nobody else', async () => {
    const world = worldOf({
      items: [agreement(['NL/CPO', 'DE/MSP'], 'locations'), agreement(['NL/CPO', 'FR/EMP'], 'tokens')],
    });
    const target = '/ocpi/2.2.1/receiver/locations/NL/CPO/L1';
    const body = '{"id":"L1","last_updated":"2026-01-30T00:00:00Z"}';
    const reply = await world.send({ by: 'cpo', method: 'PUT', target, from: 'NL/CPO', to: 'XX/HUB', body });
    expect(reply.ocpi).toBe(1000);
    expect(world.deliveries.all().map(({ to }) => to && `${to.countryCode}/${to.partyId}`)).toEqual(['DE/MSP']);
  });
});

describe('a push that belongs to another role', () => {
  const push = (world: JourneyWorld): Promise<SeenReply> =>
    world.send({
      by: 'emsp',
      method: 'PUT',
      target: '/ocpi/2.2.1/receiver/locations/DE/MSP/L1',
      from: 'DE/MSP',
      to: 'NL/CPO',
      body: '{"id":"L1"}',
    });
  const said = 'DE/MSP as EMSP pushes Locations; CPO and NAP push Locations';

  it('goes its way where nobody looks', async () => {
    const world = worldOf({ policy: 'open', options: { roleRules: 'off' } });
    expect([(await push(world)).ocpi, world.defects]).toEqual([1000, []]);
  });

  it('goes its way and counts as a defect of its platform where it is recorded', async () => {
    const world = worldOf({ policy: 'open', options: { roleRules: 'record' } });
    expect((await push(world)).ocpi).toBe(1000);
    expect(world.defects).toEqual([{ platformId: 'emsp', kind: 'role-rule', detail: said }]);
  });

  it('is refused, naming role and rule, where the operator wants that', async () => {
    const world = worldOf({ policy: 'open', options: { roleRules: 'refuse' } });
    const reply = await push(world);
    expect([reply.status, reply.ocpi, statusMessage(reply)]).toEqual([200, 2001, said]);
    expect([world.requests, world.defects]).toEqual([[], []]);
  });
});
