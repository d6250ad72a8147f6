import { expect, it } from '@jest/globals';
import { JourneyWorld, type SeenReply } from '../../../../test/doubles/journey-world.js';
import { LaneWorld } from '../../../../test/doubles/lane-world.js';
import { aPlatform, aSnapshot, partyId, type PlatformSketch } from '../../../../test/support/builders.js';
import { AT, LOCATION_2_2 } from '../../../../test/support/bridge-rig.js';
import type { DeliveryContent } from '../delivery/delivery.js';

const CPO: PlatformSketch = {
  ...{ id: 'cpo', parties: ['CPO NL/ABC'], offers: ['sessions SENDER', 'tariffs SENDER'], version: '2.2.1' },
};
const EMSP: PlatformSketch = {
  ...{ id: 'emsp', parties: ['EMSP DE/MSP'], offers: ['sessions RECEIVER'], version: '2.3.0' },
};
const hub = (): JourneyWorld => new JourneyWorld(aSnapshot(CPO, EMSP));

const push = (world: JourneyWorld, body: string): Promise<SeenReply> =>
  world.send({
    ...{ by: 'cpo', from: 'NL/ABC', to: 'DE/MSP', method: 'PUT', body },
    target: '/ocpi/2.2.1/receiver/sessions/NL/ABC/S1',
  });
const answered = (body: string, status = 200): Promise<SeenReply> => {
  const world = hub();
  const bytes = new TextEncoder().encode(body);
  world.answer = () => ({ kind: 'answer', status, headers: new Map(), body: { kind: 'whole', bytes } });
  return world.send({ by: 'emsp', from: 'DE/MSP', to: 'NL/ABC', target: '/ocpi/2.3.0/sender/tariffs' });
};

it('a number that no number holds is refused, where it would become null between versions', async () => {
  for (const kwh of ['1e400', '-1E+0309', `1${'0'.repeat(400)}`]) {
    const world = hub();
    const reply = await push(world, `{"kwh":${kwh},"last_updated":"${AT}"}`);
    expect([reply.ocpi, world.requests]).toEqual([4000, []]);
    expect(reply.text).toContain('number that is too large');
  }
  const answer = await answered(`{"status_code":1000,"data":[],"x_sum":1e999,"timestamp":"${AT}"}`);
  expect(answer.ocpi).toBe(4000);
});

it('a body of more values than the hub translates is refused in time, and says so', async () => {
  const world = hub();
  const reply = await push(world, `{"charging_periods":[${'{},'.repeat(60_000)}{}],"last_updated":"${AT}"}`);
  expect([reply.ocpi, world.requests]).toEqual([4000, []]);
  expect(reply.text).toContain('more than 100000 values');
});

it('an answer that is nested too deeply is 4000, and no bug of the hub', async () => {
  const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
  const reply = await answered(`{"status_code":1000,"x_deep":${deep},"timestamp":"${AT}"}`);
  expect([reply.status, reply.ocpi]).toEqual([200, 4000]);
  expect((await answered(`{"status_code":2001,"x_deep":${deep}}`, 404)).text).toBe('');
});

it('JSON behind a byte order mark is JSON', async () => {
  const reply = await answered(`\uFEFF{"excl_vat":1}`, 404);
  expect([reply.status, reply.text]).toEqual([404, '']);
});

it('what lanes translate side by side is remembered once', async () => {
  const { crossings } = new LaneWorld();
  const to = partyId('DE/MSP');
  const content = (messageId: string): DeliveryContent => ({
    ...{ messageId, correlationId: 'c', version: '2.2.1', module: 'locations', interfaceRole: 'RECEIVER' },
    ...{ method: 'PUT', rest: '/NL/ABC/LOC1', query: null, contentType: null, from: partyId('XX/HUB') },
    body: new TextEncoder().encode(JSON.stringify({ ...LOCATION_2_2, x_long: 'x'.repeat(5_000_000) })),
  });
  const receiver = (id: string) =>
    ({ platform: aPlatform({ id, parties: ['EMSP DE/MSP'], offers: [] }), version: '2.1.1', to }) as const;
  const many = ['a', 'b', 'c', 'd', 'e'].map((id) => crossings.cross(content('019c-1'), receiver(id)));
  await Promise.all(many);
  const first = await crossings.cross(content('019c-2'), receiver('a'));
  const again = await crossings.cross(content('019c-2'), receiver('b'));
  expect(again === first).toBe(true);
});
