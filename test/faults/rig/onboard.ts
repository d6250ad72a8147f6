import type { HubProcess } from '../../support/hub-process.js';
import type { Receivers } from './receivers.js';

/** A party as it registers. */
export interface Newcomer {
  /** `NL/CPO`. */
  readonly party: string;
  readonly role: 'CPO' | 'EMSP';
  /** Whose port its platform is on. */
  readonly at: Receivers;
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** What a party knows of its platform at the hub. */
export interface Onboarded {
  /** In the operator API. */
  readonly id: string;
  /** Token C: what its requests carry. */
  readonly token: string;
}

/** Parties that register at the same time. */
const SIDE_BY_SIDE = 4;

/** Has the operator make a platform for a party, and registers it with OCPI Credentials. */
export async function onboard(hub: HubProcess, { party, role, at, settings = {} }: Newcomer): Promise<Onboarded> {
  const [country_code, party_id] = party.split('/');
  const place = { name: party, parties: [{ role, country_code, party_id }], settings };
  const made = await hub.operator<{ id: string; registration: { token: string } }>('POST', '/platforms', place);
  if (made.status !== 201) throw new Error(`no platform for ${party}: ${JSON.stringify(made.body)}`);
  const answer = await fetch(`${hub.publicUrl}/ocpi/2.2.1/credentials`, {
    method: 'POST',
    headers: { authorization: authorization(made.body.registration.token), 'content-type': 'application/json' },
    body: JSON.stringify({
      token: `token-of-${party}-for-the-hub`,
      url: at.versionsUrl(party),
      roles: [{ role, country_code, party_id, business_details: { name: party } }],
    }),
  });
  const { data } = (await answer.json()) as { data?: { token: string } };
  if (data === undefined) throw new Error(`${party} could not register`);
  return { id: made.body.id, token: data.token };
}

/** Registers EMSPs, some at a time; by party. */
export async function onboardReceivers(
  hub: HubProcess,
  at: Receivers,
  settings: Readonly<Record<string, unknown>> = {},
): Promise<ReadonlyMap<string, Onboarded>> {
  const onboarded = new Map<string, Onboarded>();
  const waiting = [...at.parties];
  const work = async (): Promise<void> => {
    for (let party = waiting.shift(); party !== undefined; party = waiting.shift()) {
      onboarded.set(party, await onboard(hub, { party, role: 'EMSP', at, settings }));
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work));
  return onboarded;
}

/** A token as the Authorization header carries it. */
export function authorization(token: string): string {
  return `Token ${Buffer.from(token).toString('base64')}`;
}
