import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aWrite, type WriteSketch } from '../../../../test/support/object-builders.js';
import { merge, type Merged } from './merge.js';

const LOCATION = `{
  "id": "LOC1", "x_custom": {"n": 1.50, "__proto__": {"admin": true}}, "coordinates": {"latitude": "51.0"},
  "evses": [
    {"uid": "3255", "status": "AVAILABLE", "big": 12345678901234567890, "connectors": [
      {"id": "1", "tariff_ids": ["a"], "last_updated": "2026-01-01T01:00:00Z"}
    ], "last_updated": "2026-01-01T01:00:00Z"},
    {"uid": "3256", "status": "CHARGING", "last_updated": "2026-01-01T01:00:00Z"}
  ],
  "last_updated": "2026-01-01T02:00:00Z"
}`;

function read(text: string): Record<string, unknown> {
  return JSON.parse(text) as Record<string, unknown>;
}

function textOf(merged: Merged): string {
  if (merged.kind !== 'text') throw new Error(`${merged.kind}, not a text`);
  return merged.text;
}

const patch = (kept: string, sketch: WriteSketch): Merged => merge(kept, aWrite({ method: 'PATCH', ...sketch }));

describe('a write merged into the text of its object', () => {
  it('changes what it names and leaves every other character', () => {
    const says = '{"status":"CHARGING","last_updated":"2026-01-01T03:00:00Z"}';

    const text = textOf(patch(LOCATION, { ids: ['LOC1', '3255'], says }));

    const expected = LOCATION.replace('"AVAILABLE"', '"CHARGING"')
      .replace(
        '"last_updated": "2026-01-01T01:00:00Z"},\n    {"uid": "3256"',
        '"last_updated": "2026-01-01T03:00:00Z"},\n    {"uid": "3256"',
      )
      .replace('2026-01-01T02:00:00Z', '2026-01-01T03:00:00Z');
    expect(text).toBe(expected);
  });

  it('makes EVSE and Location as new as their Connector, and never older than they were', () => {
    const dated = (at: string): string => `{"tariff_ids":["b"],"last_updated":"${at}"}`;
    const ids: [string, ...string[]] = ['LOC1', '3255', '1'];

    const newer = read(textOf(patch(LOCATION, { ids, says: dated('2026-01-01T05:00:00Z') })));
    const between = read(textOf(patch(LOCATION, { ids, says: dated('2026-01-01T01:30:00Z') })));

    expect(newer).toMatchObject({
      last_updated: '2026-01-01T05:00:00Z',
      evses: [{ last_updated: '2026-01-01T05:00:00Z', connectors: [{ tariff_ids: ['b'] }] }, { uid: '3256' }],
    });
    expect(between).toMatchObject({
      last_updated: '2026-01-01T02:00:00Z',
      evses: [{ last_updated: '2026-01-01T01:30:00Z' }, { last_updated: '2026-01-01T01:00:00Z' }],
    });
  });

  it('adds an EVSE that a PUT names first, with the others untouched', () => {
    const says = '{"uid":"9","status":"PLANNED","last_updated":"2026-01-01T03:00:00Z"}';

    const evses = read(textOf(merge(LOCATION, aWrite({ ids: ['LOC1', '9'], says }))))['evses'] as unknown[];

    expect(evses).toHaveLength(3);
    expect(evses[2]).toEqual({ uid: '9', status: 'PLANNED', last_updated: '2026-01-01T03:00:00Z' });
  });

  it('adds the first EVSE of a Location that had none, whatever stood there', () => {
    for (const kept of ['{"id":"LOC1"}', '{"id":"LOC1","evses":null}', '{"id":"LOC1","evses":[ ]}', '{}']) {
      const text = textOf(merge(kept, aWrite({ ids: ['LOC1', '9'], says: '{"uid":"9"}' })));
      expect(JSON.parse(text)).toMatchObject({ evses: [{ uid: '9' }] });
    }
  });

  it.each<[string, Merged['kind'], WriteSketch]>([
    ['a part of an EVSE that is not there', 'nothing-to-patch', { ids: ['LOC1', '77'], says: '{"status":"X"}' }],
    [
      'a Connector of an EVSE that is not there',
      'nothing-to-patch',
      { ids: ['LOC1', '77', '1'], method: 'PUT', says: '{"id":"1"}' },
    ],
    ['something older by its instant', 'older', { says: '{"last_updated":"2026-01-01T01:59:59.999Z"}' }],
    [
      'an EVSE older than it is kept',
      'older',
      { ids: ['LOC1', '3255'], says: '{"last_updated":"2026-01-01T00:00:00Z"}' },
    ],
    ['another object than the URL names', 'unreadable', { method: 'PUT', says: '{"id":"OTHER"}' }],
    [
      "another party's object",
      'unreadable',
      { method: 'PUT', says: '{"id":"LOC1","country_code":"BE","party_id":"CPO"}' },
    ],
    ['no object', 'unreadable', { method: 'PUT', says: '[1]' }],
    ['no JSON', 'unreadable', { method: 'PUT', says: '{"id":' }],
    ['more parts than a Location has', 'unreadable', { ids: ['LOC1', '3255', '1', 'x'], says: '{}' }],
    ['a deletion of a part', 'unreadable', { ids: ['LOC1', '3255'], method: 'DELETE' }],
    ['a deletion', 'deleted', { method: 'DELETE' }],
  ])('of %s is %s', (_name, kind, sketch) => {
    expect(patch(LOCATION, sketch).kind).toBe(kind);
  });

  it('takes the later of two with one instant, however the instant is spelt', () => {
    const says = '{"name":"b","last_updated":"2026-01-01T02:00:00.000"}';

    expect(JSON.parse(textOf(patch(LOCATION, { says })))).toMatchObject({ name: 'b' });
  });

  it('cannot be led astray by __proto__ or keys that stand there twice', () => {
    const kept = '{"id":"LOC1","a":1,"a":2}';

    const text = textOf(patch(kept, { says: '{"a":3,"__proto__":{"x":1},"b":1,"b":2}' }));

    expect(text).toBe('{"id":"LOC1","a":3,"a":3,"__proto__":{"x":1},"b":2}');
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  it('says so where it changes nothing but last_updated', () => {
    const same = '{ "status": "AVAILABLE", "last_updated": "2026-01-01T09:00:00Z" }';

    const says = (text: string): boolean | null => {
      const merged = patch(LOCATION, { ids: ['LOC1', '3255'], says: text });
      return merged.kind === 'text' ? merged.isSame() : null;
    };
    expect(says(same)).toBe(true);
    expect(says('{"status":"INOPERATIVE"}')).toBe(false);
  });

  it('means the same as the same writes to a plain object', () => {
    fc.assert(
      fc.property(fc.array(writes(), { maxLength: 20 }), (sequence) => {
        let text: string | null = null;
        const model = new Model();
        for (const [index, { path, method, says }] of sequence.entries()) {
          const body = { ...says, last_updated: new Date(index * 1_000).toISOString() };
          const merged = merge(text, aWrite({ ids: ['LOC1', ...path], method, says: body }));
          model.write(path, method, body);
          if (merged.kind === 'text') text = merged.text;
        }
        expect(text === null ? null : JSON.parse(text)).toEqual(model.location);
      }),
    );
  });
});

interface PlainWrite {
  readonly path: readonly string[];
  readonly method: 'PUT' | 'PATCH';
  readonly says: Readonly<Record<string, unknown>>;
}

function writes(): fc.Arbitrary<PlainWrite> {
  const path = fc.oneof(
    fc.constant<readonly string[]>([]),
    fc.tuple(fc.constantFrom('1', '2')),
    fc.tuple(fc.constantFrom('1', '2'), fc.constantFrom('a', 'b')),
  );
  const says = fc.dictionary(fc.constantFrom('name', 'status', 'ümlaut "x"', 'n'), fc.jsonValue({ maxDepth: 2 }));
  return fc.record({ path, method: fc.constantFrom('PUT' as const, 'PATCH' as const), says }).map((write) => ({
    ...write,
    says: asJsonSaysIt(write.method === 'PUT' ? { ...idOf(write.path), ...write.says } : write.says),
  }));
}

/** JSON has no −0: what stands in a body is what both must keep. */
function asJsonSaysIt(value: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return JSON.parse(JSON.stringify(value)) as Record<string, unknown>;
}

function idOf(path: readonly string[]): Record<string, string> {
  const [evse, connector] = path;
  return connector !== undefined ? { id: connector } : evse !== undefined ? { uid: evse } : { id: 'LOC1' };
}

type Plain = Record<string, unknown> & { last_updated?: string };

/** What OCPI says of PUT and PATCH at three levels, on plain objects: each write is newer than the one before. */
class Model {
  location: Plain | null = null;

  write([evseId, connectorId]: readonly string[], method: 'PUT' | 'PATCH', body: Plain): void {
    if (evseId === undefined) {
      if (method === 'PUT') this.location = { ...body };
      else if (this.location !== null) Object.assign(this.location, body);
      return;
    }
    const evse = this.location === null ? null : this.child(this.location, 'evses', { uid: evseId });
    if (this.location === null || evse === null) return;
    if (connectorId === undefined) {
      if (!this.put(evse, method, body)) return;
    } else {
      const known = evse.list[evse.index] ?? null;
      const connector = known === null ? null : this.child(known, 'connectors', { id: connectorId });
      if (known === null || connector === null || !this.put(connector, method, body)) return;
      known['connectors'] = connector.list;
      known.last_updated = body.last_updated ?? '';
    }
    this.location['evses'] = evse.list;
    this.location.last_updated = body.last_updated ?? '';
  }

  private child(parent: Plain, list: string, id: Record<string, string>): { list: Plain[]; index: number } | null {
    const [[key, value] = ['', '']] = Object.entries(id);
    const elements = (parent[list] ?? []) as Plain[];
    const index = elements.findIndex((element) => element[key] === value);
    return { list: elements, index: index < 0 ? elements.length : index };
  }

  private put({ list, index }: { list: Plain[]; index: number }, method: 'PUT' | 'PATCH', body: Plain): boolean {
    const known = list[index];
    if (method === 'PUT') list[index] = { ...body };
    else if (known === undefined) return false;
    else Object.assign(known, body);
    return true;
  }
}
