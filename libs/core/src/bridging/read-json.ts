import { readJsonText } from '@busbar/ocpi';

/** JSON as the bridge takes it, or why it does not. */
export type BridgedJson =
  | { readonly kind: 'read'; readonly value: unknown }
  /** `why` is null for what is no JSON at all. */
  | { readonly kind: 'unreadable'; readonly why: string | null };

/** Of one object: a Location with thousands of EVSEs has so many. */
export const MAX_OBJECT_VALUES = 100_000;
/** Of an answer, which may be a list. */
export const MAX_ANSWER_VALUES = 500_000;

const UTF8 = new TextDecoder();
const [COMMA, BRACE, BRACKET] = [0x2c, 0x7b, 0x5b];
/** Only such numerals can be beyond what a number holds: JSON.stringify would make null of them, and a price or an energy vanish. */
const PERHAPS_ENDLESS = /[eE]\+?0*[1-9]\d\d|\d{300}/;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/**
 * Reads what is going to be translated. Parsing and translating hold the thread that routes, for a time that depends on how many values
 * there are rather than how many bytes.
 */
export function readToTranslate(bytes: Uint8Array, maxValues: number): BridgedJson {
  const isMarked = BYTE_ORDER_MARK.every((byte, at) => bytes[at] === byte);
  const json = readJsonText(isMarked ? bytes.subarray(BYTE_ORDER_MARK.length) : bytes);
  if (!json.ok) return unreadable(json.fault === 'depth' ? 'is nested too deeply' : null);
  return readJudged(bytes, maxValues);
}

/** The same of a body that was judged as JSON when it reached the hub. */
export function readJudged(bytes: Uint8Array, maxValues: number): BridgedJson {
  return hasMoreThan(maxValues, bytes) ? unreadable(tooMany(maxValues)) : parse(UTF8.decode(bytes));
}

/** The same of the text of one object. */
export function readObjectToTranslate(text: string): BridgedJson {
  const most = text.length > MAX_OBJECT_VALUES && hasMoreThan(MAX_OBJECT_VALUES, TO_UTF8.encode(text));
  return most ? unreadable(tooMany(MAX_OBJECT_VALUES)) : parse(text);
}

const TO_UTF8 = new TextEncoder();

function parse(text: string): BridgedJson {
  if (!PERHAPS_ENDLESS.test(text)) return { kind: 'read', value: JSON.parse(text) as unknown };
  let isEndless = false;
  const value = JSON.parse(text, (_, each: unknown) => {
    if (each === Infinity || each === -Infinity) isEndless = true;
    return each;
  }) as unknown;
  return isEndless ? unreadable('has a number that is too large to be one') : { kind: 'read', value };
}

function unreadable(why: string | null): BridgedJson {
  return { kind: 'unreadable', why };
}

function tooMany(most: number): string {
  return `has more than ${most} values, which is more than the hub translates`;
}

/** Counted by what begins a value; a comma in a text counts too, and there are never that many. */
function hasMoreThan(most: number, bytes: Uint8Array): boolean {
  let values = 0;
  for (const byte of bytes) if ((byte === COMMA || byte === BRACE || byte === BRACKET) && ++values > most) return true;
  return false;
}
