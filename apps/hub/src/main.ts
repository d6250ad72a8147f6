import 'reflect-metadata';
import { bootNotices, describeFaults, effectiveSettings, readEnvironment } from '../../../config/env.js';
import { createLog, logBoot } from '@busbar/observability';
import { bootLines } from './boot-lines.js';
import { endOnSignal } from './end-on-signal.js';
import { programVersion } from './program-version.js';
import { startHub } from './start-hub.js';

const reading = readEnvironment(process.env);
if (!reading.ok) {
  process.stderr.write(`${describeFaults(reading.faults)}\n`);
  process.exit(1);
}
const { config } = reading;
const log = createLog({ level: config.logLevel, process: 'hub' });
logBoot(log, programVersion(), effectiveSettings(config));
for (const notice of bootNotices(config)) log.warn({ event: 'process.notice' }, notice);
try {
  const hub = await startHub(config, log);
  endOnSignal(hub, log);
  process.stdout.write(`${bootLines(config).join('\n')}\n`);
} catch (error) {
  log.fatal({ event: 'process.failed_to_start', err: error }, 'the hub could not start');
  process.exitCode = 1;
  // What was opened before the failure would keep the process alive; the log is flushed by then.
  setTimeout(() => process.exit(1), 200).unref();
}
