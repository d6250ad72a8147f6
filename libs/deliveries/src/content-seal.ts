import type { DeliveryContent } from '@busbar/core';
import type { ContentRow } from './delivery-rows.js';

/** Seals bytes for one context: what was sealed for one message opens for no other. */
export interface BytesSeals {
  sealBytes(bytes: Uint8Array, context: string): Uint8Array;
  /** Null for anything but what was sealed for this context, whole and unchanged. */
  openBytes(sealed: Uint8Array, context: string): Uint8Array | null;
}

/** Stands for null among lengths of four bytes. */
const ABSENT = 0xffff_ffff;
const LENGTH_BYTES = 4;
const PARTS = 4;

/** Path, query, content type and body in one sealed piece, with a buffer of its own: a view would take its whole pool to another thread. */
export function sealContent(seals: BytesSeals, content: DeliveryContent): Uint8Array {
  const texts = [content.rest, content.query, content.contentType].map(toBytes);
  const parts = [...texts, content.body];
  const lengths = Buffer.alloc(PARTS * LENGTH_BYTES);
  parts.forEach((part, index) => lengths.writeUInt32BE(part?.length ?? ABSENT, index * LENGTH_BYTES));
  const frame = Buffer.concat([lengths, ...parts.filter((part) => part !== null)]);
  return new Uint8Array(seals.sealBytes(frame, contextOf(content.messageId)));
}

/** The content of a row; null when it was sealed with a key that the hub no longer has. */
export function openContent(seals: BytesSeals, { sealed, ...row }: ContentRow): DeliveryContent | null {
  const frame = seals.openBytes(sealed, contextOf(row.messageId));
  if (frame === null) return null;
  const bytes = Buffer.from(frame.buffer, frame.byteOffset, frame.byteLength);
  let start = PARTS * LENGTH_BYTES;
  const [rest, query, contentType, body] = Array.from({ length: PARTS }, (_, index) => {
    const length = bytes.readUInt32BE(index * LENGTH_BYTES);
    if (length === ABSENT) return null;
    start += length;
    return bytes.subarray(start - length, start);
  });
  return {
    ...row,
    rest: rest?.toString('utf8') ?? '',
    query: query?.toString('utf8') ?? null,
    contentType: contentType?.toString('utf8') ?? null,
    body: body ?? null,
  };
}

function toBytes(text: string | null): Uint8Array | null {
  return text === null ? null : Buffer.from(text, 'utf8');
}

function contextOf(messageId: string): string {
  return `delivery content ${messageId}`;
}
