import type { ObjectWrite } from '@busbar/core';
import { partyId } from './builders.js';

const UTF8 = new TextEncoder();

/** What a test says of a write; the rest is an ordinary broadcast PUT of a Location of `NL/CPO`. */
export interface WriteSketch extends Partial<Omit<ObjectWrite, 'owner' | 'body'>> {
  readonly owner?: string;
  /** JSON text, or what becomes of it. */
  readonly says?: string | object;
}

/** A write, with what the sketch says. */
export function aWrite({ owner = 'NL/CPO', says, ...sketch }: WriteSketch = {}): ObjectWrite {
  const text = typeof says === 'string' ? says : JSON.stringify(says ?? { id: sketch.ids?.[0] ?? 'LOC1' });
  return {
    scope: 'public',
    version: '2.2.1',
    module: 'locations',
    ids: ['LOC1'],
    type: '',
    method: 'PUT',
    atMs: Date.UTC(2026, 0, 31),
    ...sketch,
    owner: partyId(owner),
    body: UTF8.encode(text),
  };
}
