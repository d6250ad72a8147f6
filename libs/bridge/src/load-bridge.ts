import { loadFactBase, OCPI_VERSIONS, type OcpiVersion } from '@busbar/ocpi';
import type { Bridge } from './bridge.js';
import type { Way } from './passage.js';

let loadedWay: Promise<Way> | undefined;

/**
 * Loads the passage from one version to another, composed of steps between neighbours. `request` and `object` translate from `from` to
 * `to`, `answer` from `to` back to `from`. Keep the result: loading is a promise. A hub whose parties all speak one version loads nothing.
 */
export async function loadBridge(from: OcpiVersion, to: OcpiVersion): Promise<Bridge> {
  const { Passage } = await import('./passage.js');
  loadedWay ??= loadWay();
  return new Passage(await loadedWay, from, to);
}

/** Each pair once for all passages: a plan that one has made serves the others. */
async function loadWay(): Promise<Way> {
  const { Pair } = await import('./engine/pair.js');
  const { NEIGHBOURS } = await import('./steps/index.js');
  const facts = await loadFactBase();
  const up = NEIGHBOURS.map((pair) => new Pair(facts, facts.tables[pair.older], facts.tables[pair.newer], pair.up));
  const down = NEIGHBOURS.map((pair) => new Pair(facts, facts.tables[pair.newer], facts.tables[pair.older], pair.down));
  return (from, to) => {
    const [start, end] = [OCPI_VERSIONS.indexOf(from), OCPI_VERSIONS.indexOf(to)];
    return start <= end ? up.slice(start, end) : down.slice(end, start).reverse();
  };
}
