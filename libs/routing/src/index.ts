export { BoundDrain } from './bound-drain.js';
export { KeptHandshakeTraces } from './kept-handshake-traces.js';
export type { LanesOptions } from './lanes-options.js';
export { LanesModule } from './lanes.module.js';
export { RandomIds } from './random-ids.js';
export type { RoutingOptions } from './routing-options.js';
export { RoutingModule } from './routing.module.js';
export { SourcesModule } from './sources.module.js';
export { SystemClock } from './system-clock.js';
