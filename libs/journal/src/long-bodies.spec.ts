import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '../../../test/doubles/manual-clock.js';
import { aMessageRow, type MessageSketch } from '../../../test/support/message-rows.js';
import { LongBodies } from './long-bodies.js';

const MIB = 1024 * 1024;
const FIVE_MIB = 5 * MIB;
const KIB_64 = 65_536;

function aPush(bytes: number, of: MessageSketch = {}): ReturnType<typeof aMessageRow> {
  const payload = { query: null, requestBody: new Uint8Array(bytes), answerBody: null };
  return aMessageRow({ module: 'tokens', interfaceRole: 'RECEIVER', method: 'PUT', outcome: 'failed', payload, ...of });
}

describe('of request bodies', () => {
  const clock = new ManualClock();
  const bodies = (): LongBodies =>
    new LongBodies(() => clock.elapsed(), { atOnceBytes: 2 * FIVE_MIB, perHourBytes: FIVE_MIB });

  it('those of failed pushes are kept whole, and 64 KB of all others', () => {
    expect(bodies().bytesKept(aPush(FIVE_MIB))).toBe(FIVE_MIB);
    expect(bodies().bytesKept(aPush(FIVE_MIB, { outcome: 'answered' }))).toBe(KIB_64);
    expect(bodies().bytesKept(aPush(FIVE_MIB, { module: 'commands', method: 'POST' }))).toBe(KIB_64);
    expect(bodies().bytesKept(aPush(3, { outcome: 'answered' }))).toBe(3);
  });

  it('long ones are cut when there are too many, but not short ones, until time has passed', () => {
    const bounded = bodies();
    const kept = [1, 2, 3].map(() => bounded.bytesKept(aPush(FIVE_MIB)));
    expect(kept).toEqual([FIVE_MIB, FIVE_MIB, KIB_64]);
    expect(bounded.bytesKept(aPush(2 * KIB_64))).toBe(2 * KIB_64);
    clock.advance(3_599_000);
    expect(bounded.bytesKept(aPush(FIVE_MIB))).toBe(KIB_64);
    clock.advance(2_000);
    expect(bounded.bytesKept(aPush(FIVE_MIB))).toBe(FIVE_MIB);
  });
});
