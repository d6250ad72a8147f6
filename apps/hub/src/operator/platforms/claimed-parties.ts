import type { ClaimedParty, HubIdentity } from '@busbar/core';
import { isSameParty, partyKey } from '@busbar/ocpi';
import type { FieldError } from '../problems/problem.js';
import { problem, type Problem } from '../problems/problem.js';
import type { BusinessDetailsDto, ClaimedPartyDto } from './platform.dto.js';

/**
 * The parties a platform may claim, as the operator wrote them. A party that occurs twice, and the hub's own ids, are refused:
 * both would make an address that leads two ways.
 */
export function claimedParties(
  given: readonly ClaimedPartyDto[],
  platformName: string,
  hub: HubIdentity,
): readonly ClaimedParty[] | Problem {
  const parties = given.map((party) => claimedParty(party, platformName));
  const errors = parties.flatMap((party, index): FieldError[] => {
    const field = `parties[${index}]`;
    if (isSameParty(party.id, hub.party)) return [{ field, message: `${partyKey(party.id)} is the hub itself` }];
    const first = parties.findIndex((other) => other.role === party.role && isSameParty(other.id, party.id));
    return first === index ? [] : [{ field, message: `is the same party and role as parties[${first}]` }];
  });
  const named = errors.map((error) => error.field).join(', ');
  return errors.length === 0 ? parties : problem('invalid-request', `Refused because of: ${named}.`, { errors });
}

function claimedParty(given: ClaimedPartyDto, platformName: string): ClaimedParty {
  const details = given.business_details;
  return {
    id: { countryCode: given.country_code, partyId: given.party_id },
    role: given.role,
    businessDetails: details === undefined ? { name: platformName } : businessDetails(details),
  };
}

function businessDetails({ name, website, logo }: BusinessDetailsDto): ClaimedParty['businessDetails'] {
  return {
    name,
    ...(website === undefined ? {} : { website }),
    ...(logo === undefined ? {} : { logo: { ...logo } }),
  };
}
