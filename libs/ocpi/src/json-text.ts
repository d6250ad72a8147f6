import { pathsWithin, watchedKeys, type WatchedKey } from './watched-keys.js';

/** Why bytes are not acceptable JSON, and at which byte. */
export interface JsonFault {
  readonly ok: false;
  readonly fault: 'encoding' | 'syntax' | 'depth';
  readonly at: number;
}

/** Where a watched key has its value, as byte offsets of the raw text. */
export interface JsonSpan {
  readonly start: number;
  readonly end: number;
}

/** Bytes that are acceptable JSON. */
export interface JsonText {
  readonly ok: true;
  /** Watched keys that occur once; those that occur more often, or in another case, are `duplicate`, and so is all inside of them. */
  readonly members: ReadonlyMap<string, JsonSpan | 'duplicate'>;
}

/** The deepest nesting that is accepted. */
export const MAX_JSON_DEPTH = 64;

const NO_MEMBERS: ReadonlyMap<string, JsonSpan> = new Map();
const NONE: readonly WatchedKey[] = [];
const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Judges bytes as JSON (RFC 8259) in one pass without building anything: UTF-8, well formed, at most {@link MAX_JSON_DEPTH} deep.
 * Numbers, duplicate keys, `__proto__` and unknown keys are none of its business. `watch` names keys (ASCII) of the outermost object
 * whose values the caller wants to find in the raw bytes, so that one value can be replaced and all other bytes stay as they are; a dot
 * leads into the object under a key (`cdr_token.uid`).
 */
export function readJsonText(bytes: Uint8Array, watch: readonly string[] = []): JsonText | JsonFault {
  return new JsonReader(bytes, watch).read();
}

/** The string value at a span, or null when the value is no string. */
export function stringAt(bytes: Uint8Array, span: JsonSpan): string | null {
  if (bytes[span.start] !== 0x22) return null;
  return JSON.parse(UTF8.decode(bytes.subarray(span.start, span.end))) as string;
}

/** The same bytes with the value at `span` replaced by `value` as a JSON string. */
export function replaceAt(bytes: Uint8Array, span: JsonSpan, value: string): Uint8Array {
  const replacement = new TextEncoder().encode(JSON.stringify(value));
  const result = new Uint8Array(bytes.length - (span.end - span.start) + replacement.length);
  result.set(bytes.subarray(0, span.start), 0);
  result.set(replacement, span.start);
  result.set(bytes.subarray(span.end), span.start + replacement.length);
  return result;
}

class Unacceptable {
  constructor(
    readonly fault: JsonFault['fault'],
    readonly at: number,
  ) {}
}

/** A member whose value comes next. */
interface MemberPlace {
  readonly keyStart: number;
  readonly keyEnd: number;
  readonly depth: number;
}

/** A hand-written scanner: JSON.parse would build what nobody needs, cannot bound depth and loses where a value stands. */
class JsonReader {
  private at = 0;
  private readonly members: Map<string, JsonSpan | 'duplicate'> | null;
  /** Keys that are watched in the next object, where one begins. */
  private watched: readonly WatchedKey[];

  constructor(
    private readonly bytes: Uint8Array,
    watch: readonly string[],
  ) {
    this.members = watch.length > 0 ? new Map() : null;
    this.watched = watch.length > 0 ? watchedKeys(watch) : NONE;
  }

  read(): JsonText | JsonFault {
    try {
      this.skipSpace();
      this.value(0);
      this.skipSpace();
      if (this.at < this.bytes.length) throw new Unacceptable('syntax', this.at);
      return { ok: true, members: this.members ?? NO_MEMBERS };
    } catch (reason) {
      if (reason instanceof Unacceptable) return { ok: false, fault: reason.fault, at: reason.at };
      throw reason;
    }
  }

  private value(depth: number): void {
    switch (this.bytes[this.at]) {
      case 0x7b:
        return this.object(depth + 1);
      case 0x5b:
        return this.array(depth + 1);
      case 0x22:
        return this.string();
      case 0x74:
        return this.literal('true');
      case 0x66:
        return this.literal('false');
      case 0x6e:
        return this.literal('null');
      default:
        return this.number();
    }
  }

