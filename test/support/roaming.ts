import type { PlatformRequest } from '../../apps/simulator/src/index.js';
import { startHub, type HubOptions, type HubProcess } from './hub-process.js';
import { joinHub, type JoinedPlatform, type JoinOptions } from './joined-platform.js';

/** A hub and two platforms that talk through it. */
export interface Roaming {
  readonly hub: HubProcess;
  /** CPO NL/CPO. */
  readonly cpo: JoinedPlatform;
  /** EMSP DE/MSP. */
  readonly emsp: JoinedPlatform;
}

const FUNCTIONAL = ['locations', 'sessions', 'cdrs', 'tariffs', 'tokens', 'commands', 'chargingprofiles'];

/** What differs from a standalone hub and two platforms that keep to the specification. */
export interface RoamingOptions extends HubOptions {
  readonly cpo?: Partial<JoinOptions>;
  readonly emsp?: Partial<JoinOptions>;
}

/** Both interfaces of modules, as a platform offers them. */
export function bothInterfaces(modules: readonly string[]): NonNullable<JoinOptions['offers']> {
  return modules.flatMap((module) => [
    { module, interfaceRole: 'SENDER' as const },
    { module, interfaceRole: 'RECEIVER' as const },
  ]);
}

/** Starts a hub and registers a CPO and an EMSP there, which offer both interfaces of every functional module. */
export async function startRoaming(options: RoamingOptions = {}): Promise<Roaming> {
  const hub = await startHub(options);
  const offers = bothInterfaces(FUNCTIONAL);
  const cpo = await joinHub(hub, { parties: [{ id: 'NL/CPO', role: 'CPO' }], offers, ...options.cpo });
  const emsp = await joinHub(hub, { parties: [{ id: 'DE/MSP', role: 'EMSP' }], offers, ...options.emsp });
  return { hub, cpo, emsp };
}

/** Forgets what the platforms were asked and told to answer. */
export function forget(...platforms: readonly JoinedPlatform[]): void {
  for (const platform of platforms) {
    platform.clearAnswers();
    platform.received.clear();
  }
}

/** A list that the EMSP pulls from the CPO. */
export const GET_LOCATIONS = {
  method: 'GET',
  module: 'locations',
  interfaceRole: 'SENDER',
  to: 'NL/CPO',
} as const satisfies PlatformRequest;

/** A card that the EMSP pushes to the CPO. */
export const PUT_TOKEN = {
  method: 'PUT',
  module: 'tokens',
  interfaceRole: 'RECEIVER',
  path: '/DE/MSP/012345678',
  to: 'NL/CPO',
} as const satisfies PlatformRequest;
