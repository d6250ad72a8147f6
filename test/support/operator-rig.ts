import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Global, Module } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import {
  Clock,
  Handshake,
  Ids,
  LaneScheduler,
  PartyClient,
  PartyDirectory,
  PeerDefects,
  PeerRegistration,
  PlatformStore,
  Presence,
  type HubIdentity,
  type MessageRow,
} from '@busbar/core';
import { Database, openDatabase } from '@busbar/database';
import { DELIVERY_STORES, DeliveriesModule, ReplaysModule } from '@busbar/deliveries';
import { EventsModule } from '@busbar/events';
import { HubClientInfoModule } from '@busbar/hub-client-info';
import { BatchingJournal, JOURNAL_STORES, JournalModule } from '@busbar/journal';
import { createLog, MessageCounts, Metrics } from '@busbar/observability';
import { OBJECT_STORES, ObjectsModule, PullsModule } from '@busbar/objects';
import { PARTIES_STORES, PartiesModule, Seals } from '@busbar/parties';
import { HealthParts, Readiness, type Degradation } from '@busbar/process';
import { KeptHandshakeTraces, RandomIds } from '@busbar/routing';
import { configureOperatorApi } from '../../apps/hub/src/operator/configure-operator-api.js';
import { YamlReader } from '../../apps/hub/src/operator/agreements/yaml-reader.js';
import { DirectYamlReader } from '../doubles/direct-yaml-reader.js';
import { OPERATOR_LOG } from '../../apps/hub/src/operator/operator-log.js';
import { OperatorSettings } from '../../apps/hub/src/operator/operator-settings.js';
import { OperatorModule } from '../../apps/hub/src/operator/operator.module.js';
import { ManualClock } from '../doubles/manual-clock.js';
import { PeerPlatform } from '../doubles/peer-platform.js';
import { WokenLanes } from '../doubles/woken-lanes.js';
import { partyId } from './builders.js';
import { eventually } from './eventually.js';
import { temporaryDirectory } from './temp-dir.js';

/** BUSBAR_OPERATOR_KEY of the rig. */
export const ADMIN_KEY = 'operator-key-of-the-rig';
const SECRET_KEY = new Uint8Array(32).fill(7);
const HUB: HubIdentity = { party: partyId('NL/HUB'), name: 'Test <hub>', publicUrl: 'https://hub.example' };

/** What a request says beside its path. */
export interface RigRequest {
  readonly method?: string;
  readonly body?: unknown;
  /** The operator key; the admin's unless said otherwise, none where null. */
  readonly key?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What was answered. */
export interface RigAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly text: string;
  /** The body as the object it is expected to be. */
  readonly body: Record<string, unknown>;
}

/** The operator side of the hub over a real SQLite file; the only platform that can be called is `peer`. */
export class OperatorRig {
  readonly clock = new ManualClock();
  readonly peer = new PeerPlatform();
  readonly lanes = new WokenLanes();
  readonly logLines: string[] = [];
  readonly degraded: Degradation[] = [];
  private readonly dataDir = temporaryDirectory();
  private opened: { readonly app: NestFastifyApplication; readonly database: Database } | null = null;
  private hasDatabase = true;

  static async start(): Promise<OperatorRig> {
    const rig = new OperatorRig();
    await rig.open();
    return rig;
  }

  get app(): NestFastifyApplication {
    if (this.opened === null) throw new Error('the rig was closed');
    return this.opened.app;
  }

