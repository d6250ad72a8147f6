import {
  Admission,
  CarriedUrls,
  Clock,
  ConfigurationEndpoint,
  Ids,
  Journal,
  Journey,
  LaneScheduler,
  MessageWatch,
  PartyClient,
  PartyDirectory,
  PeerDefects,
  Presence,
  Sealer,
  TokenWeIssued,
  TrafficObserver,
  type AnswerBody,
  type CarriedUrl,
  type ConfigurationAnswer,
  type ConnectionStatus,
  type MessageRow,
  type PartyAnswer,
  type PartyRequest,
  type PeerDefect,
  type Platform,
  type RegistrySnapshot,
  type RoleRulesMode,
  type Said,
  type Stored,
  type TokenHolder,
  type ValidationMode,
} from '@busbar/core';
import { envelopeJson, tokenCandidates, type IncomingHeaders } from '@busbar/ocpi';
import { partyId } from '../support/builders.js';
import { InMemoryBridgeMemory, NotedBridgeCounts } from './in-memory-bridge-memory.js';
import { InMemoryOwnerIndex } from './in-memory-owner-index.js';
import { ToldLists } from './told-lists.js';
import { InMemoryDeliveryStore } from './in-memory-delivery-store.js';
import { InMemoryObjectStore } from './in-memory-object-store.js';

/** What differs from a hub that refuses nobody. */
export interface WorldOptions {
  readonly ratePerS?: number;
  readonly inFlight?: number;
  readonly wrongTokensPerMinute?: number;
  readonly roleRules?: RoleRulesMode;
  readonly validation?: ValidationMode;
  readonly authorizeAny?: boolean;
  readonly skipsUnchanged?: boolean;
}

/** A world around a journey: every port is an honest little implementation in memory. */
export class JourneyWorld {
  readonly rows: MessageRow[] = [];
  readonly requests: PartyRequest[] = [];
  readonly defects: PeerDefect[] = [];
  readonly carried = new Map<string, CarriedUrl>();
  readonly bugs: unknown[] = [];
  /** What traffic was shown to the observer, in order. */
  readonly passages: Passage[] = [];
  /** What was handed over to be held against the object model beside the path, and how often something could not be. */
  readonly watched: Said[] = [];
  passedUnseen = 0;
  readonly heard: string[] = [];
  /** Who owns what, as this hub has learned. */
  readonly owners = new InMemoryOwnerIndex();
  readonly deliveries = new InMemoryDeliveryStore();
  readonly objects = new InMemoryObjectStore();
  readonly pulled = new ToldLists();
  readonly bridgeMemory = new InMemoryBridgeMemory();
  readonly bridgeCounts = new NotedBridgeCounts();
  /** Lanes that were woken, in order. */
  readonly woken: string[] = [];
  databaseLost = false;
  answer: (request: PartyRequest) => PartyAnswer | Promise<PartyAnswer> = () => jsonAnswer(200, { status_code: 1000 });
  statusOf: (platform: Platform) => ConnectionStatus = (platform) => platform.status;
  readonly journey: Journey;
  private counter = 0;

  constructor(
    readonly snapshot: RegistrySnapshot,
    {
      roleRules = 'off',
      validation = 'off',
      authorizeAny = true,
      skipsUnchanged = false,
      ...limits
    }: WorldOptions = {},
  ) {
    this.journey = new Journey({
      hub: { party: partyId('XX/HUB'), name: 'Test hub', publicUrl: 'https://hub.example' },
      clock: new StillClock(),
      ids: new CountedIds(() => ++this.counter),
      directory: new FixedDirectory(snapshot),
      admission: new Admission({ ratePerS: 1000, inFlight: 1000, wrongTokensPerMinute: 20, ...limits }),
      presence: new ToldPresence(this),
      parties: new AnsweringParties(this),
      carriedUrls: new KeptUrls(this),
      sealer: new ReadableSealer(),
      defects: new NotedDefects(this.defects),
      owners: this.owners,
      traffic: new NotedTraffic(this.passages),
      journal: new KeptJournal(this.rows),
      deliveries: this.deliveries,
      objects: this.objects,
      pulled: this.pulled,
      bridgeMemory: this.bridgeMemory,
      bridgeCounts: this.bridgeCounts,
      giveTurn: () => Promise.resolve(),
      skipsUnchanged,
      lanes: new NotedLanes(this.woken),
      deliveryTtlMs: 900_000,
      configuration: [new EchoVersions()],
      forwardTimeoutMs: 10_000,
      payloads: 'failed',
      authorizeTimeoutMs: 3000,
      authorizeAny,
      roleRules,
      validation,
      watch: new NotedWatch(this),
      reportBug: (bug) => this.bugs.push(bug),
    });
  }