  private object(depth: number): void {
    if (depth > MAX_JSON_DEPTH) throw new Unacceptable('depth', this.at);
    const { watched } = this;
    this.watched = NONE;
    this.at++;
    this.skipSpace();
    if (this.bytes[this.at] === 0x7d) {
      this.at++;
      return;
    }
    for (;;) {
      const keyStart = this.at;
      if (this.bytes[this.at] !== 0x22) throw new Unacceptable('syntax', this.at);
      this.string();
      const keyEnd = this.at;
      this.skipSpace();
      if (this.bytes[this.at] !== 0x3a) throw new Unacceptable('syntax', this.at);
      this.at++;
      this.skipSpace();
      if (watched.length === 0) this.value(depth);
      else this.watchedMember(watched, { keyStart, keyEnd, depth });
      this.skipSpace();
      const next = this.bytes[this.at];
      if (next !== 0x2c && next !== 0x7d) throw new Unacceptable('syntax', this.at);
      this.at++;
      if (next === 0x7d) return;
      this.skipSpace();
    }
  }

  private array(depth: number): void {
    if (depth > MAX_JSON_DEPTH) throw new Unacceptable('depth', this.at);
    this.watched = NONE;
    this.at++;
    this.skipSpace();
    if (this.bytes[this.at] === 0x5d) {
      this.at++;
      return;
    }
    for (;;) {
      this.value(depth);
      this.skipSpace();
      const next = this.bytes[this.at];
      if (next !== 0x2c && next !== 0x5d) throw new Unacceptable('syntax', this.at);
      this.at++;
      if (next === 0x5d) return;
      this.skipSpace();
    }
  }

  private string(): void {
    const bytes = this.bytes;
    let at = this.at + 1;
    for (;;) {
      const byte = bytes[at];
      if (byte === undefined || byte < 0x20) throw new Unacceptable('syntax', at);
      if (byte === 0x22) break;
      if (byte === 0x5c) at = this.escape(at);
      else if (byte < 0x80) at++;
      else at = this.multibyte(at);
    }
    this.at = at + 1;
  }

  private escape(at: number): number {
    const kind = this.bytes[at + 1];
    if (kind === 0x75) {
      for (let i = at + 2; i < at + 6; i++) if (!isHexDigit(this.bytes[i])) throw new Unacceptable('syntax', i);
      return at + 6;
    }
    if (kind === undefined || !SIMPLE_ESCAPES.has(kind)) throw new Unacceptable('syntax', at);
    return at + 2;
  }

  /** One code point of two to four bytes; overlong forms, surrogates and code points past U+10FFFF are refused (RFC 3629). */
  private multibyte(at: number): number {
    const first = this.bytes[at] ?? 0;
    const length =
      first >= 0xc2 && first <= 0xdf ? 2 : first >= 0xe0 && first <= 0xef ? 3 : first >= 0xf0 && first <= 0xf4 ? 4 : 0;
    const second = this.bytes[at + 1] ?? 0;
    const tooLow = (first === 0xe0 && second < 0xa0) || (first === 0xf0 && second < 0x90);
    const tooHigh = (first === 0xed && second > 0x9f) || (first === 0xf4 && second > 0x8f);
    if (length === 0 || tooLow || tooHigh) throw new Unacceptable('encoding', at);
    for (let i = at + 1; i < at + length; i++) {
      if (((this.bytes[i] ?? 0) & 0xc0) !== 0x80) throw new Unacceptable('encoding', i);
    }
    return at + length;
  }

  private literal(word: string): void {
    for (let i = 0; i < word.length; i++) {
      if (this.bytes[this.at + i] !== word.charCodeAt(i)) throw new Unacceptable('syntax', this.at + i);
    }
    this.at += word.length;
  }

