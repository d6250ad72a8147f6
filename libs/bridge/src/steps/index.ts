import type { OcpiVersion } from '@busbar/ocpi';
import type { StepRules } from '../engine/rules.js';
import * as oldest from './between-2-1-1-and-2-2/index.js';
import * as older from './between-2-2-and-2-2-1.js';
import * as newest from './between-2-2-1-and-2-3-0.js';

/** Two neighbouring versions and what the facts do not tell about the way between them. */
export interface Neighbours {
  readonly older: OcpiVersion;
  readonly newer: OcpiVersion;
  readonly up: StepRules;
  readonly down: StepRules;
}

/** All of them, oldest first. */
export const NEIGHBOURS: readonly Neighbours[] = [
  { older: '2.1.1', newer: '2.2', up: oldest.UP, down: oldest.DOWN },
  { older: '2.2', newer: '2.2.1', up: older.UP, down: older.DOWN },
  { older: '2.2.1', newer: '2.3.0', up: newest.UP, down: newest.DOWN },
];
