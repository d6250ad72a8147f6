import { beforeEach, describe, expect, it } from '@jest/globals';
import { jsonAnswer, JourneyWorld, type SeenReply } from '../../../../test/doubles/journey-world.js';
import { aSnapshot, partyId } from '../../../../test/support/builders.js';
import type { OcpiVersion } from '@busbar/ocpi';

const LAST_UPDATED = '2026-01-30T10:00:00Z';
const tariff = (owner: string, id: string, more: object): Record<string, unknown> => ({
  country_code: owner.slice(0, 2),
  party_id: owner.slice(3),
  id,
  currency: 'EUR',
  elements: [{ price_components: [{ type: 'ENERGY', price: 0.4, step_size: 1 }] }],
  last_updated: LAST_UPDATED,
  ...more,
});
const OLD = tariff('NL/OLD', 'T1', { min_price: { excl_vat: 1, incl_vat: 1.21 } });
const NEW = tariff('NL/NEW', 'T2', { min_price: { before_taxes: 2 }, tax_included: 'NO' });
const TAXED = tariff('NL/NEW', 'T3', { tax_included: 'YES' });

const cpo = (id: string, party: string, version: OcpiVersion) => ({
  id,
  parties: [`CPO ${party}`],
  offers: ['tariffs SENDER', 'sessions SENDER'],
  version,
});

let world: JourneyWorld;
beforeEach(() => {
  world = new JourneyWorld(
    aSnapshot(
      { id: 'emsp', parties: ['EMSP DE/MSP'], offers: ['tariffs RECEIVER'], version: '2.2.1' },
      cpo('new', 'NL/NEW', '2.3.0'),
      cpo('old', 'NL/OLD', '2.2.1'),
    ),
  );
});

const get = (module: string, query = ''): Promise<SeenReply> =>
  world.send({ target: `/ocpi/2.2.1/sender/${module}${query}`, to: 'XX/HUB' });
const dataOf = ({ text }: SeenReply): { id: string }[] => (JSON.parse(text) as { data: { id: string }[] }).data;

async function keep(version: OcpiVersion, owner: string, ...texts: readonly string[]): Promise<void> {
  const write = { scope: 'public', version, module: 'tariffs', type: '', method: 'PUT', atMs: 0 } as const;
  for (const text of texts) {
    const { id } = JSON.parse(text) as { id: string };
    await world.objects.keep([{ ...write, owner: partyId(owner), ids: [id], body: new TextEncoder().encode(text) }]);
  }
}

describe('a list of objects of several versions', () => {
  it('comes in the version of who asks, and what is of his own keeps its bytes', async () => {
    const spaced = JSON.stringify(OLD).replace('{', '{  ');
    await keep('2.2.1', 'NL/OLD', spaced);
    await keep('2.3.0', 'NL/NEW', JSON.stringify(NEW));
    const reply = await get('tariffs');
    expect(reply.text).toContain(spaced);
    expect(dataOf(reply)).toMatchObject([{ id: 'T2', min_price: { excl_vat: 2 } }, { id: 'T1' }]);
    expect(dataOf(reply)[0]).not.toHaveProperty('tax_included');
    expect(world.rows[0]?.why).toContain('translated from another OCPI version: NL/NEW');
  });

  it('leaves out what cannot be said, counts it, and its offsets stay what they were', async () => {
    await keep('2.3.0', 'NL/NEW', JSON.stringify(TAXED), JSON.stringify(NEW));
    await keep('2.2.1', 'NL/OLD', JSON.stringify(OLD));
    const first = await get('tariffs', '?limit=1');
    expect([dataOf(first), first.headers.get('x-total-count')]).toEqual([[], '3']);
    expect(first.headers.get('link')).toContain('offset=1&limit=1');
    expect(dataOf(await get('tariffs', '?offset=1&limit=1'))).toMatchObject([{ id: 'T2' }]);
    expect(dataOf(await get('tariffs', '?offset=2&limit=1'))).toMatchObject([{ id: 'T1' }]);
    expect(world.bridgeCounts.noted).toContainEqual(
      expect.objectContaining({ platformId: 'emsp', from: '2.3.0', to: '2.2.1', kind: 'left-out', object: 'Tariff' }),
    );
  });

  it('is asked of each party in its own version where the hub does not keep it', async () => {
    const session = (owner: string, id: string, more: object): Record<string, unknown> => ({
      country_code: owner.slice(0, 2),
      party_id: owner.slice(3),
      id,
      start_date_time: LAST_UPDATED,
      kwh: 1,
      cdr_token: { country_code: 'DE', party_id: 'MSP', uid: '1', type: 'RFID', contract_id: 'DE-MSP-C1' },
      auth_method: 'WHITELIST',
      location_id: 'LOC1',
      evse_uid: '1',
      connector_id: '1',
      currency: 'EUR',
      status: 'ACTIVE',
      last_updated: LAST_UPDATED,
      ...more,
    });
    world.answer = ({ platform }) => {
      const data =
        platform.id === 'new'
          ? [session('NL/NEW', 'S1', { total_cost: { before_taxes: 3 } })]
          : [session('NL/OLD', 'S2', { total_cost: { excl_vat: 4 } })];
      return jsonAnswer(200, { data, status_code: 1000, timestamp: LAST_UPDATED }, { 'x-total-count': '1' });
    };
    const reply = await get('sessions');
    expect(dataOf(reply)).toMatchObject([
      { id: 'S1', total_cost: { excl_vat: 3 } },
      { id: 'S2', total_cost: { excl_vat: 4 } },
    ]);
  });
});
