import { createHash } from 'node:crypto';
import type { FanOut, RepeatKey } from '@busbar/core';
import { partyKey } from '@busbar/ocpi';
import { sealContent, type BytesSeals } from './content-seal.js';
import { spellParty, type AcceptRequest } from './delivery-rows.js';
import { streamHash } from './stream-hash.js';

/** The same request is a repeat for this long. */
export const REPEATS_FOR_MS = 600_000;

/** A fan-out in the form in which it goes to the database: few values, however many receivers. */
export function toAcceptRequest(fanOut: FanOut, seals: BytesSeals): AcceptRequest {
  const { content, object, owed, atMs, repeat } = fanOut;
  const { messageId, correlationId, version, module, interfaceRole, method, from } = content;
  return {
    content: {
      ...{ messageId, correlationId, version, module, interfaceRole, method },
      kind: fanOut.kind,
      fromParty: spellParty(from),
      objectHash: streamHash(object.key),
      objectKey: object.key,
      objectPath: JSON.stringify(object.path),
      objectWrite: object.write,
      objectLastUpdatedMs: object.lastUpdatedMs,
      acceptedAtMs: atMs,
      sealed: sealContent(seals, content),
    },
    owed: owed.flatMap(({ platformId, to }) => [platformId, spellParty(to)]),
    expiresAtMs: fanOut.expiresAtMs,
    repeatId: repeat === null ? null : repeatId(repeat),
    repeatsAfterMs: atMs - REPEATS_FOR_MS,
  };
}

/** One value for who said what under which request id; none of the parts can hold a line break. */
function repeatId({ platformId, from, requestId, contentHash }: RepeatKey): string {
  return createHash('sha256')
    .update([platformId, partyKey(from), requestId, contentHash].join('\n'))
    .digest('hex');
}
