import { beforeEach, describe, expect, it } from '@jest/globals';
import type { PartyAnswer, PartyRequest } from '@busbar/core';
import { partyId } from '../../../../test/support/builders.js';
import { aSnapshot } from '../../../../test/support/builders.js';
import { jsonAnswer, JourneyWorld, type SeenReply } from '../../../../test/doubles/journey-world.js';

const cpo = (id: string, party: string, more: object = {}) => ({
  id,
  parties: [`CPO ${party}`],
  offers: ['locations SENDER', 'cdrs SENDER'],
  ...more,
});
const EMSP = { id: 'emsp', parties: ['EMSP DE/MSP'], offers: ['locations RECEIVER'] };
const LOCATIONS = '/ocpi/2.2.1/sender/locations';
const CDRS = '/ocpi/2.2.1/sender/cdrs';

const worldOf = (...platforms: readonly ReturnType<typeof cpo>[]): JourneyWorld =>
  new JourneyWorld(aSnapshot(EMSP, ...platforms));
const get = (world: JourneyWorld, target: string): Promise<SeenReply> => world.send({ target, to: 'XX/HUB' });
const dataOf = ({ text }: SeenReply): { id: string }[] => (JSON.parse(text) as { data: { id: string }[] }).data;
const nextOf = ({ headers }: SeenReply): URL | null => {
  const url = /<([^>]+)>/.exec(headers.get('link') ?? '')?.[1];
  return url === undefined ? null : new URL(url);
};

async function keep(world: JourneyWorld, owner: string, ids: readonly string[]): Promise<void> {
  const body = (id: string): Uint8Array =>
    new TextEncoder().encode(`{"id":"${id}","last_updated":"2026-01-01T00:00:00Z"}`);
  const base = { scope: 'public', version: '2.2.1', module: 'locations', type: '', method: 'PUT', atMs: 0 } as const;
  await world.objects.keep(ids.map((id) => ({ ...base, owner: partyId(owner), ids: [id], body: body(id) })));
}

describe('a list that the hub keeps', () => {
  let world: JourneyWorld;
  beforeEach(async () => {
    world = worldOf(cpo('one', 'NL/ONE'), cpo('two', 'NL/TWO'));
    await keep(world, 'NL/ONE', ['A', 'B']);
    await keep(world, 'NL/TWO', ['C']);
  });

  it('is answered by the hub, byte for byte, without asking anybody', async () => {
    const reply = await get(world, LOCATIONS);
    expect(reply.text).toContain('{"id":"A","last_updated":"2026-01-01T00:00:00Z"},{"id":"B"');
    expect([reply.headers.get('x-total-count'), reply.headers.get('x-limit')]).toEqual(['3', '100']);
    expect(reply.headers.get('ocpi-from-party-id')).toBe('HUB');
    expect(world.requests).toEqual([]);
    expect(world.rows[0]).toMatchObject({ plan: 'get-all', outcome: 'answered' });
  });

  it('is pulled now where a party never was', async () => {
    world.pulled.missing.set('locations NL/TWO', null);
    expect((await get(world, LOCATIONS)).ocpi).toBe(1000);
    expect(world.pulled.asked).toEqual(['locations NL/TWO']);
  });

  it('is none where that fails: the party is named', async () => {
    world.pulled.missing.set('locations NL/TWO', 'answered HTTP 500');
    const reply = await get(world, LOCATIONS);
    expect([reply.status, reply.ocpi]).toEqual([200, 4000]);
    expect(reply.text).toContain('NL/TWO answered HTTP 500');
  });

  it('is none while a party that was never pulled is away, and goes on without one that was', async () => {
    world.statusOf = ({ id, status }) => (id === 'two' ? 'OFFLINE' : status);
    expect(dataOf(await get(world, LOCATIONS))).toHaveLength(3);
    world.pulled.missing.set('locations NL/TWO', null);
    expect((await get(world, LOCATIONS)).ocpi).toBe(4000);
    expect(world.pulled.asked).toEqual([]);
  });

  it('goes on at its place for a client that only reads offset and limit, whatever was removed before it', async () => {
    const next = nextOf(await get(world, `${LOCATIONS}?limit=2`));
    expect(next?.searchParams.get('offset')).toBe('2');
    const gone = { scope: 'public', version: '2.2.1', module: 'locations', type: '', body: null, atMs: 0 } as const;
    await world.objects.keep([{ ...gone, owner: partyId('NL/ONE'), ids: ['A'], method: 'DELETE' }]);
    expect(dataOf(await get(world, `${LOCATIONS}?offset=2&limit=2`)).map(({ id }) => id)).toEqual(['C']);
  });

  it('gives places to nobody but whom they were made for', async () => {
    const place = nextOf(await get(world, `${LOCATIONS}?limit=2`))?.searchParams.get('busbar_page') ?? '';
    expect((await get(world, `${CDRS}?busbar_page=${encodeURIComponent(place)}`)).ocpi).toBe(2001);
  });

  it('is refused while the database is away', async () => {
    world.objects.databaseLost = true;
    expect([(await get(world, LOCATIONS)).status]).toEqual([503]);
  });
});

