// 2.1.1, Locations > Flow and Lifecycle: "A Location without valid EVSE objects can be considered as expired and should no longer be displayed".
import { describe, expect, it } from '@jest/globals';
import type { OcpiVersion } from '@busbar/ocpi';
import {
  endpointOf,
  EVSE_2_1_1,
  EVSE_2_2,
  LOCATION_2_1_1,
  LOCATION_2_2,
  NOTHING_SEEN,
  passage,
} from '../../../../test/support/bridge-rig.js';
import type { JsonObject, Known, Wanted } from '../bridge.js';

describe('a Location that is withdrawn, towards a party of 2.1.1,', () => {
  const LATER = '2026-02-01T12:00:00Z';
  const OTHER = { ...EVSE_2_2, uid: 'E2', evse_id: 'NL*ABC*E2' };
  const published = { ...LOCATION_2_2, evses: [EVSE_2_2, OTHER] };
  const hidden = { ...published, publish: false, name: 'Private', evses: [EVSE_2_2], last_updated: LATER };
  const told = (uid: string) => ({
    ...{ ...EVSE_2_1_1, uid, evse_id: `NL*ABC*${uid}` },
    ...{ status: 'REMOVED', last_updated: LATER },
  });
  /** What the hub knows: how it was published, and how it is now. */
  const seen = (was: JsonObject | undefined, is: JsonObject = hidden, version: OcpiVersion = '2.2') => ({
    ...NOTHING_SEEN,
    seen: ({ kind }: Wanted) => {
      const value = kind === 'published-location' ? was : kind === 'location' ? is : undefined;
      return value && { version, value };
    },
  });
  const push = async (method: string, body: JsonObject, known: Known) =>
    (await passage('2.2', '2.1.1')).request(endpointOf(`RECEIVER ${method} locations/NL/ABC/LOC1`), body, known);

  it('is told once more as it was published, with all EVSEs REMOVED and nothing of what it is now', async () => {
    const made = await push('PUT', hidden, seen(published));
    expect(made).toMatchObject({
      kind: 'translated',
      body: { ...LOCATION_2_1_1, evses: [told('E1'), told('E2')], last_updated: LATER },
    });
    expect(made.notes).toContainEqual(
      expect.objectContaining({ kind: 'replaced', object: 'Location', field: 'publish' }),
    );
  });

  it('by a PATCH is told of its EVSEs and its date alone', async () => {
    const patch = { publish: false, name: 'Private', last_updated: LATER };
    expect(await push('PATCH', patch, seen(published))).toMatchObject({
      body: { evses: [told('E1'), told('E2')], last_updated: LATER },
    });
    const { body } = (await push('PATCH', patch, seen(published))) as { body: object };
    expect(Object.keys(body).sort()).toEqual(['evses', 'last_updated']);
  });

  it('stays unheard of where it never was published, had no EVSE, or could not be said then', async () => {
    const nowhere = { ...published, coordinates: null };
    for (const was of [undefined, { ...published, evses: [] }, nowhere]) {
      const made = await push('PUT', hidden, seen(was));
      expect(made).toMatchObject({ kind: 'refused', path: '$.publish' });
    }
  });

  it('hides its EVSEs and Connectors as before', async () => {
    const bridge = await passage('2.2', '2.1.1');
    const endpoint = endpointOf('RECEIVER PUT locations/NL/ABC/LOC1/E1');
    expect(bridge.request(endpoint, EVSE_2_2, seen(published)).kind).toBe('refused');
  });

  it('and is published again by a PATCH is told whole: its EVSEs are back, and what changed meanwhile is said', async () => {
    const patch = { publish: true, last_updated: LATER };
    const again = { ...published, evses: [EVSE_2_2], name: 'Renamed' };
    const made = await push('PATCH', patch, seen(again, again));
    expect(made).toMatchObject({ body: { ...LOCATION_2_1_1, name: 'Renamed', last_updated: LATER } });
    const unknown = await push('PATCH', patch, NOTHING_SEEN);
    expect(unknown).toMatchObject({ kind: 'translated', body: { last_updated: LATER } });
  });

  it('and has been hidden once more by the time that is told, is told as it was published', async () => {
    const made = await push('PATCH', { publish: true, last_updated: LATER }, seen(published));
    expect(made).toMatchObject({ kind: 'translated', body: { name: LOCATION_2_1_1.name } });
    expect(JSON.stringify(made)).not.toContain('Private');
  });

  it('is told so through all steps from 2.3.0', async () => {
    const bridge = await passage('2.3.0', '2.1.1');
    const endpoint = endpointOf('RECEIVER PUT locations/NL/ABC/LOC1');
    const made = bridge.request(endpoint, hidden, seen(published, hidden, '2.3.0'));
    expect(made).toMatchObject({ body: { name: LOCATION_2_1_1.name, evses: [told('E1'), told('E2')] } });
  });
});
