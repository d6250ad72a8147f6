export { DatabaseModule } from './database.module.js';
export { HealthModule } from './health.module.js';
export { boundHeapGrowth } from './heap-growth.js';
export { programVersion } from './program-version.js';
export { HealthParts, Readiness, type Degradation, type ReadinessState } from './readiness.js';
export { runUntilSignal, type RunningProcess } from './run-until-signal.js';
