export { createLog, logBoot, type Log, type LogLevel, type LogOptions } from './log.js';
export { MessageCounts, type DurationCount, type MessageCount } from './message-counts.js';
export { MessageLines } from './message-lines.js';
export { Metrics, type MetricSources, type PullFigures } from './metrics.js';
export { NestLog } from './nest-log.js';
export { platformGauges, type PlatformGauge } from './platform-gauges.js';
export { redact, redactText, REDACTED } from './redact.js';
