export { EventsModule, type EventsOptions } from './events.module.js';
export { InProcessEventBus } from './in-process-event-bus.js';
export { LiveProcesses, type LiveProcessesPorts } from './live-processes.js';
export { LoneProcess } from './lone-process.js';
export type { RedisEventBus, RedisEventBusOptions } from './redis-event-bus.js';