  /** Sends a request as the platform `by`, whose token is `token-for-{by}`; concludes the reply and returns it read. */
  async send(sent: SentMessage): Promise<SeenReply> {
    const headers: Record<string, string> = { ...sent.headers };
    if (sent.token !== null) headers['authorization'] = `Token ${btoa(sent.token ?? `token-for-${sent.by ?? 'emsp'}`)}`;
    for (const direction of ['from', 'to'] as const) {
      const party = sent[direction];
      if (party === undefined) continue;
      const [countryCode = '', id = ''] = party.split('/');
      headers[`ocpi-${direction}-country-code`] = countryCode;
      headers[`ocpi-${direction}-party-id`] = id;
    }
    const bytes = sent.body === undefined ? null : new TextEncoder().encode(sent.body);
    const reply = await this.journey.carry({
      method: sent.method ?? 'GET',
      target: sent.target,
      headers: headers satisfies IncomingHeaders,
      remoteAddress: sent.address ?? '192.0.2.1',
      readBody: () => (bytes === null ? null : Promise.resolve(bytes)),
    });
    if (sent.concludes !== false) reply.conclude(null);
    const text = reply.body.kind === 'whole' ? new TextDecoder().decode(reply.body.bytes) : '';
    return { status: reply.status, headers: pairs(reply.headers), text, ocpi: statusCodeIn(text), reply: reply.body };
  }

  /** The one request that reached a party. */
  get forwarded(): {
    readonly request: PartyRequest;
    readonly headers: ReadonlyMap<string, string>;
    readonly body: string;
  } {
    const [request] = this.requests;
    if (request === undefined) throw new Error('nothing was forwarded');
    const body = request.body === null ? '' : new TextDecoder().decode(request.body);
    return { request, headers: pairs(request.headers), body };
  }
}

/** What a message's observer is told. */
export type Passage = Parameters<TrafficObserver['passed']>;

export interface SentMessage {
  readonly by?: string;
  readonly target: string;
  readonly method?: string;
  readonly from?: string;
  readonly to?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly address?: string;
  /** Null: no Authorization header. */
  readonly token?: string | null;
  /** False leaves the reply under way. */
  readonly concludes?: boolean;
}

export interface SeenReply {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly text: string;
  readonly ocpi: number | null;
  readonly reply: AnswerBody;
}

/** An answer with a JSON body. */
export function jsonAnswer(status: number, content: unknown, headers: Record<string, string> = {}): PartyAnswer {
  const bytes = new TextEncoder().encode(JSON.stringify(content));
  const all = new Map(Object.entries({ 'content-type': 'application/json', ...headers }));
  return { kind: 'answer', status, headers: all, body: { kind: 'whole', bytes } };
}

function pairs(flat: readonly string[]): ReadonlyMap<string, string> {
  const map = new Map<string, string>();
  for (let at = 0; at < flat.length; at += 2) map.set((flat[at] ?? '').toLowerCase(), flat[at + 1] ?? '');
  return map;
}

function statusCodeIn(text: string): number | null {
  try {
    return (JSON.parse(text) as { status_code: number }).status_code;
  } catch {
    return null;
  }
}

class StillClock extends Clock {
  now(): number {
    return Date.UTC(2026, 0, 31, 12);
  }

  elapsed(): number {
    return 0;
  }
}

class CountedIds extends Ids {
  constructor(private readonly next: () => number) {
    super();
  }

  uuid(): string {
    return `uuid-${this.next()}`;
  }

  messageId(): string {
    return `message-${this.next()}`;
  }

  carriedUrlId(): string {
    return `carried-${this.next()}`;
  }

