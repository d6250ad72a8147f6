import { describe, expect, it } from '@jest/globals';
import { framePayload, MAX_KEPT_BODY_BYTES, readPayload } from './payload-frame.js';

describe('the frame of a payload', () => {
  it.each([
    { query: 'a=ü&b', requestBody: Buffer.from('{}'), answerBody: Buffer.from('[1]') },
    { query: null, requestBody: null, answerBody: null },
    { query: '', requestBody: Buffer.alloc(0), answerBody: null },
    { query: null, requestBody: null, answerBody: Buffer.from([0, 255, 0]) },
  ])('tells absent parts from empty ones: %j', (payload) => {
    expect(readPayload(framePayload(payload))).toEqual(payload);
  });

  it('cuts each body by itself', () => {
    const long = Buffer.alloc(MAX_KEPT_BODY_BYTES + 10, 'a');
    const payload = readPayload(framePayload({ query: 'q', requestBody: long, answerBody: Buffer.from('end') }));

    expect(payload.requestBody).toHaveLength(MAX_KEPT_BODY_BYTES);
    expect(payload.answerBody).toEqual(Buffer.from('end'));
  });

  it('reads a view of a larger buffer', () => {
    const payload = { query: 'q', requestBody: null, answerBody: Buffer.from('x') };
    const shifted = Buffer.concat([Buffer.from('before'), framePayload(payload), Buffer.from('after')]);

    expect(readPayload(shifted.subarray(6, -5))).toEqual(payload);
  });
});
