import { Agreements, RegistrySnapshot, type OwnedFact, type OwnedKind } from '@busbar/core';
import { JourneyWorld, type SentMessage } from '../doubles/journey-world.js';
import { aPlatform, type PlatformSketch } from './builders.js';

const MODULES = ['locations', 'tariffs', 'tokens', 'sessions', 'cdrs', 'commands', 'chargingprofiles', 'x-parking'];
const OFFERS = [...MODULES, 'invoicereconciliation'].flatMap((module) => [`${module} SENDER`, `${module} RECEIVER`]);
const platform = (id: string, party: string, change: Partial<PlatformSketch> = {}): PlatformSketch => {
  return { id, parties: [party], offers: OFFERS, ...change };
};
const SKETCHES = [
  platform('cpo', 'CPO NL/CPO'),
  platform('cpo2', 'CPO DE/CPX'),
  platform('emsp', 'EMSP NL/TNM'),
  platform('emsp2', 'EMSP DE/8AC'),
  platform('away', 'EMSP FR/AWY', { status: 'OFFLINE', settings: { store_and_forward: ['sessions'] } }),
];

/** Two CPOs, two EMSPs and an EMSP that is away, on platforms that offer everything; tokens of unknown owners are asked of nobody. */
export function anOpenWorld(facts: readonly OwnedFact[] = [], agreements: Agreements = Agreements.OPEN): JourneyWorld {
  const hub = new JourneyWorld(new RegistrySnapshot(1, SKETCHES.map(aPlatform), { agreements }), {
    authorizeAny: false,
  });
  hub.owners.learn(facts);
  return hub;
}

/** The owner said so himself. */
export const owns = (owner: string, kind: OwnedKind, id: string): OwnedFact => ({ owner, kind, id });

/** `PUT receiver/sessions/NL/CPO/S1` by a platform, without To headers. */
export function message(by: string, request: string, body?: unknown): SentMessage {
  const [method = '', path = ''] = request.split(' ');
  const sent = { by, method, target: `/ocpi/2.2.1/${path}` };
  if (body === undefined) return sent;
  return { ...sent, body: typeof body === 'string' ? body : JSON.stringify(body) };
}

/** How an open message ended. */
export interface OpenEnding {
  readonly ocpi: number | null;
  /** The receiver as the To headers of the forwarded message name it. */
  readonly to: string | null;
  readonly why: string;
  readonly plan: string | null;
}

/** Sends it and says what became of it. */
export async function endingOf(hub: JourneyWorld, sent: SentMessage): Promise<OpenEnding> {
  const reply = await hub.send(sent);
  const [request] = hub.requests;
  const headers = request === undefined ? null : hub.forwarded.headers;
  const to = headers === null ? null : `${headers.get('ocpi-to-country-code')}/${headers.get('ocpi-to-party-id')}`;
  const row = hub.rows.at(-1);
  return { ocpi: reply.ocpi, to, why: row?.why ?? '', plan: row?.plan ?? null };
}
