import type { RequestListener } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { databaseLocation, type HubConfig } from '../../../config/env.js';
import { Journey } from '@busbar/core';
import { openDatabase } from '@busbar/database';
import { findRedisFault } from '@busbar/deliveries';
import { MessageLines, NestLog, type Log } from '@busbar/observability';
import { Readiness, type RunningProcess } from '@busbar/process';
import { LanesModule } from '@busbar/routing';
import { OcpiGateway } from './gateway/ocpi-gateway.js';
import { refuseBrokenHttp } from './gateway/plain-refusal.js';
import { HubModule } from './hub.module.js';
import { HubServers } from './hub-servers.js';
import { ObservedJournal } from './observed-journal.js';
import { configureOperatorApi } from './operator/configure-operator-api.js';
import { EventFeed } from './operator/events/event-feed.js';
import { STORES } from './stores.js';

/** Longer than the usual deadline of an exchange; together with the grace and the journal it stays below the 25 s of a process's end. */
const ANSWERS_WITHIN_MS = 11_000;

/**
 * Starts everything the configuration asks for and resolves when the hub listens. It ends in order: not ready while it still serves,
 * so that balancers turn away; no new connections; what is under way ends; lanes rest; the journal is written; the database closed.
 */
export async function startHub(config: HubConfig, log: Log): Promise<RunningProcess> {
  const redisFault = config.redisUrl === null ? null : await findRedisFault(config.redisUrl.reveal());
  if (redisFault !== null) throw new Error(redisFault);
  const database = await openDatabase(databaseLocation(config), STORES, {
    report: (sentence) => log.warn({ event: 'database.changed' }, sentence),
  });
  const gateway = new OcpiGateway(config.maxBodyBytes);
  const servers = new HubServers(gateway, config);
  const adapter = new FastifyAdapter({
    serverFactory: (framework: RequestListener) => servers.createFor(framework),
    clientErrorHandler: refuseBrokenHttp,
    forceCloseConnections: 'idle',
  });
  const app = await NestFactory.create<NestFastifyApplication>(HubModule.register(config, database, log), adapter, {
    bodyParser: false,
    logger: new NestLog(log),
  });
  configureOperatorApi(app);
  await app.init();
  const feed = app.get(EventFeed);
  const lines = new MessageLines(log);
  const observed = app.get(ObservedJournal);
  observed.tell((row) => lines.concluded(row));
  observed.tell((row) => feed.messageConcluded(row));
  gateway.open(app.get(Journey));
  await app.listen(servers.frameworkPort, config.host);
  await servers.listen();
  return {
    close: async () => {
      app.get(Readiness).drain();
      servers.drain();
      await delay(config.drainGraceS * 1_000);
      feed.endAll();
      await Promise.all([servers.end(ANSWERS_WITHIN_MS), app.get(LanesModule).park()]);
      await app.close();
      await database.close();
    },
  };
}
