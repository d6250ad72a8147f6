import { RESPONSE_URL_LIFETIME_MS, type CarriedUrl } from '@busbar/core';

/** A response URL that NL/EMS gave to DE/CPO, unless the sketch says otherwise. */
export function aCarriedUrl(sketch: Partial<CarriedUrl> = {}): CarriedUrl {
  const createdAtMs = sketch.createdAtMs ?? Date.UTC(2026, 0, 31, 12);
  return {
    id: 'Zm9yIGEgdGVzdCBvbmx5IQ',
    kind: 'response-url',
    url: 'https://ems.example/callbacks/START_SESSION/17?secret=hush',
    ownerPlatformId: 'ems',
    owner: { countryCode: 'nl', partyId: 'EMS' },
    userPlatformId: 'cpo',
    user: { countryCode: 'DE', partyId: 'CpO' },
    module: 'commands',
    correlationId: 'correlation-1',
    createdAtMs,
    expiresAtMs: createdAtMs + RESPONSE_URL_LIFETIME_MS,
    ...sketch,
  };
}
