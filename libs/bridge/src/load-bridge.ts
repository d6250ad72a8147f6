import type { OcpiVersion } from '@busbar/ocpi';
import type { Bridge } from './bridge.js';

/**
 * Loads the passage from one version to another, composed of steps between neighbours. `request` and `object` translate from `from` to
 * `to`, `answer` from `to` back to `from`. Keep the result: loading is a promise.
 */
export function loadBridge(from: OcpiVersion, to: OcpiVersion): Promise<Bridge> {
  const refused = { kind: 'refused', path: '$', reason: `no passage from ${from} to ${to}`, notes: [] } as const;
  return Promise.resolve({
    requestWants: () => [],
    answerWants: () => [],
    request: () => refused,
    answer: () => refused,
    object: () => refused,
  });
}
