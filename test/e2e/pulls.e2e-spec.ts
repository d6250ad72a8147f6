/** Pulls through a running hub: a kill in the middle, odd lists, and what the operator sees. It observes what the platform is asked for. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { ocpi, pageOf, plain, type Answer, type RecordedRequest } from '../../apps/simulator/src/index.js';
import { crawlByLink } from '../support/crawl.js';
import { eventually } from '../support/eventually.js';
import { startHub, type HubProcess } from '../support/hub-process.js';
import { joinHub, type JoinedPlatform, type JoinOptions } from '../support/joined-platform.js';
import { temporaryDirectory } from '../support/temp-dir.js';

interface PullView {
  readonly module: string;
  readonly party: string;
  readonly last_full_at: string | null;
  readonly objects: number;
  readonly running: { readonly kind: string; readonly pages: number } | null;
  readonly failures: number;
  readonly last_error: string | null;
}

const locations = (party: string, count: number): Record<string, unknown>[] => {
  const [country_code, party_id] = party.split('/');
  return Array.from({ length: count }, (_, index) => ({
    country_code,
    party_id,
    id: `L${index}`,
    last_updated: '2026-03-01T00:00:00Z',
  }));
};
const offsetIn = ({ query }: RecordedRequest): number => Number(new URLSearchParams(query ?? '').get('offset') ?? 0);

describe('a pull', () => {
  const dataDir = temporaryDirectory();
  let hub: HubProcess;

  beforeAll(async () => {
    hub = await startHub({ dataDir });
  }, 60_000);

  const pullOf = async (platform: JoinedPlatform): Promise<PullView> => {
    const { body } = await hub.operator<{ items: PullView[] }>('GET', `/platforms/${platform.id}/pulls`);
    const [pull] = body.items;
    if (pull === undefined) throw new Error('nothing is pulled');
    return pull;
  };
  /** Joins with a list that is answered so, and is pulled from then on. */
  const joinWith = async (
    party: string,
    answer: (request: RecordedRequest, platform: JoinedPlatform) => Answer | Promise<Answer>,
    options: Partial<JoinOptions> = {},
  ): Promise<JoinedPlatform> => {
    const platform = await joinHub(hub, { parties: [{ id: party, role: 'CPO' }], ...options });
    platform.teach({ module: 'locations', method: 'GET' }, (request) => answer(request, platform));
    await hub.operator('PATCH', `/platforms/${platform.id}`, { settings: { pull: ['locations'] } });
    return platform;
  };
  const failing = (platform: JoinedPlatform): Promise<PullView> =>
    eventually('the pull to fail', async () => {
      const pull = await pullOf(platform);
      return pull.failures > 0 && pull;
    });
  const done = (platform: JoinedPlatform): Promise<PullView> =>
    eventually(
      'the pull to end',
      async () => {
        const pull = await pullOf(platform);
        return pull.last_full_at !== null && pull;
      },
      { withinMs: 20_000 },
    );

  it('goes on at the page it had come to when its process was killed', async () => {
    const all = locations('NL/CPO', 400);
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    let isKilled = false;
    const cpo = await joinWith('NL/CPO', async (request, platform) => {
      if (!isKilled && offsetIn(request) >= 200) await held;
      return pageOf(all, request, { listUrl: platform.endpointUrl('locations', 'SENDER'), maxLimit: 50 });
    });
    await eventually('two hundred objects', async () => (await pullOf(cpo)).running?.pages === 4, { withinMs: 20_000 });
    await hub.kill('SIGKILL');
    isKilled = true;
    release();
    cpo.received.clear();
    hub = await startHub({ dataDir });
    // The only process of a hub need not wait until the lease of the killed one is over (45 s).
    const pull = await eventually(
      'the pull to end',
      async () => {
        const view = await pullOf(cpo);
        return view.last_full_at !== null && view;
      },
      { withinMs: 30_000 },
    );
    expect(pull.objects).toBe(400);
    const asked = cpo.received.matching({ module: 'locations', method: 'GET' }).map(offsetIn);
    expect(Math.min(...asked)).toBe(200);
  }, 90_000);

  it('reads on by offset where a platform leaves the Link out', async () => {
    const all = locations('DE/NOL', 120);
    const cpo = await joinWith('DE/NOL', (request, platform) => {
      const page = pageOf(all, request, { listUrl: platform.endpointUrl('locations', 'SENDER'), maxLimit: 50 });
      const at = page.headers.indexOf('Link');
      return at < 0 ? page : { ...page, headers: [...page.headers.slice(0, at), ...page.headers.slice(at + 2)] };
    });
    expect((await done(cpo)).objects).toBe(120);
  });

  it('is one for each party of a platform, and keeps only objects of the party that was asked', async () => {
    const all = [...locations('DE/PAA', 3), ...locations('DE/PAB', 4), ...locations('NL/CPO', 5)];
    const cpo = await joinWith(
      'DE/PAA',
      (request, platform) => pageOf(all, request, { listUrl: platform.endpointUrl('locations', 'SENDER') }),
      {
        parties: [
          { id: 'DE/PAA', role: 'CPO' },
          { id: 'DE/PAB', role: 'CPO' },
        ],
      },
    );
    await done(cpo);
    await eventually('both', () => cpo.received.matching({ module: 'locations' }).length === 2);
    expect(cpo.received.matching({ module: 'locations' }).map(({ from, to }) => [from, to])).toEqual([
      ['XX/HUB', 'DE/PAA'],
      ['XX/HUB', 'DE/PAB'],
    ]);
    const emsp = await joinHub(hub, { parties: [{ id: 'FR/MSP', role: 'EMSP' }] });
    const list = { method: 'GET', interfaceRole: 'SENDER', to: 'XX/HUB' } as const;
    const { objects } = await crawlByLink((request) =>
      emsp.request({ ...list, ...(request.url === undefined ? { module: 'locations' } : {}), ...request }),
    );
    const owners = objects.map(({ party_id }) => String(party_id));
    expect(owners.filter((owner) => owner.startsWith('PA')).sort()).toEqual([
      ...['PAA', 'PAA', 'PAA'],
      ...['PAB', 'PAB', 'PAB', 'PAB'],
    ]);
  });

  it('tells whose its objects are: one of them is found without naming its owner', async () => {
    const site = (id: string, evses: number): Record<string, unknown> => ({
      ...locations('NL/OPN', 1)[0],
      id,
      evses: Array.from({ length: evses }, (_, index) => ({
        uid: `${id}-${index}`,
        physical_reference: 'x'.repeat(60),
      })),
    });
    // The second is larger than what is looked into: its own id is known all the same.
    const all = [site('SMALL', 2), site('LARGE', 2_000)];
    const cpo = await joinWith('NL/OPN', (request, platform) =>
      pageOf(all, request, { listUrl: platform.endpointUrl('locations', 'SENDER') }),
    );
    await done(cpo);
    const emsp = await joinHub(hub, { parties: [{ id: 'FR/OPN', role: 'EMSP' }] });
    for (const path of ['/SMALL', '/SMALL/SMALL-1', '/LARGE']) {
      const answer = await emsp.request({ method: 'GET', module: 'locations', interfaceRole: 'SENDER', path });
      expect([path, answer.envelope?.status_code]).toEqual([path, 1000]);
    }
  });

  it.each([
    {
      party: 'IT/LOO',
      title: 'leads back to where it was',
      next: (at: number) => `?offset=${at === 0 ? 50 : 0}&limit=100`,
    },
    { party: 'IT/SAM', title: 'leads to itself', next: (at: number) => `?offset=${at}&limit=100` },
    { party: 'IT/FOR', title: 'leads to another host', next: () => 'http://127.0.0.1:1/ocpi?offset=1' },
  ])('of $party fails where its Link $title', async ({ party, next }) => {
    const cpo = await joinWith(party, (request) =>
      ocpi(locations(party, 1), { headers: ['Link', `<${next(offsetIn(request))}>; rel="next"`] }),
    );
    expect((await failing(cpo)).last_error).toMatch(/back|same page|never published/);
    expect((await pullOf(cpo)).last_full_at).toBeNull();
  });

  it.each([
    { party: 'ES/TXT', title: 'what is no JSON', answer: plain({ body: '<html>' }), reason: /JSON/ },
    { party: 'ES/OBJ', title: 'an object in place of a list', answer: ocpi({ id: 'L1' }), reason: /no list/ },
    { party: 'ES/ERR', title: 'an error', answer: ocpi(undefined, { ocpiStatus: 2001 }), reason: /2001/ },
    { party: 'ES/BUS', title: 'that it is busy', answer: plain({ status: 503 }), reason: /503/ },
  ])('of $party fails where the platform answers $title', async ({ party, answer, reason }) => {
    const cpo = await joinWith(party, () => answer);
    expect((await failing(cpo)).last_error).toMatch(reason);
  });
});
