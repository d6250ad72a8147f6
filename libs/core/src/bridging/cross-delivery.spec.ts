import { describe, expect, test } from '@jest/globals';
import { LaneWorld } from '../../../../test/doubles/lane-world.js';
import { aPlatform, partyId } from '../../../../test/support/builders.js';
import type { DeliveryContent } from '../delivery/delivery.js';
import type { Platform } from '../registry.js';
import type { DeliveryReceiver } from './cross-delivery.js';

const LAST_UPDATED = '2026-01-30T10:00:00Z';
const LOCATION = {
  country_code: 'NL',
  party_id: 'CPO',
  id: 'LOC1',
  publish: true,
  address: 'A 1',
  city: 'C',
  country: 'NLD',
  coordinates: { latitude: '52.100000', longitude: '4.200000' },
  time_zone: 'Europe/Amsterdam',
  parking_type: 'ON_STREET',
  last_updated: LAST_UPDATED,
};
const CONNECTOR = {
  ...{ id: '1', standard: 'IEC_62196_T2', format: 'SOCKET', power_type: 'AC_3_PHASE' },
  ...{ max_voltage: 230, max_amperage: 16, last_updated: LAST_UPDATED },
};

const contentOf = (body: unknown, change: Partial<DeliveryContent> = {}): DeliveryContent => ({
  messageId: '019c-1',
  correlationId: 'c-1',
  version: '2.2.1',
  module: 'locations',
  interfaceRole: 'RECEIVER',
  method: 'PUT',
  rest: '/NL/CPO/LOC1',
  query: null,
  contentType: 'application/json; charset=utf-8',
  body: new TextEncoder().encode(JSON.stringify(body)),
  from: partyId('XX/HUB'),
  ...change,
});
const platform = (id: string, bridgeDefaults: Record<string, unknown> = {}): Platform =>
  aPlatform({ id, parties: ['EMSP DE/MSP'], offers: [], settings: { bridge_defaults: bridgeDefaults } });
const receiver = (id: string, version: DeliveryReceiver['version'] = '2.1.1'): DeliveryReceiver => ({
  platform: platform(id),
  version,
  to: partyId('DE/MSP'),
});
const read = (body: Uint8Array | null): unknown => JSON.parse(new TextDecoder().decode(body ?? undefined));

