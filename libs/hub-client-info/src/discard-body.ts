import type { AnswerBody, BodyTarget } from '@busbar/core';

const NOWHERE: BodyTarget = {
  write: () => true,
  onDrain: () => undefined,
  onGone: () => undefined,
  end: () => undefined,
  destroy: () => undefined,
};

/** Reads an answer to its end so that its connection is free again; the bytes are not kept. */
export async function discardBody(body: AnswerBody): Promise<void> {
  if (body.kind === 'stream') await body.pipeTo(NOWHERE);
}
