import type { Bridge, BridgedAnswer, BridgedEndpoint, BridgedRequest, Known, Parties } from '@busbar/bridge';
import type { BridgeMemory } from './bridge-memory.js';
import { countOfRefusal, countsOf, type BridgeCounts, type BridgedWay } from './bridge-counts.js';
import { MAX_ROUNDS, Seen } from './seen.js';

/** What translating works with. */
export interface BridgingPorts {
  readonly bridgeMemory: BridgeMemory;
  readonly bridgeCounts: BridgeCounts;
  /** Resolves once whatever else waits for the thread has had its turn. */
  readonly giveTurn: () => Promise<void>;
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
export function translateRequest(asked: ToTranslate, ports: BridgingPorts): Promise<BridgedRequest | 'database-lost'> {
  const { bridge, endpoint, content } = asked;
  return translate(asked, (known) => bridge.request(endpoint, content, known), ports);
}

/** Translates an envelope back to whoever asked, with what the hub has seen, and counts what that cost. */
export function translateAnswer(asked: ToTranslate, ports: BridgingPorts): Promise<BridgedAnswer | 'database-lost'> {
  const { bridge, endpoint, content } = asked;
  return translate(asked, (known) => bridge.answer(endpoint, content, known), ports);
}

/** Again with what it asked for, until it asks for nothing more: most translations ask for nothing. */
async function translate<T extends BridgedRequest | BridgedAnswer>(
  { parties, defaults, receivedAt, way }: ToTranslate,
  run: (known: Known) => T,
  { bridgeMemory, bridgeCounts }: BridgingPorts,
): Promise<T | 'database-lost'> {
  const memory = new Seen();
  const known: Known = { ...parties, defaults, receivedAt, seen: memory.seen };
  let translated = run(known);
  for (let round = 1; round < MAX_ROUNDS && memory.isAskedMore; round++) {
    if (!(await memory.look(bridgeMemory))) return 'database-lost';
    translated = run(known);
  }
  return counted(translated, way, bridgeCounts);
}

function counted<T extends BridgedRequest | BridgedAnswer>(translated: T, way: BridgedWay, counts: BridgeCounts): T {
  const costs = countsOf(way, translated.notes);
  const all = translated.kind === 'refused' ? [...costs, countOfRefusal(way, translated)] : costs;
  if (all.length > 0) counts.count(all);
  return translated;
}
