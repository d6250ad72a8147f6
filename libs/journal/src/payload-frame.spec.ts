import { describe, expect, it } from '@jest/globals';
import type { MessagePayload } from '@busbar/core';
import { framePayload, MAX_KEPT_BODY_BYTES, readPayload, type Framed } from './payload-frame.js';

function framed(payload: MessagePayload, of: Partial<Framed> = {}): Uint8Array {
  return framePayload({ payload, from: null, to: null, requestBytesKept: MAX_KEPT_BODY_BYTES, ...of });
}

describe('the frame of a payload', () => {
  it.each([
    { query: 'a=ü&b', requestBody: Buffer.from('{}'), answerBody: Buffer.from('[1]') },
    { query: null, requestBody: null, answerBody: null },
    { query: '', requestBody: Buffer.alloc(0), answerBody: null },
    { query: null, requestBody: null, answerBody: Buffer.from([0, 255, 0]) },
  ])('tells absent parts from empty ones: %j', (payload) => {
    expect(readPayload(framed(payload)).payload).toEqual(payload);
  });

  it('keeps party ids as they were spelt, and those of them that there are', () => {
    const nothing = { query: null, requestBody: null, answerBody: null };
    const from = { countryCode: 'nl', partyId: 'eMs' };
    expect(readPayload(framed(nothing, { from }))).toMatchObject({ from, to: null });
    const to = { countryCode: 'De', partyId: 'cpo' };
    expect(readPayload(framed({ ...nothing, query: 'q' }, { from, to }))).toMatchObject({ from, to });
  });

  it('cuts each body by itself, the request where it is told to', () => {
    const long = Buffer.alloc(MAX_KEPT_BODY_BYTES + 10, 'a');
    const payload = { query: 'q', requestBody: long, answerBody: long };
    const cut = readPayload(framed(payload)).payload;
    expect([cut.requestBody?.length, cut.answerBody?.length]).toEqual([MAX_KEPT_BODY_BYTES, MAX_KEPT_BODY_BYTES]);
    const whole = readPayload(framed(payload, { requestBytesKept: long.length })).payload;
    expect([whole.requestBody?.length, whole.answerBody?.length]).toEqual([long.length, MAX_KEPT_BODY_BYTES]);
  });

  it('reads a view of a larger buffer', () => {
    const payload = { query: 'q', requestBody: null, answerBody: Buffer.from('x') };
    const shifted = Buffer.concat([Buffer.from('before'), framed(payload), Buffer.from('after')]);

    expect(readPayload(shifted.subarray(6, -5)).payload).toEqual(payload);
  });
});
