import { afterAll } from '@jest/globals';
import type { PlatformSettings } from '@busbar/core';
import type { OcpiVersion } from '@busbar/ocpi';
import { SimulatedPlatform, type CredentialsObject, type PlatformOptions } from '../../apps/simulator/src/index.js';
import type { HubProcess } from './hub-process.js';
import type { OperatorAnswer } from './operator-api.js';

/** A platform as the operator API shows it. */
export interface PlatformView {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly version: string | null;
  readonly versions_url: string | null;
  readonly parties: readonly Readonly<Record<string, unknown>>[];
  readonly endpoints: readonly { readonly module: string; readonly interface: string; readonly url: string }[];
  readonly settings: Readonly<Record<string, unknown>>;
  readonly connection: { readonly failures_in_a_row: number; readonly credentials_refused: boolean };
  readonly last_handshake: HandshakeView | null;
  readonly defects: readonly { readonly kind: string; readonly count: number }[];
}

/** A handshake as the operator API shows it. */
export interface HandshakeView {
  readonly direction: string;
  readonly ok: boolean;
  readonly entries: readonly { readonly step: string; readonly ok: boolean; readonly detail: string }[];
}

/** A platform that the operator has made, with what it needs to register. */
export interface InvitedPlatform extends PlatformView {
  readonly registration: { readonly token: string; readonly versions_url: string; readonly expires_at: string };
}

/** How an operator makes a platform; what is left out has its default. */
export interface Invitation {
  readonly name?: string;
  /** As `CPO NL/ABC`; those of the simulated platform unless told otherwise. */
  readonly parties?: readonly string[];
  readonly settings?: Partial<PlatformSettings>;
  readonly connect?: { readonly versions_url: string; readonly token: string };
}

const started = new Set<SimulatedPlatform>();

afterAll(async () => {
  await Promise.all([...started].map((platform) => platform.stop()));
  started.clear();
});

/** A simulated platform that listens; it stops with the suite. `parties` are written `CPO NL/ABC`. */
export async function startPlatform(
  parties: string | readonly string[],
  options: Omit<PlatformOptions, 'parties'> = {},
): Promise<SimulatedPlatform> {
  const named = typeof parties === 'string' ? [parties] : parties;
  const platform = new SimulatedPlatform({ ...options, parties: named.map(simulatedParty) });
  await platform.start();
  started.add(platform);
  return platform;
}

/** Makes the platform at the hub as its operator does and returns what was answered. */
export function askForPlatform(
  hub: HubProcess,
  platform: SimulatedPlatform,
  invitation: Invitation = {},
): Promise<OperatorAnswer<InvitedPlatform>> {
  const { name = `platform of ${platform.party}`, parties = partiesOf(platform), connect } = invitation;
  // A pull is one more request that a suite would have to expect: those that are about pulls switch them on.
  const settings = { pull: [], ...invitation.settings };
  return hub.operator<InvitedPlatform>('POST', '/platforms', {
    name,
    parties: parties.map(claim),
    settings,
    ...(connect === undefined ? {} : { connect }),
  });
}

/** Makes the platform at the hub; fails where the operator API does not. */
export async function invite(
  hub: HubProcess,
  platform: SimulatedPlatform,
  invitation: Invitation = {},
): Promise<InvitedPlatform> {
  const made = await askForPlatform(hub, platform, invitation);
  if (made.status !== 201) throw new Error(`the platform was not made: ${JSON.stringify(made.body)}`);
  return made.body;
}

/** Makes the platform at the hub and lets it register with OCPI Credentials; returns its id. */
export async function register(
  hub: HubProcess,
  platform: SimulatedPlatform,
  invitation: Invitation & { readonly version?: OcpiVersion } = {},
): Promise<string> {
  const { version, ...rest } = invitation;
  const { id, registration } = await invite(hub, platform, rest);
  const handshake = await platform.registerWith({
    versionsUrl: registration.versions_url,
    token: registration.token,
    ...(version === undefined ? {} : { version }),
  });
  if (!handshake.done) throw new Error(`${platform.party} did not register: ${handshake.why}`);
  return id;
}

/** The platform as the operator sees it now. */
export async function platformAt(hub: HubProcess, id: string): Promise<PlatformView> {
  return (await hub.operator<PlatformView>('GET', `/platforms/${id}`)).body;
}

/** Its credentials around a token that it has issued for the hub just now. */
export function freshCredentials(platform: SimulatedPlatform): CredentialsObject {
  return platform.credentials(platform.tokens.issue('connection'));
}

/** `CPO NL/ABC` as the operator API takes a party. */
export function claim(text: string): Record<string, unknown> {
  const { id, role } = simulatedParty(text);
  const [country_code, party_id] = id.split('/');
  return { role, country_code, party_id };
}

function simulatedParty(text: string): PlatformOptions['parties'][number] {
  const [role = '', id = ''] = text.split(' ');
  return { id, role: role as 'CPO', name: `${role} ${id}` };
}

/** As it hosts them, whatever its credentials were told to claim. */
function partiesOf(platform: SimulatedPlatform): readonly string[] {
  const { roles = [] } = platform.credentials('-', '2.2.1');
  return roles.map(({ role, country_code, party_id }) =>
    [role, [country_code, party_id].map(String).join('/')].map(String).join(' '),
  );
}
