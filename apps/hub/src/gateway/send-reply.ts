import type { ServerResponse } from 'node:http';
import { Logger } from '@nestjs/common';
import { refuse, type BodyTarget, type Reply } from '@busbar/core';
import { HEADER } from '@busbar/ocpi';
import { plainRefusal } from './plain-refusal.js';

const log = new Logger('Gateway');

/** An asker who has not taken his answer by then will not: his connection ends. Longer than the usual exchange takes. */
const TAKEN_WITHIN_MS = 120_000;

/**
 * Writes a reply to the asker and concludes it exactly once, when its last byte has left or nothing more will: who does not read
 * keeps his in-flight places taken, so that unread answers cannot pile up here. A long answer goes out as it comes in, no faster
 * than the asker reads; one that breaks off ends the connection, so that nobody takes it for whole.
 */
export function sendReply(reply: Reply, response: ServerResponse): void {
  const { body, status } = reply;
  const length = body.kind === 'whole' && status !== 204 ? [HEADER.contentLength, String(body.bytes.length)] : [];
  if (!begin(reply, [...reply.headers, ...length], response)) return reply.conclude(null);
  if (body.kind === 'stream') {
    void body.pipeTo(targetOf(response)).then((end) => whenOut(response, () => reply.conclude(end)));
    return;
  }
  response.end(body.bytes);
  whenOut(response, () => reply.conclude(null));
}

/** Calls back once no byte of the answer is left in this process: nearly always at once. */
function whenOut(response: ServerResponse, callback: () => void): void {
  const connection = response.req.socket;
  // One that has finished has let go of its socket, and will not say so again.
  if (connection.destroyed || response.writableFinished || response.socket?.writableLength === 0) return callback();
  const out = (): void => {
    clearTimeout(tooLate);
    response.off('finish', out);
    connection.off('close', out);
    callback();
  };
  const tooLate = setTimeout(() => connection.destroy(), TAKEN_WITHIN_MS).unref();
  // Each answer in line waits on the one connection: more than ten listeners are no mistake here.
  connection.setMaxListeners(0);
  response.once('finish', out);
  // Of the connection, not of the response: one that stands in line is not told.
  connection.once('close', out);
}

/** Writes status and headers, and says whether it could: what HTTP cannot carry is our own mistake, and no other message pays for it. */
function begin(reply: Reply, headers: string[], response: ServerResponse): boolean {
  try {
    response.writeHead(reply.status, headers);
    return true;
  } catch (err) {
    const correlationId = headers[headers.indexOf(HEADER.correlationId) + 1] ?? '';
    log.error({ event: 'message.failed_by_bug', correlation_id: correlationId, err });
    const text = `the hub failed; its operator can find out why with the correlation id ${correlationId}`;
    plainRefusal(response, refuse('internal-error', text));
    return false;
  }
}

function targetOf(response: ServerResponse): BodyTarget {
  return {
    write: (chunk) => response.write(chunk),
    onDrain: (resume) => response.on('drain', resume),
    onGone: (stop) => {
      // Who left while the receiver was still thinking will not be told of a second time.
      if (response.destroyed) return stop();
      response.on('close', () => {
        if (!response.writableFinished) stop();
      });
    },
    end: () => response.end(),
    destroy: () => response.destroy(),
  };
}
