import type { RequestListener } from 'node:http';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { HubConfig } from '../../../config/env.js';
import { Journey } from '@busbar/core';
import { openDatabase } from '@busbar/database';
import { MessageLines, NestLog, type Log } from '@busbar/observability';
import { OcpiGateway } from './gateway/ocpi-gateway.js';
import { refuseBrokenHttp } from './gateway/plain-refusal.js';
import { HubModule } from './hub.module.js';
import { HubServers } from './hub-servers.js';
import { ObservedJournal } from './observed-journal.js';
import { configureOperatorApi } from './operator/configure-operator-api.js';
import { EventFeed } from './operator/events/event-feed.js';
import { Readiness } from './operator/health/readiness.js';
import { STORES } from './stores.js';

/** A hub that listens. */
export interface RunningHub {
  /** Ends it in order: not ready, no new connections, what is under way ends, the journal is written, the database closed. */
  close(): Promise<void>;
}

/** Starts everything the configuration asks for and resolves when the hub listens. */
export async function startHub(config: HubConfig, log: Log): Promise<RunningHub> {
  const location =
    config.databaseUrl === null
      ? { kind: 'sqlite' as const, dataDir: config.dataDir }
      : { kind: 'mysql' as const, url: config.databaseUrl.reveal() };
  const database = await openDatabase(location, STORES, {
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
      gateway.drain();
      await servers.close();
      await app.close();
      await database.close();
    },
  };
}