  /** Asks below the root, `/api/v1/...`. */
  async ask(path: string, request: RigRequest = {}): Promise<RigAnswer> {
    const { method = 'GET', body, key = ADMIN_KEY, headers } = request;
    const answer = await this.app.inject({
      method: method as 'GET',
      url: path,
      headers: {
        ...(key === null ? {} : { authorization: `Bearer ${key}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const isJson = answer.body !== '' && /json/.test(String(answer.headers['content-type']));
    return {
      status: answer.statusCode,
      headers: answer.headers as Record<string, string | undefined>,
      text: answer.body,
      body: isJson ? (JSON.parse(answer.body) as Record<string, unknown>) : {},
    };
  }

  /** Makes a platform that may claim these parties, as `CPO NL/ABC`, and returns its id. */
  async aPlatform(name: string, ...parties: readonly string[]): Promise<string> {
    const made = await this.ask('/api/v1/platforms', { method: 'POST', body: { name, parties: parties.map(claim) } });
    if (made.status !== 201) throw new Error(`no platform was made: ${made.text}`);
    return made.body['id'] as string;
  }

  /** Makes a key and returns it. */
  async aKey(role: string, party?: string): Promise<string> {
    const made = await this.ask('/api/v1/keys', { method: 'POST', body: { role, ...(party ? { party } : {}) } });
    if (made.status !== 201) throw new Error(`no key was made: ${made.text}`);
    return made.body['key'] as string;
  }

  /** Writes messages to the journal and waits until they are in the database. */
  async record(...rows: readonly MessageRow[]): Promise<void> {
    const journal = this.app.get(BatchingJournal);
    for (const row of rows) journal.record(row);
    await eventually('the journal to be written', () => journal.rowsWaiting === 0);
  }

  /** Lines of the log with this event. */
  logged(event: string): readonly Record<string, unknown>[] {
    const lines = this.logLines.map((line) => JSON.parse(line) as Record<string, unknown>);
    return lines.filter((line) => line['event'] === event);
  }

  /** Everything that lies in the data directory, byte for byte. */
  stored(): string {
    return readdirSync(this.dataDir)
      .map((name) => readFileSync(join(this.dataDir, name), 'latin1'))
      .join('');
  }

  /** From now on the database is away. */
  async loseDatabase(): Promise<void> {
    this.hasDatabase = false;
    await this.opened?.database.close();
  }

  async close(): Promise<void> {
    const { opened } = this;
    this.opened = null;
    await opened?.app.close();
    if (this.hasDatabase) await opened?.database.close();
  }

  private async open(): Promise<void> {
    const stores = [...PARTIES_STORES, ...JOURNAL_STORES, ...DELIVERY_STORES, ...OBJECT_STORES];
    const database = await openDatabase({ kind: 'sqlite', dataDir: this.dataDir }, stores, { inThread: true });
    const app = await this.makeApp(database);
    configureOperatorApi(app);
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    this.opened = { app, database };
  }

  private async makeApp(database: Database): Promise<NestFastifyApplication> {
    const seals = new Seals(SECRET_KEY);
    const journal = JournalModule.forRoot({ lifetimes: { days: 30, payloadDays: 30 }, seals });
    const deliveries = DeliveriesModule.forRoot({ seals, days: 30 });
    const objects = ObjectsModule.forRoot({
      bounds: { perOwner: 1_000, inAll: 10_000 },
      factsPerOwner: 1_000,
      days: 400,
    });
    const replays = ReplaysModule.register({ seals, deliveryTtlMs: 900_000, imports: [journal] });
    const presence = HubClientInfoModule.register({
      settings: { offlineAfter: 3, aliveAfterMs: 300_000, statusHoldMs: 30_000 },
    });
    const pulls = PullsModule.register({ hub: HUB, whenDue: false, imports: [objects, presence] });
    const module = await Test.createTestingModule({
      imports: [
        this.surroundings(database),
        EventsModule.forRoot({ redisUrl: null, kind: 'hub' }),
        PartiesModule.forRoot({ secretKey: SECRET_KEY, lookEveryMs: 50 }),
        OperatorModule.register({
          imports: [journal, presence, deliveries, replays, objects, pulls],
          providers: this.providers(),
        }),
      ],
    }).compile();
    return module.createNestApplication<NestFastifyApplication>(
      // A client that has connected and asked nothing is not idle to Node, and would be waited for.
      new FastifyAdapter({ forceCloseConnections: true }),
      {
        bodyParser: false,
        logger: false,
      },
    );
  }

  private surroundings(database: Database): new () => object {
    const provided = [
      { provide: Database, useValue: database },
      { provide: Clock, useValue: this.clock },
      { provide: Ids, useClass: RandomIds },
      { provide: PartyClient, useValue: this.peer },
      { provide: LaneScheduler, useValue: this.lanes },
    ];
    @Global()
    @Module({ providers: provided, exports: provided.map(({ provide }) => provide) })
    class Surroundings {}
    return Surroundings;
  }

  private providers(): NonNullable<Parameters<typeof OperatorModule.register>[0]['providers']> {
    const { degraded, logLines } = this;
    const log = createLog({ level: 'debug', process: 'hub', stream: { write: (line) => void logLines.push(line) } });
    const messages = new MessageCounts();
    return [
      { provide: OPERATOR_LOG, useValue: log },
      { provide: YamlReader, useClass: DirectYamlReader },
      { provide: OperatorSettings, useValue: { operatorKey: ADMIN_KEY, hub: HUB, programVersion: '0.0.0-test' } },
      { provide: HealthParts, useValue: { degraded: () => degraded } },
      Readiness,
      {
        provide: Metrics,
        useValue: new Metrics({
          messages,
          journalRowsLost: () => 0,
          deliveriesGivenUp: () => 0,
          objects: null,
          platforms: () => [],
          isReady: () => true,
          clockSkewMs: () => 0,
        }),
      },
      KeptHandshakeTraces,
      {
        provide: PeerRegistration,
        inject: [PartyDirectory, PlatformStore, Presence, PeerDefects, KeptHandshakeTraces, Ids],
        useFactory: (
          directory: PartyDirectory,
          store: PlatformStore,
          presence: Presence,
          defects: PeerDefects,
          traces: KeptHandshakeTraces,
          ids: Ids,
        ): PeerRegistration => {
          const { clock, peer: client } = this;
          const documentsDeadlineMs = 10_000;
          const ports = {
            clock,
            ids,
            client,
            store,
            directory,
            presence,
            defects,
            hub: HUB,
            traces,
            documentsDeadlineMs,
          };
          return new PeerRegistration(new Handshake(ports), ports);
        },
      },
    ];
  }
}

/** `CPO NL/ABC` as the API takes it. */
export function claim(text: string): Record<string, unknown> {
  const [role, ids = ''] = text.split(' ');
  const { countryCode, partyId: party } = partyId(ids);
  return { role, country_code: countryCode, party_id: party };
}

/** A message from NL/ABC to DE/XYZ that was answered. */
export function aMessage(of: Partial<MessageRow> & { readonly id: string }): MessageRow {
  return {
    atMs: Date.UTC(2026, 0, 31, 11),
    correlationId: 'correlation-1',
    requestId: 'request-1',
    version: '2.2.1',
    from: partyId('NL/ABC'),
    to: partyId('DE/XYZ'),
    fromPlatformId: 'platform-1',
    toPlatformId: 'platform-2',
    module: 'locations',
    interfaceRole: 'SENDER',
    method: 'GET',
    path: '/LOC1',
    plan: 'direct',
    why: 'addressed to DE/XYZ',
    outcome: 'answered',
    httpStatus: 200,
    ocpiStatus: 1000,
    durationMs: 12.5,
    requestBytes: 0,
    answerBytes: 200,
    payload: null,
    ...of,
  };
}
