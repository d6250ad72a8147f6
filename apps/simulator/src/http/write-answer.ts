import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { PlainAnswer } from './answer.js';
import type { Misbehaviour } from './misbehaviour.js';

/** Writes an answer whose headers are complete. */
export async function writePlain(response: ServerResponse, answer: PlainAnswer): Promise<void> {
  if (answer.delayMs > 0) await pause(answer.delayMs, undefined, { ref: false });
  const announcesLength = answer.status >= 200 && answer.status !== 204 && answer.status !== 304;
  const length = announcesLength ? ['Content-Length', String(answer.body.length)] : [];
  response.writeHead(answer.status, [...answer.headers, ...length]);
  response.end(answer.body);
}

const JSON_HEADERS = ['Content-Type', 'application/json'];

/** Does what was programmed to the connection. */
export async function misbehave(response: ServerResponse, what: Misbehaviour): Promise<void> {
  switch (what.kind) {
    case 'close':
      response.destroy();
      return;
    case 'reset':
      response.req.socket.resetAndDestroy();
      return;
    case 'silence':
      return;
    case 'cut-off':
      response.writeHead(200, [...JSON_HEADERS, 'Content-Length', String(what.announcedBytes)]);
      response.write(Buffer.alloc(what.sentBytes, ' '), () => response.destroy());
      return;
    case 'drip':
      return drip(response, what.totalBytes, what.everyMs);
    case 'endless':
      return pourWithoutEnd(response);
    case 'raw':
      // Not `response.socket`: behind an answer that never ended as Node sees it, a response has none.
      if (what.staysOpen === true) response.req.socket.write(what.bytes, 'latin1');
      else response.req.socket.end(what.bytes, 'latin1');
      return;
  }
}

async function drip(response: ServerResponse, totalBytes: number, everyMs: number): Promise<void> {
  response.writeHead(200, [...JSON_HEADERS, 'Content-Length', String(totalBytes)]);
  for (let sent = 0; sent < totalBytes && !response.destroyed; sent++) {
    response.write(' ');
    await pause(everyMs, undefined, { ref: false });
  }
  response.end();
}

/** Ends when the other side hangs up, which the pipeline calls an error. */
async function pourWithoutEnd(response: ServerResponse): Promise<void> {
  response.writeHead(200, JSON_HEADERS);
  await pipeline(Readable.from(spaces()), response).catch(() => undefined);
}

function* spaces(): Generator<Buffer> {
  const chunk = Buffer.alloc(64 * 1024, ' ');
  for (;;) yield chunk;
}