  token(): TokenWeIssued {
    return new TokenWeIssued(`token-${this.next()}`);
  }

  fingerprint(parts: readonly (string | Uint8Array)[]): string {
    return parts.map((part) => (typeof part === 'string' ? part : new TextDecoder().decode(part))).join('|');
  }
}

class FixedDirectory extends PartyDirectory {
  constructor(private readonly fixed: RegistrySnapshot) {
    super();
  }

  snapshot(): RegistrySnapshot {
    return this.fixed;
  }

  whoPresents(authorization: string | undefined): TokenHolder | null {
    const candidates = tokenCandidates(authorization);
    for (const platform of this.fixed.allPlatforms()) {
      if (candidates.includes(`token-for-${platform.id}`)) return { platform, purpose: 'connection' };
      if (candidates.includes(`token-a-for-${platform.id}`)) return { platform, purpose: 'registration' };
    }
    return null;
  }
}

class ToldPresence extends Presence {
  constructor(private readonly world: JourneyWorld) {
    super();
  }

  statusOf(platform: Platform): ConnectionStatus {
    return this.world.statusOf(platform);
  }

  heardFrom(platform: Platform): void {
    this.world.heard.push(`request from ${platform.id}`);
  }

  exchangeEnded(platform: Platform, answer: PartyAnswer): void {
    this.world.heard.push(`${answer.kind} from ${platform.id}`);
  }
}

class AnsweringParties extends PartyClient {
  constructor(private readonly world: JourneyWorld) {
    super();
  }

  exchange(request: PartyRequest): Promise<PartyAnswer> {
    this.world.requests.push(request);
    return Promise.resolve(this.world.answer(request));
  }
}

class KeptUrls extends CarriedUrls {
  constructor(private readonly world: JourneyWorld) {
    super();
  }

  save(url: CarriedUrl): Promise<Stored> {
    if (this.world.databaseLost) return Promise.resolve('database-lost');
    this.world.carried.set(url.id, url);
    return Promise.resolve('stored');
  }

  find(id: string): Promise<CarriedUrl | null | 'database-lost'> {
    return Promise.resolve(this.world.databaseLost ? 'database-lost' : (this.world.carried.get(id) ?? null));
  }
}

class ReadableSealer extends Sealer {
  seal(text: string, platformId: string): string {
    return encodeURIComponent(btoa(`${platformId} ${text}`));
  }

  open(sealed: string, platformId: string): string | null {
    const text = /^[\w+/=]+$/.test(sealed) ? atob(sealed) : '';
    return text.startsWith(`${platformId} `) ? text.slice(platformId.length + 1) : null;
  }
}

class NotedDefects extends PeerDefects {
  constructor(private readonly noted: PeerDefect[]) {
    super();
  }

  note(defect: PeerDefect): void {
    this.noted.push(defect);
  }
}

class NotedTraffic extends TrafficObserver {
  constructor(private readonly noted: Passage[]) {
    super();
  }

  override passed(...passage: Passage): void {
    this.noted.push(passage);
  }
}

class NotedWatch extends MessageWatch {
  override readonly hasRoom = true;

  constructor(private readonly world: JourneyWorld) {
    super();
  }

  override saw(said: Said): void {
    this.world.watched.push(said);
  }

  override passedUnseen(): void {
    this.world.passedUnseen++;
  }
}

class KeptJournal extends Journal {
  constructor(private readonly rows: MessageRow[]) {
    super();
  }

  record(row: MessageRow): void {
    this.rows.push(row);
  }
}

class NotedLanes extends LaneScheduler {
  constructor(private readonly woken: string[]) {
    super();
  }

  wake(platformId: string): void {
    this.woken.push(platformId);
  }

  start(): Promise<void> {
    return Promise.resolve();
  }

  stop(): Promise<void> {
    return Promise.resolve();
  }
}

class EchoVersions extends ConfigurationEndpoint {
  readonly modules = ['versions'] as const;
  readonly methods = ['GET'];

  answer(): Promise<ConfigurationAnswer> {
    return Promise.resolve({ data: JSON.parse(envelopeJson({ statusCode: 1000 }, 0)) as unknown });
  }
}
