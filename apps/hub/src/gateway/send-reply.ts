import type { ServerResponse } from 'node:http';
import type { BodyTarget, Reply } from '@busbar/core';

/**
 * Writes a reply to the asker and concludes it exactly once, whatever happens to the connection. A long answer goes out as it comes
 * in, no faster than the asker reads; one that breaks off ends the connection, so that nobody takes it for whole.
 */
export function sendReply(reply: Reply, response: ServerResponse): void {
  const { body, status } = reply;
  if (body.kind === 'whole') {
    const headers = status === 204 ? reply.headers : [...reply.headers, 'Content-Length', String(body.bytes.length)];
    response.writeHead(status, headers as string[]).end(body.bytes);
    reply.conclude(null);
    return;
  }
  response.writeHead(status, reply.headers as string[]);
  void body.pipeTo(targetOf(response)).then((end) => reply.conclude(end));
}

function targetOf(response: ServerResponse): BodyTarget {
  return {
    write: (chunk) => response.write(chunk),
    onDrain: (resume) => response.on('drain', resume),
    onGone: (stop) => {
      response.on('close', () => {
        if (!response.writableFinished) stop();
      });
    },
    end: () => response.end(),
    destroy: () => response.destroy(),
  };
}
