import {
  DEFAULT_PLATFORM_SETTINGS,
  isNotChanged,
  TokenTheyIssued,
  type ClaimedParty,
  type CompletedRegistration,
  type HeldToken,
  type NewPlatform,
  type NotChanged,
  type Platform,
  type TokenPurpose,
  type TokenWeIssued,
} from '@busbar/core';
import { isPartyRole, parsePartyId } from '@busbar/ocpi';
import { RandomTestIds } from './registry-rig.js';

const ids = new RandomTestIds();
let partiesMade = 0;

/** `NL/…`: a party id that nobody has yet. */
export function unusedPartyId(): string {
  return `NL/${(partiesMade++).toString(36).toUpperCase().padStart(3, '0')}`;
}

/** The claim on a role and party id. */
export function claimOf(role: string, text: string): ClaimedParty {
  const id = parsePartyId(text);
  if (id === null || !isPartyRole(role)) throw new Error(`${role} ${text} is no party`);
  return { id, role, businessDetails: { name: `${role} ${text}` } };
}

/** A platform to be made with these parties, each as `CPO NL/ABC`. */
export function aNewPlatform(...parties: readonly string[]): NewPlatform {
  const claims = parties.map((party) => {
    const [role = '', id = ''] = party.split(' ');
    return claimOf(role, id);
  });
  return { name: 'Example Charging', parties: claims, settings: DEFAULT_PLATFORM_SETTINGS };
}

/** A new token for a platform to hold. */
export function aHeldToken(purpose: TokenPurpose, expiresAtMs: number | null = null): HeldToken {
  return { token: ids.token(), purpose, expiresAtMs };
}

/** A finished handshake with a platform that offers locations and issued `token-of-theirs`. */
export function aRegistration(
  newToken: HeldToken | null,
  change: Partial<CompletedRegistration> = {},
): CompletedRegistration {
  return {
    registration: {
      version: '2.2.1',
      versionsUrl: 'https://cpo.example/ocpi/versions',
      endpoints: [{ module: 'locations', interfaceRole: 'SENDER', url: 'https://cpo.example/ocpi/2.2.1/locations' }],
      hosts: ['cpo.example'],
      token: new TokenTheyIssued('token-of-theirs', 'raw'),
    },
    businessDetails: [],
    newToken,
    retireOthers: 'now',
    ...change,
  };
}

/** The platform after a change that was to be made. */
export function made(outcome: Platform | NotChanged): Platform {
  if (isNotChanged(outcome)) throw new Error(`not changed: ${JSON.stringify(outcome)}`);
  return outcome;
}

/** The header as 2.1.1 and 2.2 peers write it. */
export function rawHeader(token: TokenWeIssued): string {
  return `Token ${token.reveal()}`;
}
