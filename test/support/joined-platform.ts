import { afterAll } from '@jest/globals';
import type { OcpiVersion } from '@busbar/ocpi';
import { SimulatedPlatform, type PlatformOptions } from '../../apps/simulator/src/index.js';
import type { HubProcess } from './hub-process.js';

const started: SimulatedPlatform[] = [];

afterAll(async () => {
  await Promise.all(started.splice(0).map((platform) => platform.stop()));
});

/** What the operator says of a platform beside its parties. */
export interface JoinOptions extends PlatformOptions {
  /** Settings of the platform at the hub. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** The version it registers with; the newest it offers unless told otherwise. */
  readonly version?: OcpiVersion;
}

/** A simulated platform that has a place at a hub. It ends with the suite. */
export class JoinedPlatform extends SimulatedPlatform {
  /** Its id in the operator API. */
  id = '';
  /** Token A, as the operator got it. */
  registrationToken = '';
}

/** Has the operator make a place for a platform and starts it, without registering. */
export async function plannedPlatform(hub: HubProcess, options: JoinOptions): Promise<JoinedPlatform> {
  const platform = new JoinedPlatform(options);
  await platform.start();
  started.push(platform);
  const parties = options.parties.map(({ id, role }) => {
    const [country_code, party_id] = id.split('/');
    return { country_code, party_id, role };
  });
  // A pull is one more request that a suite would have to expect: those that are about pulls switch them on.
  const settings = { pull: [], ...options.settings };
  const place = { name: parties.map(({ party_id }) => party_id).join(), parties, settings };
  const made = await hub.operator<{ id: string; registration: { token: string } }>('POST', '/platforms', place);
  if (made.status !== 201) throw new Error(`the operator could not make a platform: ${JSON.stringify(made.body)}`);
  platform.id = made.body.id;
  platform.registrationToken = made.body.registration.token;
  return platform;
}

/** The same, and registers it at the hub by a handshake of its own. */
export async function joinHub(hub: HubProcess, options: JoinOptions): Promise<JoinedPlatform> {
  const platform = await plannedPlatform(hub, options);
  const handshake = await platform.registerWith({
    versionsUrl: `${hub.publicUrl}/ocpi/versions`,
    token: platform.registrationToken,
    ...(options.version === undefined ? {} : { version: options.version }),
  });
  if (!handshake.done) throw new Error(`${platform.party} could not register: ${handshake.why}`);
  return platform;
}
