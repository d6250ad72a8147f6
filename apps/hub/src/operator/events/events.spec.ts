import { describe, expect, it } from '@jest/globals';
import { Writable } from 'node:stream';
import type { ServerResponse } from 'node:http';
import type { ConnectionStatus } from '@busbar/core';
import { aPlatform } from '../../../../../test/support/builders.js';
import { EventStream } from './event-stream.js';
import { PlatformWatch } from './platform-watch.js';

const CPO = aPlatform({ id: 'cpo', parties: ['CPO NL/ABC'] });

function look(watch: PlatformWatch, statuses: Readonly<Record<string, ConnectionStatus>>): readonly string[] {
  const platforms = Object.keys(statuses).map((id) => ({ ...CPO, id }));
  const events = watch.look(platforms, ({ id }) => statuses[id] ?? 'PLANNED');
  return events.map(({ name, data }) => `${name} ${String(data['platform'])}`);
}

describe('the watch over platforms', () => {
  it('tells what came, went and changed its status since the last look, and nothing on the first', () => {
    const watch = new PlatformWatch();
    expect(look(watch, { a: 'CONNECTED', b: 'CONNECTED' })).toEqual([]);
    expect(look(watch, { a: 'OFFLINE', b: 'CONNECTED', c: 'PLANNED' })).toEqual([
      'platform.status a',
      'platform.created c',
    ]);
    expect(look(watch, { a: 'OFFLINE', c: 'PLANNED' })).toEqual(['platform.removed b']);
    expect(look(watch, { a: 'OFFLINE', c: 'PLANNED' })).toEqual([]);
  });

  it('tells a change of anything else by the revision', () => {
    const watch = new PlatformWatch();
    watch.look([CPO], () => 'CONNECTED');
    const events = watch.look([{ ...CPO, revision: 2 }], () => 'CONNECTED');
    expect(events.map(({ name }) => name)).toEqual(['platform.changed']);
  });
});

/** A connection whose other end has stopped reading until `read` is called. */
class StalledListener extends Writable {
  readonly chunks: string[] = [];
  private resume: (() => void) | null = null;
  private isReading = false;

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.chunks.push(chunk.toString());
    if (this.isReading) done();
    else this.resume = done;
  }

  read(): void {
    this.isReading = true;
    this.resume?.();
  }

  writeHead(): this {
    return this;
  }
}

describe('an event stream', () => {
  it('holds a bounded amount for a listener that does not read, and tells it how much it missed', async () => {
    const listener = new StalledListener();
    const stream = new EventStream(listener as unknown as ServerResponse);
    const event = { name: 'message.concluded', data: { why: 'x'.repeat(1_000) } };
    for (let i = 0; i < 10_000; i += 1) stream.send(event);
    expect(listener.writableLength).toBeLessThan(300_000);
    const drained = new Promise((resolve) => listener.once('drain', resolve));
    listener.read();
    await drained;
    const received = listener.chunks.length;
    stream.send(event);
    expect(listener.chunks[received]).toBe(`event: events.left_out\ndata: {"count":${10_000 - received}}\n\n`);
  });

  it('writes each event as one name and one line of JSON', () => {
    const listener = new StalledListener();
    listener.read();
    new EventStream(listener as unknown as ServerResponse).send({ name: 'x', data: { text: 'two\nlines' } });
    expect(listener.chunks).toEqual(['event: x\ndata: {"text":"two\\nlines"}\n\n']);
  });
});
