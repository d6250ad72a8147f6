/**
 * A client that knows the specification alone reads the list of every module to its end while objects change and come. It observes what the
 * client has then: everything that was there when it began, each object once.
 */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { pageOf } from '../../apps/simulator/src/index.js';
import { crawlByLink, crawlByOffset, type Ask } from '../support/crawl.js';
import { eventually } from '../support/eventually.js';
import { startHub, type HubProcess } from '../support/hub-process.js';
import { joinHub, type JoinedPlatform } from '../support/joined-platform.js';

type Listed = Record<string, unknown>;
interface Publisher {
  readonly platform: JoinedPlatform;
  readonly party: string;
  /** What it has, by module; its list endpoint serves this. */
  readonly has: Readonly<Record<string, Listed[]>>;
}

const KEPT = ['locations', 'tariffs', 'tokens'];
const OF_CPOS = ['locations', 'tariffs', 'sessions', 'cdrs'];
const SIZES = [45, 0, 31];
const PULLED = { pull: KEPT };

const objectOf = (module: string, party: string, { id, at }: { readonly id: string; readonly at: string }): Listed => {
  const [country_code, party_id] = party.split('/');
  const named = module === 'tokens' ? { uid: id, type: 'RFID' } : { id };
  return { country_code, party_id, ...named, last_updated: at };
};
const nameOf = ({ country_code, party_id, id, uid }: Listed): string =>
  [country_code, party_id, id ?? uid].map(String).join(' ');

let hub: HubProcess;
const publishers: Publisher[] = [];
let asker: Readonly<Record<'CPO' | 'EMSP', JoinedPlatform>>;

async function publisher(role: 'CPO' | 'EMSP', party: string, size: number): Promise<Publisher> {
  const modules = role === 'CPO' ? OF_CPOS : ['tokens'];
  const some = (module: string): Listed[] =>
    Array.from({ length: size }, (_, index) =>
      objectOf(module, party, { id: `${module.slice(0, 3)}${index}`, at: '2026-03-01T00:00:00Z' }),
    );
  const has = Object.fromEntries(modules.map((module) => [module, some(module)]));
  const platform = await joinHub(hub, { parties: [{ id: party, role }] });
  for (const module of modules) {
    platform.teach({ module, interfaceRole: 'SENDER', method: 'GET' }, (request) =>
      pageOf(has[module] ?? [], request, { listUrl: platform.endpointUrl(module, 'SENDER'), maxLimit: 9 }),
    );
  }
  await hub.operator('PATCH', `/platforms/${platform.id}`, { settings: PULLED });
  return { platform, party, has };
}

/** What it has changed since the page before: each of its objects may be newer, and there is one more. */
async function change({ platform, party, has }: Publisher, module: string, page: number): Promise<void> {
  const at = `2026-04-01T00:${String(page).padStart(2, '0')}:00Z`;
  const list = has[module] ?? [];
  const newest = objectOf(module, party, { id: `new-${list.length}`, at });
  const [first] = list;
  const changed = [...(first === undefined ? [] : [{ ...first, last_updated: at }]), newest];
  list.push(newest);
  if (!KEPT.includes(module)) return;
  for (const object of changed) {
    const path = `/${party}/${String(object['id'] ?? object['uid'])}`;
    const push = { method: 'PUT', module, interfaceRole: 'RECEIVER', path, to: 'XX/HUB', body: object } as const;
    expect((await platform.request(push)).envelope?.status_code).toBe(1000);
  }
}

beforeAll(async () => {
  hub = await startHub();
  const parties = ['AT/ONE', 'BE/TWO', 'CH/TRI'];
  for (const [index, size] of SIZES.entries()) {
    publishers.push(await publisher('CPO', parties[index] ?? '', size));
    publishers.push(await publisher('EMSP', (parties[index] ?? '').replace('/', '/E').slice(0, 6), size));
  }
  asker = {
    CPO: await joinHub(hub, { parties: [{ id: 'NL/CPO', role: 'CPO' }] }),
    EMSP: await joinHub(hub, { parties: [{ id: 'DE/MSP', role: 'EMSP' }] }),
  };
}, 90_000);

describe.each([...OF_CPOS, 'tokens'])('the list of %s, while objects change', (module) => {
  const publishing = (): readonly Publisher[] => publishers.filter(({ has }) => module in has);
  const all = (): string[] => publishing().flatMap(({ has }) => (has[module] ?? []).map(nameOf));

  it.each([
    ['follows each Link', crawlByLink],
    ['rebuilds each URL from offset and limit, and asks for each page twice', crawlByOffset],
  ])(
    'is read whole, and nothing twice, by a client that %s',
    async (_title, crawlList) => {
      const client = asker[module === 'tokens' ? 'CPO' : 'EMSP'];
      const ask: Ask = (request) =>
        client.request({
          method: 'GET',
          interfaceRole: 'SENDER',
          to: 'XX/HUB',
          ...(request.url === undefined ? { module } : {}),
          ...request,
        });
      await eventually(
        'all of it to be pulled',
        async () => {
          const { objects } = await crawlByLink(ask);
          return objects.length === all().length;
        },
        { withinMs: 20_000 },
      );
      const before = all();
      const crawled = await crawlList(ask, {
        query: 'limit=8&date_from=2026-01-01T00:00:00Z',
        between: async (page) => {
          for (const each of publishing()) await change(each, module, page);
        },
      });
      const found = crawled.objects.map(nameOf);
      expect(before.filter((name) => !found.includes(name))).toEqual([]);
      expect(found.filter((name, index) => found.indexOf(name) !== index)).toEqual([]);
      expect(crawled.pages).toBeGreaterThan(8);
    },
    60_000,
  );
});
