export { KeptHandshakeTraces } from './kept-handshake-traces.js';
export { RandomIds } from './random-ids.js';
export { RoutingModule, type RoutingOptions } from './routing.module.js';
export { SourcesModule } from './sources.module.js';
export { SystemClock } from './system-clock.js';
