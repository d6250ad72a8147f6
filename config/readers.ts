import { Secret } from './secret.js';

/** What became of the text of one variable. A fault completes the sentence "BUSBAR_X …" and never quotes a secret. */
export type Reading<T> = { readonly value: T } | { readonly fault: string };

/** Turns the text of a variable into its value. */
export type Reader<T> = (text: string) => Reading<T>;

/** A whole number between two bounds, both included. */
export function wholeNumber(least: number, most: number): Reader<number> {
  return (text) => {
    const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    return value >= least && value <= most
      ? { value }
      : { fault: `must be a whole number from ${least} to ${most}, not "${text}"` };
  };
}

/** A TCP port to listen on; 0 is refused because the hub tells its partners the port in advance. */
export const port = wholeNumber(1, 65_535);

/** `true` or `false`, nothing else: "yes" must not silently mean no. */
export const flag: Reader<boolean> = (text) =>
  text === 'true' || text === 'false' ? { value: text === 'true' } : { fault: `must be true or false, not "${text}"` };

/** One word of a fixed list. */
export function oneOf<const W extends string>(...words: readonly W[]): Reader<W> {
  return (text) => {
    const word = words.find((candidate) => candidate === text);
    return word === undefined ? { fault: `must be one of ${words.join(', ')}, not "${text}"` } : { value: word };
  };
}

/** Text of one line, at most as long as OCPI allows for it. */
export function oneLine(maxLength: number): Reader<string> {
  return (given) =>
    given.length <= maxLength && !/\p{Cc}/u.test(given)
      ? { value: given }
      : { fault: `must be one line of at most ${maxLength} characters` };
}

/** Text of a given shape, described in words for whoever missed it. */
export function shaped(shape: RegExp, inWords: string): Reader<string> {
  return (given) => (shape.test(given) ? { value: given } : { fault: `must be ${inWords}, not "${given}"` });
}

/** Where partners reach the hub: http or https, perhaps a path; a slash at its end is taken off. */
export const publicUrl: Reader<string> = (given) => {
  const url = URL.canParse(given) ? new URL(given) : null;
  const usable =
    url !== null &&
    (url.protocol === 'https:' || url.protocol === 'http:') &&
    url.username + url.password + url.search + url.hash === '';
  return usable
    ? { value: given.replace(/\/+$/, '') }
    : { fault: `must be an http or https URL without user, query or fragment, such as https://hub.example.com` };
};

/** A connection URL with one of the given schemes; it may hold a password and is therefore never quoted. */
export function connectionUrl(schemes: readonly string[], needsPath: boolean): Reader<Secret<string>> {
  return (given) => {
    const url = URL.canParse(given) ? new URL(given) : null;
    const usable =
      url !== null &&
      schemes.includes(url.protocol.slice(0, -1)) &&
      url.hostname !== '' &&
      (!needsPath || /^\/[^/]+$/.test(url.pathname));
    const example = `${schemes[0] ?? ''}://user:password@host:port${needsPath ? '/database' : ''}`;
    return usable ? { value: new Secret(given) } : { fault: `must look like ${example}` };
  };
}

/** 32 bytes, as 64 hexadecimal digits or Base64. */
export const secretKey: Reader<Secret<Buffer>> = (given) => {
  if (/^[0-9a-f]{64}$/i.test(given)) return { value: new Secret(Buffer.from(given, 'hex')) };
  if (/^[\w+/-]{43}=?$/.test(given)) return { value: new Secret(Buffer.from(given, 'base64')) };
  return { fault: 'must be 32 bytes as 64 hexadecimal digits or as Base64 (openssl rand -hex 32 makes one)' };
};

/** A key that fits into an Authorization header. */
export const operatorKey: Reader<Secret<string>> = (given) =>
  /^[\w.~+/=-]{8,256}$/.test(given)
    ? { value: new Secret(given) }
    : { fault: 'must be 8 to 256 letters, digits and any of . _ ~ + / = - (openssl rand -hex 24 makes one)' };
