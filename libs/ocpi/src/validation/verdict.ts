import type { OcpiVersion } from '../versions.js';
import { conditionsOn } from './conditions.js';
import type { Fields } from './fields.js';

/** Whether an object keeps its conditions. */
export type Verdict = (object: Fields, isPatch: boolean) => boolean;

/** The conditions on an object of a version as one question; null when there are none, so that the validator asks nothing. */
export function verdictOn(version: OcpiVersion, object: string): Verdict | null {
  const conditions = conditionsOn(version, object);
  if (conditions === null) return null;
  return (fields, isPatch) => {
    for (const condition of conditions) if (condition.breach(fields, isPatch) !== null) return false;
    return true;
  };
}
