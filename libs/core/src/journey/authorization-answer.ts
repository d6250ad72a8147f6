import { namesParties, OCPI_STATUS, readJsonText, stringAt, type OcpiVersion, type PartyKey } from '@busbar/ocpi';

/** What real-time authorization was asked for, and of whom. */
export interface AskedToken {
  /** In which the party answers. */
  readonly version: OcpiVersion;
  readonly uid: string;
  /** A TokenType. */
  readonly type: string;
  /** The party that answers. */
  readonly owner: PartyKey;
}

/**
 * What an answer to an authorization request says. `foreign`: it speaks of another token than was asked for, or in another's name.
 * `too-little`: the token is known, but a location is needed to decide. `nothing`: no answer that can be used.
 */
export type AuthorizationAnswer =
  | { readonly kind: 'info'; readonly allowed: string }
  | { readonly kind: 'too-little' | 'unknown' | 'nothing' }
  | { readonly kind: 'foreign'; readonly what: string };

const WATCHED = [
  'status_code',
  'data.allowed',
  'data.token.uid',
  'data.token.type',
  'data.token.country_code',
  'data.token.party_id',
];
const LATIN1 = new TextDecoder('latin1');

/**
 * Reads an answer by the AuthorizationInfo in it. OCPI 2.2.1, Tokens > POST Method; a token that is not known is 404, or 2004. Of which
 * token it speaks nobody can tell in OCPI 2.1.1, where an AuthorizationInfo has none.
 */
export function readAuthorizationAnswer(
  { status, bytes }: { readonly status: number; readonly bytes: Uint8Array },
  asked: AskedToken,
): AuthorizationAnswer {
  if (status === 404) return { kind: 'unknown' };
  const json = readJsonText(bytes, WATCHED);
  if (!json.ok) return { kind: 'nothing' };
  const text = (path: string): string | null => {
    const span = json.members.get(path);
    return span === undefined || span === 'duplicate' ? null : stringAt(bytes, span);
  };
  const code = json.members.get('status_code');
  if (code === undefined || code === 'duplicate') return { kind: 'nothing' };
  const statusCode = Number(LATIN1.decode(bytes.subarray(code.start, code.end)).replaceAll('"', ''));
  if (statusCode === OCPI_STATUS.unknownToken) return { kind: 'unknown' };
  if (statusCode === OCPI_STATUS.notEnoughInformation) return { kind: 'too-little' };
  const allowed = text('data.allowed');
  const isSuccess = status >= 200 && status < 300 && statusCode >= 1000 && statusCode < 2000;
  if (!isSuccess || allowed === null) return { kind: 'nothing' };
  if (!namesParties(asked.version)) return { kind: 'info', allowed };
  const owner = `${text('data.token.country_code') ?? ''}/${text('data.token.party_id') ?? ''}`;
  if (!isSame(text('data.token.uid'), asked.uid))
    return { kind: 'foreign', what: 'another uid than was asked for, or none' };
  if (!isSame(text('data.token.type'), asked.type))
    return { kind: 'foreign', what: `another type than ${asked.type}, or none` };
  if (!isSame(owner, asked.owner))
    return { kind: 'foreign', what: `another owner than ${asked.owner}, which answered` };
  return { kind: 'info', allowed };
}

/** Ids compare case-insensitively (OCPI 2.2.1, Types > CiString). */
function isSame(a: string | null, b: string): boolean {
  return a?.toUpperCase() === b.toUpperCase();
}
