import { setTimeout as delay } from 'node:timers/promises';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { databaseLocation, type HubConfig } from '../../../config/env.js';
import { openDatabase } from '@busbar/database';
import { NestLog, type Log } from '@busbar/observability';
import { Readiness, type RunningProcess } from '@busbar/process';
import { STORES } from './stores.js';
import { WorkerModule } from './worker.module.js';

/**
 * Starts everything the configuration asks for and resolves when the worker answers for its health. It ends in order: not ready; the
 * listener closed; lanes rest once their attempts under way have ended; the journal written; the database closed.
 */
export async function startWorker(config: HubConfig, log: Log): Promise<RunningProcess> {
  const database = await openDatabase(databaseLocation(config), STORES, {
    report: (sentence) => log.warn({ event: 'database.changed' }, sentence),
  });
  // Whoever asks for health may be cut off in the middle: nothing of a party's comes here.
  const adapter = new FastifyAdapter({ forceCloseConnections: true });
  const app = await NestFactory.create<NestFastifyApplication>(WorkerModule.register(config, database), adapter, {
    logger: new NestLog(log),
  });
  await app.listen(config.port, config.host);
  return {
    close: async () => {
      app.get(Readiness).drain();
      await delay(config.drainGraceS * 1_000);
      await app.close();
      await database.close();
    },
  };
}