describe('a list that the hub asks for', () => {
  const sizes: Readonly<Record<string, number>> = { one: 3, two: 0, six: 5 };
  let world: JourneyWorld;

  const listOf = ({ platform, url }: PartyRequest): PartyAnswer => {
    const query = new URL(url).searchParams;
    const [offset, limit] = ['offset', 'limit'].map((name) => Number(query.get(name))) as [number, number];
    const size = sizes[platform.id] ?? 0;
    const ids = Array.from({ length: size }, (_, index) => `${platform.id}${index}`).slice(offset, offset + limit);
    const party_id = platform.parties[0]?.id.partyId;
    const data = ids.map((id) => ({ country_code: 'NL', party_id, id }));
    return jsonAnswer(200, { status_code: 1000, data }, { 'x-total-count': String(size) });
  };

  beforeEach(() => {
    world = worldOf(cpo('six', 'NL/SIX'), cpo('one', 'NL/ONE'), cpo('two', 'NL/TWO'));
    world.answer = listOf;
  });

  it('is composed in one order, and each offset leads into it', async () => {
    const all = dataOf(await get(world, CDRS)).map(({ id }) => id);
    expect(all).toEqual(['one0', 'one1', 'one2', 'six0', 'six1', 'six2', 'six3', 'six4']);
    for (let offset = 0; offset < all.length; offset += 1) {
      const [first] = dataOf(await get(world, `${CDRS}?offset=${offset}&limit=1`));
      expect(first?.id).toBe(all[offset]);
    }
    const behind = await get(world, `${CDRS}?offset=8`);
    expect([dataOf(behind), behind.headers.get('link')]).toEqual([[], undefined]);
  });

  it('is whole page by page', async () => {
    const ids: string[] = [];
    for (let next: URL | null = new URL(`https://hub.example${CDRS}?limit=2&x=1`); next !== null;) {
      const reply = await get(world, `${next.pathname}${next.search}`);
      expect(reply.headers.get('x-total-count')).toBe('8');
      ids.push(...dataOf(reply).map(({ id }) => id));
      next = nextOf(reply);
    }
    expect(ids).toEqual(['one0', 'one1', 'one2', 'six0', 'six1', 'six2', 'six3', 'six4']);
    expect(world.requests.every(({ url }) => url.includes('x=1'))).toBe(true);
  });

  it('is none while a party is away, and asks nobody then', async () => {
    world.statusOf = ({ id, status }) => (id === 'two' ? 'OFFLINE' : status);
    const reply = await get(world, CDRS);
    expect(reply.ocpi).toBe(4000);
    expect(reply.text).toContain('NL/TWO is OFFLINE');
    expect(world.requests).toEqual([]);
  });

  it('does not count parties that were never connected or are suspended', async () => {
    world.statusOf = ({ id, status }) => (id === 'six' ? 'SUSPENDED' : id === 'two' ? 'PLANNED' : status);
    expect(dataOf(await get(world, CDRS))).toHaveLength(3);
  });

  it('is of parties of any version, and the reason names those whose objects were translated', async () => {
    world = worldOf(cpo('one', 'NL/ONE'), cpo('old', 'NL/OLD', { version: '2.2' }));
    world.answer = listOf;
    expect(dataOf(await get(world, CDRS))).toHaveLength(3);
    expect(world.rows[0]?.why).toMatch(/translated from another OCPI version: NL\/OLD/);
  });
});
