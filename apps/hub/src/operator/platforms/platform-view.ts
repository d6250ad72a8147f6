import {
  versionsUrlOf,
  type HandshakeTrace,
  type HeldToken,
  type HubIdentity,
  type Party,
  type Platform,
} from '@busbar/core';
import type { ConnectionView } from '@busbar/hub-client-info';
import { partyKey } from '@busbar/ocpi';
import type { CountedDefect } from '@busbar/parties';
import { writeTime, writeTimeOrNull } from '../time.js';
import { handshakeView } from './handshake-view.js';

/** What is shown of a platform beside what is stored of it. */
export interface PlatformFacts {
  readonly connection: ConnectionView;
  /** Null where this process has seen none. */
  readonly lastHandshake: HandshakeTrace | null;
  /** Null where the database could not be asked. */
  readonly defects: readonly CountedDefect[] | null;
}

/** A platform as operators see it; no token is part of it. */
export function platformView(platform: Platform, facts: PlatformFacts): Record<string, unknown> {
  const { registration } = platform;
  return {
    id: platform.id,
    name: platform.name,
    status: facts.connection.status,
    version: registration?.version ?? null,
    parties: platform.parties.map(hostedPartyView),
    settings: platform.settings,
    versions_url: registration?.versionsUrl ?? null,
    endpoints: (registration?.endpoints ?? []).map(({ module, interfaceRole, url }) => ({
      module,
      interface: interfaceRole,
      url,
    })),
    connection: {
      last_heard_at: writeTimeOrNull(facts.connection.lastHeardAtMs),
      last_answer_at: writeTimeOrNull(facts.connection.lastAnswerAtMs),
      failures_in_a_row: facts.connection.failuresInARow,
      credentials_refused: facts.connection.credentialsRefused,
    },
    last_handshake: facts.lastHandshake && handshakeView(facts.lastHandshake),
    defects: facts.defects?.map(defectView) ?? null,
  };
}

/** The one place where a token is shown: to the operator who hands it to the platform, this once. */
export function registrationView(held: HeldToken, hub: HubIdentity): Record<string, unknown> {
  return {
    token: held.token.reveal(),
    versions_url: versionsUrlOf(hub),
    expires_at: writeTimeOrNull(held.expiresAtMs),
  };
}

function hostedPartyView(party: Party): Record<string, unknown> {
  return {
    party: partyKey(party.id),
    country_code: party.id.countryCode,
    party_id: party.id.partyId,
    role: party.role,
    business_details: party.businessDetails,
  };
}

function defectView(defect: CountedDefect): Record<string, unknown> {
  return { kind: defect.kind, count: defect.count, last_at: writeTime(defect.lastAtMs), detail: defect.detail };
}
