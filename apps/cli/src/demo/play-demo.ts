import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OcpiVersion } from '@busbar/ocpi';
import { OperatorApi, type ApiObject } from '../operator-api.js';
import type { Terminal } from '../terminal.js';
import { startChargeChild, type ChargeChild, type Participant, type ToldStep } from './charge-child.js';
import type { HubChild } from './hub-child.js';

const OPERATOR = { party: 'NL/AMP', role: 'CPO', name: 'Amperhaven (simulated operator)' };
const PROVIDER = { party: 'DE/EMO', role: 'EMSP', name: 'Emobil (simulated provider)' };

/** The OCPI version each of the two platforms speaks; where they differ the hub translates. */
export interface SpokenVersions {
  readonly operator: OcpiVersion;
  readonly provider: OcpiVersion;
}

/** What the demo runs on. */
export interface Stage {
  readonly hub: HubChild;
  readonly dataDir: string;
  readonly versions: SpokenVersions;
  readonly terminal: Terminal;
}

/** A charge under way, and the correlation ids of its steps so far. */
export interface DemoCharge extends ChargeChild {
  readonly steps: readonly ToldStep[];
}

/** Admits the two parties at the hub as an operator would, and lets them register and charge; each step is one line. */
export async function beginCharge({ hub, dataDir, versions, terminal }: Stage): Promise<DemoCharge> {
  const api = new OperatorApi(hub.url, readFileSync(join(dataDir, 'operator.key'), 'utf8').trim());
  const steps: ToldStep[] = [];
  const tell = (step: ToldStep): void => {
    steps.push(step);
    const id = step.correlationId === null ? '' : `  [${step.correlationId}]`;
    terminal.print(`${String(steps.length).padStart(3)}. ${step.by}  ${step.what}${id}`);
  };
  const operator = { ...(await admit(api, OPERATOR)), version: versions.operator };
  const provider = { ...(await admit(api, PROVIDER)), version: versions.provider };
  const plan = { versionsUrl: `${hub.url}/ocpi/versions`, operator, provider };
  return { ...startChargeChild(plan, tell), steps };
}

async function admit(api: OperatorApi, who: typeof OPERATOR): Promise<Omit<Participant, 'version'>> {
  const [country_code, party_id] = who.party.split('/');
  const parties = [{ country_code, party_id, role: who.role, business_details: { name: who.name } }];
  const platform = await api.post('/platforms', { name: who.name, parties });
  const { token } = platform['registration'] as ApiObject;
  return { party: who.party, name: who.name, token: String(token) };
}
