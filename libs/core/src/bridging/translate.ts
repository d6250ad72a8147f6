import type { Bridge, BridgedAnswer, BridgedEndpoint, BridgedRequest, Known, Parties, Wanted } from '@busbar/bridge';
import { nameOfWanted, type BridgeMemory } from './bridge-memory.js';
import { countOfRefusal, countsOf, type BridgeCounts, type BridgedWay } from './bridge-counts.js';

/** What translating works with. */
export interface BridgingPorts {
  readonly bridgeMemory: BridgeMemory;
  readonly bridgeCounts: BridgeCounts;
}

/** One message or answer that is to be translated, with what is known of it. */
export interface ToTranslate {
  readonly bridge: Bridge;
  readonly endpoint: BridgedEndpoint;
  /** Parsed JSON; undefined where there is none. */
  readonly content: unknown;
  readonly parties: Parties;
  /** The `bridge_defaults` of the platform that gets it. */
  readonly defaults: Readonly<Record<string, unknown>>;
  /** DateTime at which it reached the hub. */
  readonly receivedAt: string;
  readonly way: BridgedWay;
}

/** Translates a request with what the hub has seen, and counts what that cost. */
export async function translateRequest(
  asked: ToTranslate,
  { bridgeMemory, bridgeCounts }: BridgingPorts,
): Promise<BridgedRequest | 'database-lost'> {
  const { bridge, endpoint, content } = asked;
  const known = await knownOf(asked, bridge.requestWants(endpoint, content, asked.parties), bridgeMemory);
  if (known === 'database-lost') return known;
  return counted(bridge.request(endpoint, content, known), asked.way, bridgeCounts);
}

/** Translates an envelope back to whoever asked, with what the hub has seen, and counts what that cost. */
export async function translateAnswer(
  asked: ToTranslate,
  { bridgeMemory, bridgeCounts }: BridgingPorts,
): Promise<BridgedAnswer | 'database-lost'> {
  const { bridge, endpoint, content } = asked;
  const known = await knownOf(asked, bridge.answerWants(endpoint, content, asked.parties), bridgeMemory);
  if (known === 'database-lost') return known;
  return counted(bridge.answer(endpoint, content, known), asked.way, bridgeCounts);
}

async function knownOf(
  { parties, defaults, receivedAt }: ToTranslate,
  wanted: readonly Wanted[],
  memory: BridgeMemory,
): Promise<Known | 'database-lost'> {
  if (wanted.length === 0) return { ...parties, defaults, receivedAt, seen: () => undefined };
  const found = await memory.find(wanted);
  if (found === 'database-lost') return found;
  const byName = new Map(wanted.map((one, index) => [nameOfWanted(one), found[index]]));
  return { ...parties, defaults, receivedAt, seen: (one) => byName.get(nameOfWanted(one)) };
}

function counted<T extends BridgedRequest | BridgedAnswer>(translated: T, way: BridgedWay, counts: BridgeCounts): T {
  const costs = countsOf(way, translated.notes);
  const all = translated.kind === 'refused' ? [...costs, countOfRefusal(way, translated)] : costs;
  if (all.length > 0) counts.count(all);
  return translated;
}
