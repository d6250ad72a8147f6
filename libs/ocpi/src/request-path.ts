import type { InterfaceRole } from './modules.js';

/** The longest path and query that is read, in characters. */
export const MAX_TARGET_LENGTH = 4096;

/** Segments without escapes, none of them a dot segment: nearly every path, told at one look. */
const FAULTLESS_PATH = /^(?:\/(?!\.\.?(?:[/;]|$))[\w.~:@!$&'()*+,;=-]*)+$/;

/** A request target taken apart; `rest` is everything after the module, byte for byte, with its leading slash. */
export interface TargetParts {
  readonly path: string;
  readonly query: string | null;
}

/** Splits a raw request target at its first `?`. */
export function splitTarget(target: string): TargetParts {
  const at = target.indexOf('?');
  return at < 0 ? { path: target, query: null } : { path: target.slice(0, at), query: target.slice(at + 1) };
}

/**
 * Why a path may not pass, or null. Refused are characters that no URL has, NUL, and dot segments however they are spelled:
 * a receiver behind a normalising proxy would read them as another path.
 */
export function pathFault(path: string): string | null {
  if (path.length > MAX_TARGET_LENGTH) return `the path is longer than ${MAX_TARGET_LENGTH} characters`;
  if (FAULTLESS_PATH.test(path)) return null;
  if (!/^[\x21-\x7e]*$/.test(path) || /[\\#]/.test(path))
    return 'the path has a character that must be percent-encoded';
  if (/%00/.test(path)) return 'the path has an encoded NUL';
  if (!path.includes('.') && !/%2e/i.test(path)) return null;
  const decoded = path.replace(/%2e/gi, '.').replace(/%2f|%5c/gi, '/');
  const isDotSegment = (segment: string): boolean => /^\.\.?(?:;|%3b|$)/i.test(segment);
  return decoded.split('/').some(isDotSegment) ? 'the path has a dot segment' : null;
}

/** Why a query may not pass, or null: it is passed on as sent, so only what no HTTP request can carry is refused. */
export function queryFault(query: string): string | null {
  if (query.length > MAX_TARGET_LENGTH) return `the query is longer than ${MAX_TARGET_LENGTH} characters`;
  return /^[\x21\x22\x24-\x7e]*$/.test(query) ? null : 'the query has a character that must be percent-encoded';
}

/** The decoded segments of a rest path, without empty ones at the end; null where the encoding is broken. */
export function pathSegments(rest: string): readonly string[] | null {
  const segments = rest.replace(/^\//, '').replace(/\/$/, '').split('/');
  try {
    return segments.length === 1 && segments[0] === '' ? [] : segments.map((segment) => decodeURIComponent(segment));
  } catch {
    return null;
  }
}

/** `sender` or `receiver` in a URL of the hub as InterfaceRole, or null. */
export function interfaceRoleOf(segment: string): InterfaceRole | null {
  if (segment === 'sender') return 'SENDER';
  return segment === 'receiver' ? 'RECEIVER' : null;
}
