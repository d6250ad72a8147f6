import { loadBridge, type Bridge } from '@busbar/bridge';
import type { OcpiVersion } from '@busbar/ocpi';

const loaded = new Map<string, Promise<Bridge>>();

/** The passage between two versions: loaded once by the first message that needs it, since most hubs need few of them. */
export function bridgeBetween(from: OcpiVersion, to: OcpiVersion): Promise<Bridge> {
  const name = `${from}>${to}`;
  const known = loaded.get(name);
  if (known !== undefined) return known;
  const loading = loadBridge(from, to);
  loaded.set(name, loading);
  return loading;
}
