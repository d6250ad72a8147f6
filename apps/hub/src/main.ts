import 'reflect-metadata';
import { bootNotices, describeFaults, effectiveSettings, readEnvironment } from '../../../config/env.js';
import { createLog, logBoot } from '@busbar/observability';
import { boundHeapGrowth, programVersion, runUntilSignal } from '@busbar/process';
import { bootLines } from './boot-lines.js';
import { startHub } from './start-hub.js';

boundHeapGrowth();
const reading = readEnvironment(process.env);
if (!reading.ok) {
  process.stderr.write(`${describeFaults(reading.faults)}\n`);
  process.exit(1);
}
const { config } = reading;
const log = createLog({ level: config.logLevel, process: 'hub' });
logBoot(log, programVersion(), effectiveSettings(config));
for (const notice of bootNotices(config)) log.warn({ event: 'process.notice' }, notice);
if (await runUntilSignal(log, () => startHub(config, log))) process.stdout.write(`${bootLines(config).join('\n')}\n`);
