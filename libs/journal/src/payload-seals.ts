import { framePayload, readPayload, type Framed, type KeptMessage } from './payload-frame.js';

/** Seals bytes for one context: what was sealed for one message opens for no other. */
export interface BytesSeals {
  sealBytes(bytes: Uint8Array, context: string): Uint8Array;
  /** Null for anything but what was sealed for this context, whole and unchanged. */
  openBytes(sealed: Uint8Array, context: string): Uint8Array | null;
}

/** The stored form of a payload. The copy has a buffer of its own: a view would take its whole pool to the other thread. */
export function sealPayload(seals: BytesSeals, messageId: string, message: Framed): Uint8Array {
  return new Uint8Array(seals.sealBytes(framePayload(message), contextOf(messageId)));
}

/** What was kept; null when it was sealed with a key that the hub no longer has. */
export function openPayload(seals: BytesSeals, messageId: string, sealed: Uint8Array): KeptMessage | null {
  const frame = seals.openBytes(sealed, contextOf(messageId));
  return frame === null ? null : readPayload(frame);
}

function contextOf(messageId: string): string {
  return `message payload ${messageId}`;
}
