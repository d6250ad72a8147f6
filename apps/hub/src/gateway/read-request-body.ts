import type { IncomingMessage } from 'node:http';
import { refuse, type Refusal } from '@busbar/core';

/**
 * The whole body of a request, or a refusal as soon as it is known to exceed `maxBytes`: announced bodies before a byte is read,
 * chunked ones at the limit. Null when the request has none. How long it may take is the server's request timeout.
 */
export function readRequestBody(request: IncomingMessage, maxBytes: number): Promise<Uint8Array | Refusal> | null {
  const announced = request.headers['content-length'];
  if (announced === undefined && request.headers['transfer-encoding'] === undefined) return null;
  const length = Number(announced ?? 0);
  if (length > maxBytes) return Promise.resolve(tooLarge(maxBytes));
  if (announced !== undefined && length === 0) return null;
  // An asker who left while something was looked up for him: the request has told so, and will not tell again.
  return request.destroyed ? Promise.resolve(notWhole()) : collect(request, maxBytes);
}

function collect(request: IncomingMessage, maxBytes: number): Promise<Uint8Array | Refusal> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const settle = (outcome: Uint8Array | Refusal): void => {
      request.off('data', onData).off('end', onEnd).off('close', onGone).off('error', onGone);
      resolve(outcome);
    };
    const onData = (chunk: Buffer): void => {
      size += chunk.length;
      if (size > maxBytes) settle(tooLarge(maxBytes));
      else chunks.push(chunk);
    };
    const [onEnd, onGone] = [
      (): void => settle(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, size)),
      (): void => settle(notWhole()),
    ];
    request.on('data', onData).on('end', onEnd).on('close', onGone).on('error', onGone);
  });
}

function notWhole(): Refusal {
  return refuse('body-too-slow', 'the body did not arrive whole in time');
}

function tooLarge(maxBytes: number): Refusal {
  return refuse('body-too-large', `the body is larger than ${maxBytes} bytes`);
}
