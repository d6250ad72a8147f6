import type { JsonSpan } from './json-text.js';

/** A member of a JSON object: its key as readers read it, and where its value stands. */
export interface JsonMember extends JsonSpan {
  readonly key: string;
}

/** A piece of text to put in place of a span; an empty span inserts. */
export interface JsonChange extends JsonSpan {
  readonly text: string;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENING = new Set([0x7b, 0x5b]);
const CLOSING = new Set([0x7d, 0x5d]);

/**
 * The members of the object that begins at `at`, in order, also those that occur twice; null where no object begins. The text must be
 * well-formed JSON, as {@link readJsonText} judges it. Nothing is built from values: they stay where they stand.
 */
export function objectMembers(text: string, at = 0): readonly JsonMember[] | null {
  let next = skipSpace(text, at);
  if (text.charCodeAt(next) !== 0x7b) return null;
  const members: JsonMember[] = [];
  next = skipSpace(text, next + 1);
  while (text.charCodeAt(next) === QUOTE) {
    const keyEnd = endOfString(text, next);
    const start = skipSpace(text, skipSpace(text, keyEnd) + 1);
    const end = endOfValue(text, start);
    members.push({ key: readKey(text.slice(next, keyEnd)), start, end });
    next = skipSpace(text, end);
    if (text.charCodeAt(next) === 0x2c) next = skipSpace(text, next + 1);
  }
  return members;
}

/** Where the elements of the array that begins at `at` stand, in order; null where no array begins. Of well-formed JSON. */
export function arrayElements(text: string, at = 0): readonly JsonSpan[] | null {
  let next = skipSpace(text, at);
  if (text.charCodeAt(next) !== 0x5b) return null;
  const elements: JsonSpan[] = [];
  next = skipSpace(text, next + 1);
  while (next < text.length && text.charCodeAt(next) !== 0x5d) {
    const end = endOfValue(text, next);
    elements.push({ start: next, end });
    next = skipSpace(text, end);
    if (text.charCodeAt(next) === 0x2c) next = skipSpace(text, next + 1);
  }
  return elements;
}

/** The value of the last member of that key, as most readers take it; undefined where there is none. */
export function lastMember(members: readonly JsonMember[], key: string): JsonMember | undefined {
  return members.findLast((member) => member.key === key);
}

/** The string that stands at a span, or null where the value is no string. */
export function stringIn(text: string, span: JsonSpan): string | null {
  return text.charCodeAt(span.start) === QUOTE ? (JSON.parse(text.slice(span.start, span.end)) as string) : null;
}

/** The text with these pieces put in, all other characters as they are; spans must not overlap. */
export function applyChanges(text: string, changes: readonly JsonChange[]): string {
  let result = '';
  let at = 0;
  for (const change of [...changes].sort((a, b) => a.start - b.start)) {
    result += text.slice(at, change.start) + change.text;
    at = change.end;
  }
  return result + text.slice(at);
}

/** The same JSON without space between its tokens. */
export function withoutSpace(text: string): string {
  let result = '';
  let from = 0;
  for (let at = 0; at < text.length;) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = endOfString(text, at);
      continue;
    }
    const end = skipSpace(text, at);
    if (end > at) {
      result += text.slice(from, at);
      from = end;
    }
    at = Math.max(end, at + 1);
  }
  return result + text.slice(from);
}

function readKey(quoted: string): string {
  return quoted.includes('\\') ? (JSON.parse(quoted) as string) : quoted.slice(1, -1);
}

/** Behind the value that begins at `at`. */
function endOfValue(text: string, at: number): number {
  const first = text.charCodeAt(at);
  if (first === QUOTE) return endOfString(text, at);
  if (!OPENING.has(first)) return endOfScalar(text, at);
  let depth = 0;
  for (let next = at; next < text.length;) {
    const code = text.charCodeAt(next);
    if (code === QUOTE) {
      next = endOfString(text, next);
      continue;
    }
    next++;
    if (OPENING.has(code)) depth++;
    else if (CLOSING.has(code) && --depth === 0) return next;
  }
  return text.length;
}

function endOfScalar(text: string, at: number): number {
  let next = at;
  while (next < text.length && /[\w.+-]/.test(text.charAt(next))) next++;
  // A text that is no JSON must not hold the loops above where they are.
  return Math.max(next, at + 1);
}

function endOfString(text: string, at: number): number {
  let end = text.indexOf('"', at + 1);
  while (end >= 0 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end < 0 ? text.length : end + 1;
}

function isEscaped(text: string, quote: number): boolean {
  let at = quote - 1;
  while (text.charCodeAt(at) === BACKSLASH) at--;
  return (quote - 1 - at) % 2 === 1;
}

function skipSpace(text: string, at: number): number {
  let next = at;
  for (;;) {
    const code = text.charCodeAt(next);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return next;
    next++;
  }
}
