import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { PartyDirectory } from '@busbar/core';
import { OperatorRig, type RigAnswer, type RigRequest } from '../../../../../test/support/operator-rig.js';

const TOKENS = { parties: ['NL/CPO', 'DE/MSP'], modules: ['tokens'] };
const JANUARY = {
  parties: ['NL/CPO', 'FR/EMP'],
  modules: ['*'],
  from: '2026-01-01T00:00:00.000Z',
  until: '2026-02-01T00:00:00.000Z',
};

let rig: OperatorRig;
beforeAll(async () => {
  rig = await OperatorRig.start();
});
afterAll(() => rig.close());
beforeEach(async () => {
  await put({ default: 'closed', items: [TOKENS] }, '*');
  rig.logLines.length = 0;
});

function put(
  body: unknown,
  ifMatch: string | null,
  request: RigRequest & { readonly query?: string } = {},
): Promise<RigAnswer> {
  const { query = '', headers, ...others } = request;
  const precondition = ifMatch === null ? {} : { 'if-match': ifMatch };
  return rig.ask(`/api/v1/agreements${query}`, {
    method: 'PUT',
    body,
    headers: { ...precondition, ...headers },
    ...others,
  });
}

async function etag(): Promise<string> {
  return (await rig.ask('/api/v1/agreements')).headers['etag'] ?? '';
}

function faultsIn(answer: RigAnswer): readonly string[] {
  expect(answer.status).toBe(400);
  return (answer.body['errors'] as { field: string }[]).map(({ field }) => field);
}

