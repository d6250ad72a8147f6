import type { MessagePayload, MessageRow } from '@busbar/core';
import { parsePartyId, type PartyId } from '@busbar/ocpi';

/** What is kept of a body that nobody sends again; the message's own row says how long it was. */
export const MAX_KEPT_BODY_BYTES = 65_536;

/** What is kept of a message beside its row: what was said, and how its parties were spelt. */
export interface KeptMessage {
  readonly payload: MessagePayload;
  /** In the spelling of the headers, where the row's is upper-case. */
  readonly from: PartyId | null;
  readonly to: PartyId | null;
}

/** A message, and how much of its request body is to be kept. */
export interface Framed extends Pick<MessageRow, 'from' | 'to'> {
  readonly payload: MessagePayload;
  readonly requestBytesKept: number;
}

/** Three lengths of four bytes each; this one stands for null. */
const ABSENT = 0xffff_ffff;
const LENGTH_BYTES = 4;

/** Puts query, request, answer and the spelling of both parties into one piece of bytes. */
export function framePayload({ payload, from, to, requestBytesKept }: Framed): Uint8Array {
  const query = payload.query === null ? null : Buffer.from(payload.query, 'utf8');
  const request = payload.requestBody?.subarray(0, requestBytesKept) ?? null;
  const answer = payload.answerBody?.subarray(0, MAX_KEPT_BODY_BYTES) ?? null;
  const parts = [query, request, answer];
  const lengths = Buffer.alloc(parts.length * LENGTH_BYTES);
  parts.forEach((part, index) => lengths.writeUInt32BE(part?.length ?? ABSENT, index * LENGTH_BYTES));
  const spelling = Buffer.from(`${spell(from)} ${spell(to)}`, 'latin1');
  return Buffer.concat([lengths, ...parts.filter((part) => part !== null), spelling]);
}

/** Reads what {@link framePayload} made. */
export function readPayload(frame: Uint8Array): KeptMessage {
  const bytes = Buffer.from(frame.buffer, frame.byteOffset, frame.byteLength);
  let start = 3 * LENGTH_BYTES;
  const [query, requestBody, answerBody] = [0, 1, 2].map((index) => {
    const length = bytes.readUInt32BE(index * LENGTH_BYTES);
    if (length === ABSENT) return null;
    start += length;
    return bytes.subarray(start - length, start);
  });
  const [from = '', to = ''] = bytes.toString('latin1', start).split(' ');
  return {
    payload: {
      query: query?.toString('utf8') ?? null,
      requestBody: requestBody ?? null,
      answerBody: answerBody ?? null,
    },
    from: parsePartyId(from),
    to: parsePartyId(to),
  };
}

function spell(party: PartyId | null): string {
  return party === null ? '-' : `${party.countryCode}/${party.partyId}`;
}
