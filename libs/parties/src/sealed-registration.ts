import { TokenTheyIssued, type Registration } from '@busbar/core';
import type { RegistrationColumns } from './registry-rows.js';
import type { PlatformEntity } from './platform.entity.js';
import type { Seals } from './sealing.js';

/** A registration as columns, with their token sealed for this platform. */
export function sealRegistration(registration: Registration, platformId: string, seals: Seals): RegistrationColumns {
  const { version, versionsUrl, endpoints, hosts, token, party = null } = registration;
  const sealedToken = seals.sealText(token.reveal(), tokenContext(platformId));
  return { version, versionsUrl, endpoints, hosts, sealedToken, tokenEncoding: token.encoding, party };
}

/**
 * The registration in a platform's row; null when it has none. `unreadable` when the sealed token does not open: the row was
 * changed, belongs to another platform, or was sealed with another secret key.
 */
export function openRegistration(row: PlatformEntity, seals: Seals): Registration | null | 'unreadable' {
  const { version, versionsUrl, endpoints, hosts, sealedToken, tokenEncoding, party } = row;
  if (version === null) return null;
  if (versionsUrl === null || endpoints === null || hosts === null || sealedToken === null) return 'unreadable';
  const text = seals.openText(sealedToken, tokenContext(row.id));
  if (text === null) return 'unreadable';
  const token = new TokenTheyIssued(text, tokenEncoding ?? 'base64');
  return { version, versionsUrl, endpoints, hosts, token, ...(party === null ? {} : { party }) };
}

function tokenContext(platformId: string): string {
  return `platforms ${platformId} sealed_token`;
}
