import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../../../../../test/support/eventually.js';
import { ADMIN_KEY, aMessage, OperatorRig } from '../../../../../test/support/operator-rig.js';
import { EventFeed } from './event-feed.js';

let rig: OperatorRig;
let origin: string;

beforeAll(async () => {
  rig = await OperatorRig.start();
  await rig.app.listen(0, '127.0.0.1');
  origin = await rig.app.getUrl();
});
afterAll(() => rig.close());

interface Listener {
  readonly response: Response;
  /** All that has arrived. */
  readonly text: () => string;
  readonly hasEnded: () => boolean;
  readonly leave: () => void;
}

async function listen(key: string): Promise<Listener> {
  const leaving = new AbortController();
  const headers = { authorization: `Bearer ${key}` };
  const response = await fetch(`${origin}/api/v1/events`, { headers, signal: leaving.signal });
  let text = '';
  let hasEnded = false;
  const decoder = new TextDecoder();
  const reading = (async () => {
    for await (const chunk of response.body ?? []) text += decoder.decode(chunk as Uint8Array);
  })();
  reading.catch(() => undefined).finally(() => (hasEnded = true));
  return { response, text: () => text, hasEnded: () => hasEnded, leave: () => leaving.abort() };
}

describe('the event stream', () => {
  it('tells of messages and platforms as they come, to whoever listens', async () => {
    const listener = await listen(ADMIN_KEY);
    expect(listener.response.headers.get('content-type')).toMatch(/^text\/event-stream/);
    expect(listener.response.headers.get('cache-control')).toBe('no-store');
    expect(listener.response.headers.get('x-content-type-options')).toBe('nosniff');
    rig.app.get(EventFeed).messageConcluded(aMessage({ id: 'message-1' }));
    const platform = await rig.aPlatform('Amber', 'CPO NL/AMB');
    await eventually('the message to arrive', () =>
      /event: message\.concluded\ndata: .*"message-1"/.test(listener.text()),
    );
    await eventually('the new platform to arrive', () =>
      listener.text().includes(`event: platform.created\ndata: {"platform":"${platform}"`),
    );
    await rig.ask(`/api/v1/platforms/${platform}/suspend`, { method: 'POST' });
    await eventually('the new status to arrive', () =>
      /event: platform\.status\ndata: .*"status":"SUSPENDED","was":"PLANNED"/.test(listener.text()),
    );
    listener.leave();
  });

  it('samples a flood of messages and counts the rest', async () => {
    const listener = await listen(ADMIN_KEY);
    for (let i = 0; i < 500; i += 1) rig.app.get(EventFeed).messageConcluded(aMessage({ id: `flood-${i}` }));
    await eventually('the count of what was left out', () =>
      /messages\.left_out\ndata: {"count":4\d\d}/.test(listener.text()),
    );
    expect(listener.text().match(/event: message\.concluded/g)?.length).toBeLessThanOrEqual(20);
    listener.leave();
  });

  it('keeps no place for listeners whose connection is gone, also where one stood in line behind another', async () => {
    const request = `GET /api/v1/events HTTP/1.1\r\nHost: hub.example\r\nAuthorization: Bearer ${ADMIN_KEY}\r\n\r\n`;
    const socket = connect(Number(new URL(origin).port), '127.0.0.1');
    socket.write(request.repeat(100));
    await once(socket, 'data');
    socket.resetAndDestroy();

    await eventually('places for two', async () => {
      const listeners = [await listen(ADMIN_KEY), await listen(ADMIN_KEY)];
      for (const listener of listeners) listener.leave();
      return listeners.every((listener) => listener.response.status === 200);
    });
  });

  it('ends with the process', async () => {
    const other = await OperatorRig.start();
    await other.app.listen(0, '127.0.0.1');
    const before = origin;
    origin = await other.app.getUrl();
    const listener = await listen(ADMIN_KEY);
    origin = before;
    await other.close();
    await eventually('the stream to end', listener.hasEnded);
  });
});
