import type { DeliveryContent } from '@busbar/core';

/** Beside the body: headers, ids and the bookkeeping of a Map. */
const BYTES_BESIDE_BODY = 1_000;

/**
 * What messages of the last moments say, as much as fits: one broadcast is sent to many, mostly right after it was accepted, and need
 * not be read and opened for each. Safe to remember, because contents never change.
 */
export class RecentContents {
  /** A Map lists its keys in the order they were set: the first one is the longest unused. */
  private readonly contents = new Map<string, DeliveryContent>();
  private bytes = 0;

  constructor(private readonly maxBytes: number) {}

  get(messageId: string): DeliveryContent | undefined {
    const content = this.contents.get(messageId);
    if (content !== undefined) {
      this.contents.delete(messageId);
      this.contents.set(messageId, content);
    }
    return content;
  }

  add(content: DeliveryContent): void {
    this.drop(content.messageId);
    this.contents.set(content.messageId, content);
    this.bytes += bytesOf(content);
    for (const messageId of this.contents.keys()) {
      if (this.bytes <= this.maxBytes) return;
      this.drop(messageId);
    }
  }

  private drop(messageId: string): void {
    const content = this.contents.get(messageId);
    if (content === undefined) return;
    this.contents.delete(messageId);
    this.bytes -= bytesOf(content);
  }
}

function bytesOf({ body }: DeliveryContent): number {
  return BYTES_BESIDE_BODY + (body?.length ?? 0);
}
