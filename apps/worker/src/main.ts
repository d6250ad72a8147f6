import 'reflect-metadata';
import { bootNotices, describeFaults, effectiveSettings, readEnvironment } from '../../../config/env.js';
import { createLog, logBoot } from '@busbar/observability';
import { boundHeapGrowth, programVersion, runUntilSignal } from '@busbar/process';
import { startWorker } from './start-worker.js';

boundHeapGrowth();
const reading = readEnvironment(process.env);
if (!reading.ok) {
  process.stderr.write(`${describeFaults(reading.faults)}\n`);
  process.exit(1);
}
const { config } = reading;
if (config.redisUrl === null) {
  const fault = 'A worker belongs to the cluster profile: it needs BUSBAR_DATABASE_URL and BUSBAR_REDIS_URL.';
  process.stderr.write(`${fault} Without them the hub delivers by itself.\n`);
  process.exit(1);
}
const log = createLog({ level: config.logLevel, process: 'worker' });
logBoot(log, programVersion(), effectiveSettings(config));
for (const notice of bootNotices(config)) log.warn({ event: 'process.notice' }, notice);
if (await runUntilSignal(log, () => startWorker(config, log))) {
  process.stdout.write(`Busbar's worker is running; its health is at http://${config.host}:${config.port}/readyz\n`);
}
