import { readJsonText } from '@busbar/ocpi';

/** Up to this size an envelope is read exactly; beyond it only its ends are looked at. */
const EXACT_BYTES = 4096;
const STATUS_CODE = ['status_code'] as const;
const LATIN1 = new TextDecoder('latin1');

/** The OCPI status code of a whole answer, or null where none can be read. */
export function statusInAnswer(bytes: Uint8Array): number | null {
  if (bytes.length > EXACT_BYTES) return statusInEnds(bytes.subarray(0, 2048), bytes.subarray(-2048));
  const json = readJsonText(bytes, STATUS_CODE);
  const span = json.ok ? json.members.get('status_code') : undefined;
  if (span === undefined || span === 'duplicate') return null;
  const code = Number(LATIN1.decode(bytes.subarray(span.start, span.end)).replaceAll('"', ''));
  return Number.isInteger(code) ? code : null;
}

/**
 * The same from the first and last bytes of a long answer: peers write the code before or behind `data`, and reading megabytes for
 * one number of the journal is not worth it.
 */
export function statusInEnds(head: Uint8Array, tail: Uint8Array): number | null {
  const start = LATIN1.decode(head);
  const data = start.indexOf('"data"');
  const first = /"status_code"\s*:\s*"?(\d{4})\b/.exec(data < 0 ? start : start.slice(0, data));
  if (first) return Number(first[1]);
  const last = [...LATIN1.decode(tail).matchAll(/"status_code"\s*:\s*"?(\d{4})\b/g)].at(-1);
  return last ? Number(last[1]) : null;
}
