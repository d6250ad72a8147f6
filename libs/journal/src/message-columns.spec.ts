import { describe, expect, it } from '@jest/globals';
import { aMessageRow } from '../../../test/support/message-rows.js';
import { correlationHash } from './correlation-hash.js';
import { MESSAGE_COLUMNS, pushMessage, type ColumnValue } from './message-columns.js';

describe('the columns of a message', () => {
  it('have one value each, in their order', () => {
    const values: ColumnValue[] = [];
    pushMessage(values, aMessageRow({ id: 'the-id', correlationId: 'foobar', from: 'nl/abc', answerBytes: 77 }));

    expect(values).toHaveLength(MESSAGE_COLUMNS.length);
    expect(values[MESSAGE_COLUMNS.indexOf('id')]).toBe('the-id');
    expect(values[MESSAGE_COLUMNS.indexOf('from_party')]).toBe('NL/ABC');
    expect(values[MESSAGE_COLUMNS.indexOf('duration_us')]).toBe(12_500);
    expect(values.at(-1)).toBe(77);
  });

  it.each([
    // Test vectors of the FNV-1a authors for 32 bits, as signed integers.
    ['', 0x811c9dc5 | 0],
    ['a', 0xe40c292c | 0],
    ['foobar', 0xbf9cf968 | 0],
  ])('hash the correlation id "%s" by FNV-1a', (correlationId, hash) => {
    expect(correlationHash(correlationId)).toBe(hash);
  });
});
