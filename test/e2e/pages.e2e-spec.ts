import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { nextPage, ocpi, pageOf, type PlatformAnswer, type PlatformRequest } from '../../apps/simulator/src/index.js';
import { eventually } from '../support/eventually.js';
import { endingOf, headerOf } from '../support/hub-answers.js';
import type { HubProcess } from '../support/hub-process.js';
import { joinHub, type JoinedPlatform } from '../support/joined-platform.js';
import { forget, GET_LOCATIONS, startRoaming } from '../support/roaming.js';

/**
 * Lists that come in pages: the Link must lead back through the hub, to clients that follow it as much as to those that only read
 * offset and limit from it. It observes what the list's owner is asked for and what Link the asker gets.
 */
const ALL = ['L1', 'L2', 'L3', 'L4', 'L5', 'L6', 'L7'];

describe('a list in pages', () => {
  let hub: HubProcess;
  let cpo: JoinedPlatform;
  let emsp: JoinedPlatform;
  let other: JoinedPlatform;
  let list: { readonly hubs: string; readonly theirs: URL };

  beforeAll(async () => {
    ({ hub, cpo, emsp } = await startRoaming());
    other = await joinHub(hub, { parties: [{ id: 'FR/OTH', role: 'CPO' }] });
    const theirs = new URL(cpo.endpointUrl('locations', 'SENDER'));
    list = { hubs: `${hub.publicUrl}/ocpi/2.2.1/sender/locations`, theirs };
  }, 60_000);

  beforeEach(() => forget(cpo, emsp, other));

  const get = (request: Partial<PlatformRequest> = {}): Promise<PlatformAnswer> =>
    emsp.request({ ...GET_LOCATIONS, ...request });
  const idsIn = (answer: PlatformAnswer): string[] => (answer.envelope?.data as { id: string }[]).map(({ id }) => id);
  /** The Link that the hub makes of one of the CPO's. */
  const linkFor = async (theirs: string | readonly string[], query?: string): Promise<string | null> => {
    const links = typeof theirs === 'string' ? [theirs] : theirs;
    cpo.answerTo({ module: 'locations' }, ocpi([], { headers: links.flatMap((link) => ['Link', link]) }));
    return headerOf(await get(query === undefined ? {} : { query }), 'link');
  };
  const defects = async (): Promise<string[]> => {
    const view = await hub.operator<{ defects: { kind: string }[] }>('GET', `/platforms/${cpo.id}`);
    return view.body.defects.map(({ kind }) => kind);
  };

  describe('of seven objects, three at a time', () => {
    beforeEach(() => {
      const objects = ALL.map((id) => ({ id, last_updated: '2026-03-01T00:00:00Z' }));
      cpo.answerTo({ module: 'locations' }, (request) =>
        pageOf(objects, request, { listUrl: list.theirs.href, maxLimit: 3 }),
      );
    });

    it('is read whole by a client that follows the Link', async () => {
      const found: string[] = [];
      for (let url: string | null = list.hubs; url !== null;) {
        expect(url.split('?')[0]).toBe(list.hubs);
        const page: PlatformAnswer = await emsp.request({ method: 'GET', url, to: 'NL/CPO' });
        expect([headerOf(page, 'x-total-count'), headerOf(page, 'x-limit')]).toEqual(['7', '3']);
        found.push(...idsIn(page));
        url = nextPage(page.headers.link);
      }
      expect(found).toEqual(ALL);
    });

    it("is read whole by a client that builds each page's URL from the Link's query and asks for every page twice", async () => {
      const found: string[] = [];
      let query = 'date_from=2026-02-01T00:00:00Z&limit=3';
      for (let pages = 1; ; pages += 1) {
        const [page, again] = [await get({ query }), await get({ query })];
        expect(again.text.replace(/"timestamp":"[^"]*"/, '')).toBe(page.text.replace(/"timestamp":"[^"]*"/, ''));
        expect(again.headers.link).toBe(page.headers.link);
        found.push(...idsIn(page));
        const next = nextPage(page.headers.link);
        if (next === null) break;
        const linked = new URL(next).searchParams;
        expect(linked.get('offset')).toBe(String(pages * 3));
        expect(linked.get('date_from')).toBe('2026-02-01T00:00:00Z');
        query = `date_from=${linked.get('date_from')}&offset=${linked.get('offset')}&limit=${linked.get('limit')}`;
      }
      expect(found).toEqual(ALL);
    });

    it('ends without a Link', async () => {
      expect(headerOf(await get({ query: 'offset=6' }), 'link')).toBeNull();
    });
  });

  it.each([
    ['no space before rel', (url: string) => `<${url}>;rel="next"`],
    ['no quotes', (url: string) => `<${url}>; rel=next`],
    ['capital letters', (url: string) => `<${url}>; REL="Next"`],
    ['further parameters', (url: string) => `<${url}>; title="a, b"; rel="next"`],
    [
      'other links around it',
      (url: string) => `<${url}&p=0>; rel="prev", <${url}>; rel="next", <${url}&l=9>; rel="last"`,
    ],
    ['two relations', (url: string) => `<${url}>; rel="next last"`],
    ['a header of its own beside another', (url: string) => [`<${url}&p=0>; rel="prev"`, `<${url}>; rel="next"`]],
    ['a path without host', (url: string) => `<${url.slice(list.theirs.origin.length)}>; rel="next"`],
    ['a query only', (url: string) => `<${url.slice(list.theirs.href.length)}>; rel="next"`],
    ['a slash behind the path', (url: string) => `<${url.replace('?', '/?')}>; rel="next"`],
  ])('is continued at the hub when the Link has %s', async (_title, linkTo) => {
    const link = await linkFor(linkTo(`${list.theirs.href}?offset=2&limit=2&x=%20y`));
    expect(link).toBe(`<${list.hubs}?offset=2&limit=2&x=%20y>; rel="next"`);
  });

  it.each([
    ['is empty', ''],
    ['has no next', '<http://127.0.0.1:1/x>; rel="prev"'],
    ['is no link', 'next please'],
    ['leads nowhere', '<>; rel="next"'],
  ])('ends when the Link %s', async (_title, link) => {
    expect(await linkFor(link)).toBeNull();
  });

  it.each([
    ["another party's host", () => other.endpointUrl('locations', 'SENDER')],
    ['another port', () => `http://${list.theirs.hostname}:1/ocpi?offset=1`],
    ['a cloud metadata service', () => 'http://169.254.169.254/?offset=1'],
    ['a script', () => 'javascript:alert(1)'],
    ['a file', () => 'file:///etc/passwd'],
    ['a host with a user before it', () => `http://x@${list.theirs.host}/?offset=1`],
    ['no URL at all', () => 'http://[::1'],
  ])('loses a Link to %s, which is recorded as a defect', async (_title, url) => {
    expect(await linkFor(`<${url()}>; rel="next"`)).toBeNull();
    await eventually('the defect to be shown', async () => (await defects()).includes('foreign-link'));
  });

  describe('whose next URL is an odd one', () => {
    const odd = (): string => `${list.theirs.origin}/pages/%7B7%7D/a;b?cursor=x%2Fy==&session=1`;

    it('shows offset, limit and filters to clients and leads to exactly that URL, as often as it is asked for', async () => {
      const link = await linkFor(`<${odd()}>; rel="next"`, 'date_from=2026-01-01&limit=5&offset=10');
      const url = new URL(nextPage(link ?? '') ?? '');
      expect(`${url.origin}${url.pathname}`).toBe(list.hubs);
      const { busbar_page: sealed, ...shown } = Object.fromEntries(url.searchParams);
      expect(shown).toEqual({ date_from: '2026-01-01', limit: '5', offset: '15' });
      expect(sealed).not.toContain('pages');
      for (let times = 0; times < 2; times++) {
        cpo.received.clear();
        const page = await emsp.request({ method: 'GET', url: url.href, to: 'NL/CPO' });
        expect(endingOf(page)).toEqual({ http: 404, ocpi: 2001, from: 'NL/CPO', to: 'DE/MSP' });
        expect(`${list.theirs.origin}${cpo.received.all[0]?.target}`).toBe(odd());
      }
    });

    it('may be the list itself with a cursor in place of an offset, page after page', async () => {
      const page = (cursor: string): string => `<${list.theirs.href}?cursor=${cursor}>; rel="next"`;
      const first = nextPage((await linkFor(page('one'))) ?? '');
      cpo.answerTo({ module: 'locations' }, ocpi([], { headers: ['Link', page('two')] }));
      const second = nextPage((await emsp.request({ method: 'GET', url: first ?? '', to: 'NL/CPO' })).headers.link);
      await emsp.request({ method: 'GET', url: second ?? '', to: 'NL/CPO' });
      expect(cpo.received.all.map(({ query }) => query)).toEqual([null, 'cursor=one', 'cursor=two']);
      expect(second).not.toBe(first);
    });

    it.each<[string, (page: string) => Partial<PlatformRequest>]>([
      ['was changed', (page) => ({ query: `busbar_page=${page.slice(0, -4)}AAAA` })],
      ['was made up', () => ({ query: 'busbar_page=http%3A%2F%2F169.254.169.254%2F' })],
      ['is given twice', (page) => ({ query: `busbar_page=${page}&busbar_page=${page}` })],
      ['is taken to another party', (page) => ({ query: `busbar_page=${page}`, to: 'FR/OTH' })],
      ['is taken to another module', (page) => ({ query: `busbar_page=${page}`, module: 'tariffs' })],
    ])('opens nothing when the sealed page %s', async (_title, request) => {
      const link = await linkFor(`<${odd()}>; rel="next"`);
      const page = new URL(nextPage(link ?? '') ?? '').searchParams.get('busbar_page') ?? '';
      forget(cpo, other);
      const answer = await get(request(page));
      expect(endingOf(answer)).toEqual({ http: 200, ocpi: 2001, from: 'XX/HUB', to: 'DE/MSP' });
      expect([cpo.received.all, other.received.all]).toEqual([[], []]);
    });
  });
});