  private number(): void {
    if (this.bytes[this.at] === 0x2d) this.at++;
    if (this.bytes[this.at] === 0x30) this.at++;
    else this.digits();
    if (this.bytes[this.at] === 0x2e) {
      this.at++;
      this.digits();
    }
    const exponent = this.bytes[this.at];
    if (exponent !== 0x65 && exponent !== 0x45) return;
    this.at++;
    const sign = this.bytes[this.at];
    if (sign === 0x2b || sign === 0x2d) this.at++;
    this.digits();
  }

  private digits(): void {
    if (!isDigit(this.bytes[this.at])) {
      const isText = (this.bytes[this.at] ?? 0) >= 0x80;
      throw new Unacceptable(isText ? 'encoding' : 'syntax', this.at);
    }
    while (isDigit(this.bytes[this.at])) this.at++;
  }

  private skipSpace(): void {
    for (;;) {
      const byte = this.bytes[this.at];
      if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return;
      this.at++;
    }
  }

  /**
   * Keys are compared as readers behind the hub read them: `response\u005furl` is `response_url` to all of them, and `Response_Url`
   * is to those that do not mind case. So a key in another spelling counts as one more of the same.
   */
  private watchedMember(watched: readonly WatchedKey[], { keyStart, keyEnd, depth }: MemberPlace): void {
    let found: WatchedKey | null = null;
    let isExact = false;
    for (const candidate of watched) {
      const match = this.matchKey(keyStart, keyEnd, candidate.key);
      if (match === 'other') continue;
      found = candidate;
      isExact = match === 'exact';
      break;
    }
    const start = this.at;
    if (found !== null) this.watched = found.inner;
    this.value(depth);
    this.watched = NONE;
    if (found !== null) this.note(found, isExact, { start, end: this.at });
  }

  /** What stands twice is ambiguous as a whole: one reader takes the first, another the last. */
  private note(found: WatchedKey, isExact: boolean, span: JsonSpan): void {
    const isFirst = isExact && !this.members?.has(found.path);
    this.members?.set(found.path, isFirst ? span : 'duplicate');
    if (!isFirst) for (const path of pathsWithin(found)) this.members?.set(path, 'duplicate');
  }

  /** Byte by byte up to the first difference: decoding each key of a body of a million small ones would hold everybody up. */
  private matchKey(keyStart: number, keyEnd: number, key: string): 'exact' | 'case' | 'other' {
    let at = keyStart + 1;
    let isExact = true;
    for (let index = 0; index < key.length; index++) {
      const isEscaped = this.bytes[at] === 0x5c;
      const code = isEscaped ? this.escapedUnit(at) : (this.bytes[at] ?? 0);
      const wanted = key.charCodeAt(index);
      if (code !== wanted) {
        if (!isLetter(wanted) || (code ^ wanted) !== CASE_BIT) return 'other';
        isExact = false;
      }
      at += isEscaped ? 6 : 1;
    }
    if (at !== keyEnd - 1) return 'other';
    return isExact ? 'exact' : 'case';
  }

  /** The UTF-16 unit of `\uXXXX`; minus one for the short escapes, none of which stands for a character that a key has. */
  private escapedUnit(at: number): number {
    if (this.bytes[at + 1] !== 0x75) return -1;
    let unit = 0;
    for (let digit = at + 2; digit < at + 6; digit++) unit = unit * 16 + hexValue(this.bytes[digit] ?? 0);
    return unit;
  }
}

const SIMPLE_ESCAPES = new Set([0x22, 0x5c, 0x2f, 0x62, 0x66, 0x6e, 0x72, 0x74]);

/** What tells the two cases of an ASCII letter apart. */
const CASE_BIT = 0x20;

function isLetter(code: number): boolean {
  const lower = code | CASE_BIT;
  return lower >= 0x61 && lower <= 0x7a;
}

function hexValue(digit: number): number {
  return digit <= 0x39 ? digit - 0x30 : (digit | CASE_BIT) - 0x57;
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}

function isHexDigit(byte: number | undefined): boolean {
  return byte !== undefined && (isDigit(byte) || (byte >= 0x41 && byte <= 0x46) || (byte >= 0x61 && byte <= 0x66));
}
