// One hub, and a CPO and an EMSP of each version, of which it has seen a Location and a Token.
import type { JsonObject } from '@busbar/bridge';
import { OCPI_VERSIONS, type OcpiVersion } from '@busbar/ocpi';
import { LOCATION_2_1_1, LOCATION_2_2, TOKEN_2_1_1, TOKEN_2_2 } from '../../support/bridge-rig.js';
import { startHub, type HubProcess } from '../../support/hub-process.js';
import { joinHub, type JoinedPlatform } from '../../support/joined-platform.js';

/** Seconds that a CPO of 2.1.1 is given for a command, as the operator has set it for those who ask. */
export const COMMAND_TIMEOUT_S = 45;

type Parties = Readonly<Record<OcpiVersion, JoinedPlatform>>;

/** The hub, and its parties by their version. */
export interface World {
  readonly hub: HubProcess;
  readonly cpos: Parties;
  readonly emsps: Parties;
}

/** The CPO and the EMSP of an exchange. */
export interface Couple {
  readonly cpo: OcpiVersion;
  readonly emsp: OcpiVersion;
}

const DIGITS: Readonly<Record<OcpiVersion, string>> = { '2.1.1': '11', '2.2': '20', '2.2.1': '21', '2.3.0': '30' };

/** The CPO of a version, as `NL/C11`. */
export const cpoOf = (version: OcpiVersion): string => `NL/C${DIGITS[version]}`;
/** The EMSP of a version, as `DE/E11`. */
export const emspOf = (version: OcpiVersion): string => `DE/E${DIGITS[version]}`;

/** What the parties of the rows and their objects are called in the world, where no two have the same name. */
function namesOf({ cpo, emsp }: Couple): ReadonlyMap<string, string> {
  const [ofCpo, ofEmsp] = [`C${DIGITS[cpo]}`, `E${DIGITS[emsp]}`];
  const owned = ['LOC1', 'S1'].map((id) => [id, `${id}-${ofCpo}`] as const);
  return new Map([
    ['ABC', ofCpo],
    ['MSP', ofEmsp],
    ['NL*ABC*E1', `NL*${ofCpo}*E1`],
    [TOKEN_2_2.uid, `${TOKEN_2_2.uid}-${ofEmsp}`],
    [TOKEN_2_2.contract_id, `DE-${ofEmsp}-C12345678-X`],
    ...owned,
  ]);
}

/** A value of the rows, be it a body or a path, as these two say it. */
export function named<T>(value: T, couple: Couple): T {
  const names = namesOf(couple);
  const within = (one: unknown): unknown => {
    if (typeof one === 'string') return names.get(one) ?? one;
    if (Array.isArray(one)) return one.map(within);
    const isPlain = typeof one === 'object' && one !== null && Object.getPrototypeOf(one) === Object.prototype;
    if (!isPlain) return one;
    return Object.fromEntries(Object.entries(one).map(([field, content]) => [field, within(content)]));
  };
  return within(value) as T;
}

/** Starts it all. */
export async function startWorld(): Promise<World> {
  const hub = await startHub();
  const join = async (role: 'CPO' | 'EMSP', version: OcpiVersion): Promise<JoinedPlatform> => {
    const settings = { bridge_defaults: { command_timeout: COMMAND_TIMEOUT_S } };
    const id = role === 'CPO' ? cpoOf(version) : emspOf(version);
    return joinHub(hub, { parties: [{ id, role }], versions: [version], settings });
  };
  const joinAll = async (role: 'CPO' | 'EMSP'): Promise<Parties> => {
    const joined = await Promise.all(
      OCPI_VERSIONS.map(async (version) => [version, await join(role, version)] as const),
    );
    return Object.fromEntries(joined) as unknown as Parties;
  };
  const world = { hub, cpos: await joinAll('CPO'), emsps: await joinAll('EMSP') };
  await Promise.all(OCPI_VERSIONS.map((version) => introduce(world, version)));
  return world;
}

/** Both tell everybody of what they have. */
async function introduce({ cpos, emsps }: World, version: OcpiVersion): Promise<void> {
  const couple = { cpo: version, emsp: version };
  const [location, token]: readonly JsonObject[] =
    version === '2.1.1' ? [LOCATION_2_1_1, TOKEN_2_1_1] : [LOCATION_2_2, TOKEN_2_2];
  const push = { method: 'PUT', interfaceRole: 'RECEIVER' } as const;
  const told = [
    await cpos[version].request({
      ...push,
      module: 'locations',
      path: `/${pathOf('NL/ABC/LOC1', couple)}`,
      body: named(location, couple),
    }),
    await emsps[version].request({
      ...push,
      module: 'tokens',
      path: `/${pathOf(`DE/MSP/${TOKEN_2_2.uid}`, couple)}`,
      body: named(token, couple),
    }),
  ];
  for (const { envelope } of told)
    if (envelope?.status_code !== 1000) throw new Error(`the hub did not take it: ${JSON.stringify(envelope)}`);
}

/** A path of the rows as these two say it. */
export function pathOf(path: string, couple: Couple): string {
  return named(path.split('/'), couple).join('/');
}