describe('a delivery to a platform on another version', () => {
  test('says the same in its version, and nothing else of it changes', async () => {
    const { crossings } = new LaneWorld();
    const content = contentOf(LOCATION);
    const crossed = await crossings.cross(content, receiver('old'));
    if (crossed === 'database-lost' || crossed.kind !== 'content') throw new Error('it did not cross');
    const { body, ...rest } = crossed.content;
    expect(rest).toEqual({ ...content, version: '2.1.1', contentType: 'application/json', body: undefined });
    const said = read(body);
    expect(said).toMatchObject({ id: 'LOC1', type: 'ON_STREET', time_zone: 'Europe/Amsterdam' });
    expect(said).not.toHaveProperty('publish');
    expect(said).not.toHaveProperty('country_code');
  });

  test('is translated once for all platforms of a version, and counted for each', async () => {
    const { crossings, bridgeCounts } = new LaneWorld();
    const { parking_type: _, ...without } = LOCATION;
    const first = await crossings.cross(contentOf(without), receiver('one'));
    const again = await crossings.cross(contentOf(without), receiver('two'));
    expect(again).toBe(first);
    const typed = bridgeCounts.noted.filter(({ kind, field }) => kind === 'filled' && field === 'type');
    expect(typed.map(({ platformId }) => platformId)).toEqual(['one', 'two']);
    expect(await crossings.cross(contentOf(without), receiver('three', '2.3.0'))).not.toBe(first);
  });

  test('is none where it must not reach it: a Location that is not to be published has not failed', async () => {
    const { crossings } = new LaneWorld();
    const crossed = await crossings.cross(contentOf({ ...LOCATION, publish: false }), receiver('old'));
    expect(crossed).toMatchObject({ kind: 'withheld', reason: expect.stringContaining('must not be published') });
  });

  test('takes back a Location that was published and must not be any more: its EVSEs are REMOVED, which is counted', async () => {
    const { crossings, bridgeMemory, bridgeCounts } = new LaneWorld();
    const evse = { uid: 'E1', status: 'AVAILABLE', connectors: [CONNECTOR], last_updated: LAST_UPDATED };
    const published = { ...LOCATION, evses: [evse] };
    const wanted = { kind: 'published-location', owner: partyId('NL/CPO'), id: 'LOC1' } as const;
    bridgeMemory.see(wanted, { version: '2.2.1', value: published });

    const hidden = { ...published, publish: false, address: 'B 2', last_updated: '2026-01-30T11:00:00Z' };
    const crossed = await crossings.cross(contentOf(hidden), receiver('old'));

    if (crossed === 'database-lost' || crossed.kind !== 'content') throw new Error('it did not cross');
    expect(read(crossed.content.body)).toMatchObject({
      ...{ id: 'LOC1', address: 'A 1', last_updated: '2026-01-30T11:00:00Z' },
      evses: [{ uid: 'E1', status: 'REMOVED' }],
    });
    expect(bridgeCounts.noted).toContainEqual(
      expect.objectContaining({ platformId: 'old', kind: 'replaced', object: 'Location', field: 'publish' }),
    );
  });

  test('is undeliverable, with path and reason, where it cannot be said, and for a custom module', async () => {
    const { crossings } = new LaneWorld();
    const { coordinates: _, ...nowhere } = LOCATION;
    const crossed = await crossings.cross(contentOf(nowhere), receiver('old'));
    expect(crossed).toMatchObject({ kind: 'undeliverable', reason: expect.stringContaining('$.coordinates') });
    const custom = await crossings.cross(contentOf({}, { module: 'x-extra' }), receiver('old'));
    expect(custom).toMatchObject({ kind: 'undeliverable', reason: expect.stringContaining('x-extra') });
  });

  test('is translated anew after it could not be said: what was missing may have been seen since', async () => {
    const { crossings, bridgeMemory } = new LaneWorld();
    const session = {
      ...{ country_code: 'NL', party_id: 'CPO', id: 'S1', start_date_time: LAST_UPDATED, kwh: 0 },
      cdr_token: { country_code: 'DE', party_id: 'MSP', uid: '1', type: 'RFID', contract_id: 'DE-MSP-C1' },
      ...{ auth_method: 'WHITELIST', location_id: 'LOC1', evse_uid: 'E1', connector_id: '1', currency: 'EUR' },
      ...{ status: 'ACTIVE', last_updated: LAST_UPDATED },
    };
    const push = contentOf(session, { module: 'sessions', rest: '/NL/CPO/S1' });
    expect(await crossings.cross(push, receiver('old'))).toMatchObject({ kind: 'undeliverable' });

    bridgeMemory.see({ kind: 'location', owner: partyId('NL/CPO'), id: 'LOC1' }, { version: '2.2.1', value: LOCATION });

    expect(await crossings.cross(push, receiver('old'))).toMatchObject({ kind: 'content' });
  });

  test('says the type of a Token in the URL where its version wants it there', async () => {
    const { crossings } = new LaneWorld();
    const token = {
      uid: '1',
      type: 'OTHER',
      auth_id: 'DE-MSP-C1',
      issuer: 'MSP',
      valid: true,
      whitelist: 'NEVER',
      last_updated: LAST_UPDATED,
    };
    const push = contentOf(token, { version: '2.1.1', module: 'tokens', rest: '/DE/MSP/1' });
    const crossed = await crossings.cross(push, receiver('new', '2.2.1'));
    expect(crossed).toMatchObject({ kind: 'content', content: { rest: '/DE/MSP/1', query: 'type=OTHER' } });
  });

  test('waits where what it takes cannot be looked up', async () => {
    const { crossings, bridgeMemory } = new LaneWorld();
    bridgeMemory.isLost = true;
    const patch = contentOf({ name: 'N' }, { method: 'PATCH' });
    await expect(crossings.cross(patch, receiver('old'))).resolves.toBe('database-lost');
  });
});
