import type { MessagePayload } from '@busbar/core';

/** What is kept of each body; the message's own row says how long it was. */
export const MAX_KEPT_BODY_BYTES = 65_536;

/** Three lengths of four bytes each; this one stands for null. */
const ABSENT = 0xffff_ffff;
const LENGTH_BYTES = 4;

/** Puts query, request and answer into one piece of bytes, bodies cut at {@link MAX_KEPT_BODY_BYTES}. */
export function framePayload(payload: MessagePayload): Uint8Array {
  const query = payload.query === null ? null : Buffer.from(payload.query, 'utf8');
  const parts = [query, cutBody(payload.requestBody), cutBody(payload.answerBody)];
  const lengths = Buffer.alloc(parts.length * LENGTH_BYTES);
  parts.forEach((part, index) => lengths.writeUInt32BE(part?.length ?? ABSENT, index * LENGTH_BYTES));
  return Buffer.concat([lengths, ...parts.filter((part) => part !== null)]);
}

/** Reads what {@link framePayload} made. */
export function readPayload(frame: Uint8Array): MessagePayload {
  const bytes = Buffer.from(frame.buffer, frame.byteOffset, frame.byteLength);
  let start = 3 * LENGTH_BYTES;
  const [query, requestBody, answerBody] = [0, 1, 2].map((index) => {
    const length = bytes.readUInt32BE(index * LENGTH_BYTES);
    if (length === ABSENT) return null;
    start += length;
    return bytes.subarray(start - length, start);
  });
  return {
    query: query?.toString('utf8') ?? null,
    requestBody: requestBody ?? null,
    answerBody: answerBody ?? null,
  };
}

function cutBody(body: Uint8Array | null): Uint8Array | null {
  return body === null ? null : body.subarray(0, MAX_KEPT_BODY_BYTES);
}