describe('agreements', () => {
  it('are open to everybody, and hide nobody, in a hub where nobody has said anything yet', async () => {
    const fresh = await OperatorRig.start();
    try {
      const { body } = await fresh.ask('/api/v1/agreements');
      expect(body).toEqual({ default: 'open', without_agreement: 'invisible', items: [] });
    } finally {
      await fresh.close();
    }
  });

  it('are replaced as a whole, in the form they are read in, and hold at once', async () => {
    const before = await etag();
    const wanted = { default: 'closed', without_agreement: 'planned', items: [JANUARY, TOKENS] };
    const answer = await put(wanted, before);
    expect([answer.status, answer.body]).toEqual([200, wanted]);
    expect((await rig.ask('/api/v1/agreements')).body).toEqual(wanted);
    expect(answer.headers['etag']).toBe(await etag());
    expect(await etag()).not.toBe(before);
    const may = { module: 'tokens', nowMs: rig.clock.now() };
    expect(rig.app.get(PartyDirectory).snapshot()?.agreements.permits('DE/MSP', 'NL/CPO', may)).toBe(true);
  });

  it('are compared without case, and written in one', async () => {
    const items = [{ parties: ['nl/cpo', 'de/msp'], modules: ['Tokens', 'NLTNM-Custom'] }];
    const { body } = await put({ default: 'open', items }, '*');
    expect(body['items']).toEqual([{ parties: ['NL/CPO', 'DE/MSP'], modules: ['tokens', 'nltnm-custom'] }]);
  });

  it('are changed only by who says which state he has seen', async () => {
    const seen = await etag();
    const wanted = { default: 'open', items: [] };
    expect((await put(wanted, null)).status).toBe(428);
    expect((await put(wanted, '"no-such"')).status).toBe(412);
    expect((await put(wanted, `W/${seen}`)).status).toBe(412);
    expect((await put(wanted, seen)).status).toBe(200);
    expect((await put(wanted, seen)).status).toBe(412);
    expect((await put(wanted, `"x", ${await etag()}`)).status).toBe(200);
  });

  it('of two who change the same state are those of the first', async () => {
    const seen = await etag();
    const answers = await Promise.all([
      put({ default: 'open', items: [] }, seen),
      put({ default: 'closed', items: [] }, seen),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
  });

  it.each([
    [{}, ['default', 'items']],
    [[], ['body']],
    [{ default: 'ajar', without_agreement: 'ghost', items: [] }, ['default', 'without_agreement']],
    [{ default: 'open', items: [], blocks: [] }, ['blocks']],
    [{ default: 'open', items: [{ ...TOKENS, note: 'x' }] }, ['items[0].note']],
    [{ default: 'open', items: [null] }, ['items[0]']],
    [{ default: 'open', items: [{ ...TOKENS, parties: ['NL/CPO'] }] }, ['items[0].parties']],
    [{ default: 'open', items: [{ ...TOKENS, parties: ['NL/CPO', 'NLCPO'] }] }, ['items[0].parties[1]']],
    [{ default: 'open', items: [{ ...TOKENS, parties: ['NL/CPO', 'nl/cpo'] }] }, ['items[0].parties']],
    [{ default: 'open', items: [{ ...TOKENS, parties: ['NL/CPO', 'nl/hub'] }] }, ['items[0].parties[1]']],
    [{ default: 'open', items: [{ parties: TOKENS.parties }] }, ['items[0].modules']],
    [{ default: 'open', items: [{ ...TOKENS, modules: [] }] }, ['items[0].modules']],
    [{ default: 'open', items: [{ ...TOKENS, modules: ['tokens', '*'] }] }, ['items[0].modules']],
    [{ default: 'open', items: [{ ...TOKENS, modules: ['a b'] }] }, ['items[0].modules']],
    [{ default: 'open', items: [{ ...TOKENS, modules: ['tokens', 'TOKENS'] }] }, ['items[0].modules']],
    [{ default: 'open', items: [{ ...TOKENS, from: 'tomorrow', until: 5 }] }, ['items[0].from', 'items[0].until']],
    [{ default: 'open', items: [{ ...JANUARY, until: JANUARY.from }] }, ['items[0].until']],
    [{ default: 'open', items: [TOKENS, { ...TOKENS, parties: ['DE/MSP', 'NL/CPO'] }] }, ['items[1]']],
  ])('are not made from %j: %j', async (body, fields) => {
    expect(faultsIn(await put(body, '*'))).toEqual(fields);
    expect((await rig.ask('/api/v1/agreements')).body).toMatchObject({ default: 'closed', items: [TOKENS] });
  });

  it('are ten thousand at most, and a document that is wrong everywhere names its first twenty faults', async () => {
    const items = Array.from({ length: 10_001 }, () => 0);
    expect(faultsIn(await put({ default: 'open', items }, '*'))).toEqual(['items']);
    expect(faultsIn(await put({ default: 'open', items: items.slice(1) }, '*'))).toHaveLength(20);
  });

  it('are said to the audit trail with what was added, removed and changed, and by whom', async () => {
    await put({ default: 'open', items: [{ ...TOKENS, modules: ['cdrs'] }, JANUARY] }, '*');
    await put({ default: 'open', items: [JANUARY] }, '*');
    expect(rig.logged('agreements.changed')).toEqual([
      expect.objectContaining({
        key_id: 'environment',
        default: 'closed -> open',
        added: ['NL/CPO FR/EMP: * from 2026-01-01T00:00:00.000Z until 2026-02-01T00:00:00.000Z'],
        removed: [],
        changed: ['NL/CPO DE/MSP: tokens -> NL/CPO DE/MSP: cdrs'],
      }),
      expect.objectContaining({ default: null, added: [], removed: ['NL/CPO DE/MSP: cdrs'], changed: [] }),
    ]);
    expect(rig.logged('operator.changed')[0]).toMatchObject({ added: 1, removed: 0, changed: 1, default: 'open' });
  });

  it('in hundreds are said to the audit trail in several lines, none left out', async () => {
    const items = Array.from({ length: 250 }, (_, nth) => ({ ...TOKENS, parties: ['NL/CPO', `DE/${nth + 100}`] }));
    await put({ default: 'closed', items }, '*');
    const lines = rig.logged('agreements.changed');
    expect(lines.map(({ part, parts }) => `${String(part)}/${String(parts)}`)).toEqual(['1/3', '2/3', '3/3']);
    expect(lines.flatMap(({ added }) => added as string[])).toHaveLength(250);
    expect(lines.flatMap(({ removed }) => removed as string[])).toEqual(['NL/CPO DE/MSP: tokens']);
  });
});

describe('a dry run', () => {
  it('shows the difference and changes nothing', async () => {
    const seen = await etag();
    const body = { default: 'open', without_agreement: 'planned', items: [{ ...TOKENS, modules: ['*'] }, JANUARY] };
    const answer = await put(body, null, { query: '?dry_run=true' });
    expect([answer.status, answer.headers['etag']]).toEqual([200, seen]);
    expect(answer.body).toEqual({
      default: { before: 'closed', after: 'open' },
      without_agreement: { before: 'invisible', after: 'planned' },
      added: [JANUARY],
      removed: [],
      changed: [{ before: TOKENS, after: { ...TOKENS, modules: ['*'] } }],
    });
    expect(await etag()).toBe(seen);
    expect(rig.logged('agreements.changed')).toEqual([]);
  });

  it('finds no difference in another order', async () => {
    await put({ default: 'closed', items: [TOKENS, JANUARY] }, '*');
    const items = [JANUARY, { parties: ['DE/MSP', 'NL/CPO'], modules: ['tokens'] }];
    const { body } = await put({ default: 'closed', items }, null, { query: '?dry_run=true' });
    expect(body).toEqual({ default: null, without_agreement: null, added: [], removed: [], changed: [] });
  });

  it('tells agreements of one pair apart by what they say', async () => {
    const cdrs = { ...TOKENS, modules: ['cdrs'] };
    const tariffs = { ...TOKENS, modules: ['tariffs'] };
    const { body } = await put({ default: 'closed', items: [cdrs, tariffs] }, null, { query: '?dry_run=true' });
    expect(body).toMatchObject({ added: [cdrs, tariffs], removed: [TOKENS], changed: [] });
  });

  it('for a state that is gone is refused like the change would be', async () => {
    expect((await put({ default: 'open', items: [] }, '"gone"', { query: '?dry_run=true' })).status).toBe(412);
    expect((await put({ default: 'open', items: [] }, '*', { query: '?dry_run=maybe' })).status).toBe(400);
  });
});

describe('agreements in YAML', () => {
  const yaml = { headers: { 'content-type': 'application/yaml' } };

  it('are written and read without a difference', async () => {
    await put({ default: 'closed', without_agreement: 'planned', items: [JANUARY, TOKENS] }, '*');
    const written = await rig.ask('/api/v1/agreements', { headers: { accept: 'application/yaml' } });
    expect(written.headers['content-type']).toBe('application/yaml; charset=utf-8');
    expect(written.text).toBe(
      [
        'default: closed',
        'without_agreement: planned',
        'items:',
        '  - parties: ["NL/CPO", "FR/EMP"]',
        '    modules: ["*"]',
        '    from: "2026-01-01T00:00:00.000Z"',
        '    until: "2026-02-01T00:00:00.000Z"',
        '  - parties: ["NL/CPO", "DE/MSP"]',
        '    modules: ["tokens"]',
        '',
      ].join('\n'),
    );
    const again = await put(written.text, null, { ...yaml, query: '?dry_run=true' });
    expect(again.body).toEqual({ default: null, without_agreement: null, added: [], removed: [], changed: [] });
  });

  it('may be written by hand, with comments and without quotes', async () => {
    const text = `# summer
default: closed
items:
  - parties: [NL/CPO, NO/EMP]   # Norway is no boolean
    modules:
      - tokens
    from: 2026-06-01T00:00:00+02:00
`;
    const answer = await put(text, '*', yaml);
    expect(answer.body['items']).toEqual([
      { parties: ['NL/CPO', 'NO/EMP'], modules: ['tokens'], from: '2026-05-31T22:00:00.000Z' },
    ]);
  });

  it.each([
    ['default: [', /is no YAML/],
    ['default: open\ndefault: closed\nitems: []', /is no YAML: Map keys must be unique/],
    ['default: &d open\nitems: []\nwithout_agreement: *d', /is no YAML/],
    ['default: !!js/function "x"\nitems: []', /is no YAML/],
    ['default: open\nitems: []\n---\ndefault: open\nitems: []', /is no YAML/],
  ])('are not made from %j', async (text, fault) => {
    const answer = await put(text, '*', yaml);
    expect(answer.status).toBe(400);
    expect((answer.body['errors'] as { message: string }[])[0]?.message).toMatch(fault);
  });

  it('name what is wrong as JSON does', async () => {
    expect(
      faultsIn(await put('default: open\nitems: [{ parties: [NL/CPO, x], modules: [tokens] }]', '*', yaml)),
    ).toEqual(['items[0].parties[1]']);
  });

  it('are the only thing that is taken in YAML', async () => {
    const answer = await rig.ask('/api/v1/platforms', { method: 'POST', body: 'name: x', ...yaml });
    expect(answer.status).toBe(415);
  });
});

describe('without a database', () => {
  it('agreements are shown as they hold, and not changed', async () => {
    const lonely = await OperatorRig.start();
    try {
      await lonely.loseDatabase();
      expect((await lonely.ask('/api/v1/agreements')).body).toMatchObject({ default: 'open' });
      const request = { method: 'PUT', body: { default: 'open', items: [] }, headers: { 'if-match': '*' } };
      expect((await lonely.ask('/api/v1/agreements', request)).status).toBe(503);
    } finally {
      await lonely.close();
    }
  });
});
