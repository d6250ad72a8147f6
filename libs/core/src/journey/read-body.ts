import { readJsonText, RESPONSE_URL, type JsonSpan } from '@busbar/ocpi';
import type { Authenticated } from './message.js';
import { isRefusal, refuse, type Refusal } from './refusal.js';

/** A body that is acceptable JSON, or none; with the places of the keys that the hub itself reads. */
export interface ReadBody {
  readonly bytes: Uint8Array | null;
  readonly members: ReadonlyMap<string, JsonSpan | 'duplicate'>;
}

/** Keys of the outermost object that the hub reads: where results go, the id by which a CDR is found again, how old an object is. */
const WATCHED_KEYS = [RESPONSE_URL, 'id', 'last_updated'];
const NO_BODY: ReadBody = { bytes: null, members: new Map() };

const FAULT_TEXT = {
  encoding: 'the body is not valid UTF-8',
  syntax: 'the body is not well-formed JSON',
  depth: 'the body is nested too deeply',
} as const;

/** Reads a body and judges it as JSON and nothing more; finds `keys` too. OCPI 2.2.1, Status codes: invalid JSON is HTTP 400. */
export function readBody(
  message: Authenticated,
  keys: readonly string[] = [],
): ReadBody | Refusal | Promise<ReadBody | Refusal> {
  const { raw, holder } = message;
  const reading = raw.readBody(holder.platform.id);
  if (reading === null) return NO_BODY;
  const encoding = raw.headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') {
    return refuse('broken-json', 'the body is compressed, which OCPI does not provide for; send it plain');
  }
  return judge(reading, keys.length === 0 ? WATCHED_KEYS : [...WATCHED_KEYS, ...keys]);
}

async function judge(reading: Promise<Uint8Array | Refusal>, keys: readonly string[]): Promise<ReadBody | Refusal> {
  const bytes = await reading;
  if (isRefusal(bytes)) return bytes;
  if (bytes.length === 0) return NO_BODY;
  const json = readJsonText(bytes, keys);
  return json.ok
    ? { bytes, members: json.members }
    : refuse('broken-json', `${FAULT_TEXT[json.fault]} (at byte ${json.at})`);
}

/** A body that the hub itself has written, as if it had been read; undefined is none. */
export function writtenBody(value: unknown): ReadBody {
  if (value === undefined) return NO_BODY;
  const bytes = UTF8.encode(JSON.stringify(value));
  const json = readJsonText(bytes, WATCHED_KEYS);
  return { bytes, members: json.ok ? json.members : NO_BODY.members };
}

const UTF8 = new TextEncoder();
