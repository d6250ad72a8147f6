import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OperatorApi, type ApiObject } from '../operator-api.js';
import type { Terminal } from '../terminal.js';
import { startChargeChild, type ChargeChild, type Participant, type ToldStep } from './charge-child.js';
import type { HubChild } from './hub-child.js';

const OPERATOR = { party: 'NL/AMP', role: 'CPO', name: 'Amperhaven (simulated operator)' };
const PROVIDER = { party: 'DE/EMO', role: 'EMSP', name: 'Emobil (simulated provider)' };

/** What the demo runs on. */
export interface Stage {
  readonly hub: HubChild;
  readonly dataDir: string;
  readonly version: string;
  readonly terminal: Terminal;
}

/** A charge under way, and the correlation ids of its steps so far. */
export interface DemoCharge extends ChargeChild {
  readonly steps: readonly ToldStep[];
}

/** Admits the two parties at the hub as an operator would, and lets them register and charge; each step is one line. */
export async function beginCharge({ hub, dataDir, version, terminal }: Stage): Promise<DemoCharge> {
  const api = new OperatorApi(hub.url, readFileSync(join(dataDir, 'operator.key'), 'utf8').trim());
  const steps: ToldStep[] = [];
  const tell = (step: ToldStep): void => {
    steps.push(step);
    const id = step.correlationId === null ? '' : `  [${step.correlationId}]`;
    terminal.print(`${String(steps.length).padStart(3)}. ${step.by}  ${step.what}${id}`);
  };
  const [operator, provider] = [await admit(api, OPERATOR), await admit(api, PROVIDER)];
  const plan = { versionsUrl: `${hub.url}/ocpi/versions`, version, operator, provider };
  return { ...startChargeChild(plan, tell), steps };
}

async function admit(api: OperatorApi, who: typeof OPERATOR): Promise<Participant> {
  const [country_code, party_id] = who.party.split('/');
  const parties = [{ country_code, party_id, role: who.role, business_details: { name: who.name } }];
  const platform = await api.post('/platforms', { name: who.name, parties });
  const { token } = platform['registration'] as ApiObject;
  return { party: who.party, name: who.name, token: String(token) };
}
