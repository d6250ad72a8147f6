export { QueuedMessageWatch } from './queued-message-watch.js';
export { ValidationModule } from './validation.module.js';
