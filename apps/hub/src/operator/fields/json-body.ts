import { readJsonText } from '@busbar/ocpi';
import { problem, ProblemException } from '../problems/problem.js';

/** What an operator may send at most; the largest body that makes sense is a platform with a hundred parties. */
export const MAX_BODY_BYTES = 1024 * 1024;

/** Names that reach into every object of the process when an object with them is copied. */
const POISONOUS = new Set(['__proto__', 'constructor', 'prototype']);

/** Reads a body as JSON under the same rules as OCPI's: UTF-8, well formed, at most 64 levels deep. An empty one is none. */
export function readJsonBody(bytes: Buffer): unknown {
  if (bytes.length === 0) return undefined;
  const judged = readJsonText(bytes);
  if (!judged.ok) throw refused(`The body is not acceptable JSON: ${judged.fault} at byte ${judged.at}.`);
  return JSON.parse(bytes.toString('utf8'), (name: string, value: unknown) => {
    if (POISONOUS.has(name)) throw refused(`The name ${name} cannot be used.`);
    return value;
  });
}

function refused(detail: string): ProblemException {
  return new ProblemException(problem('invalid-request', detail, { errors: [{ field: 'body', message: detail }] }));
}
