import { Logger } from '@nestjs/common';
import { HEADER } from '@busbar/ocpi';
import type {
  Clock,
  ConnectionStatus,
  HubProcesses,
  Ids,
  PartyAnswer,
  PartyClient,
  PartyDirectory,
  Platform,
} from '@busbar/core';
import { discardBody } from './discard-body.js';
import type { PresenceTracker } from './presence-tracker.js';

/** How often the hub looks for platforms that are due, in ms. */
const TURN_MS = 250;
/** A platform that does not answer its versions URL in this time counts as not answering, in ms. */
const PROBE_DEADLINE_MS = 5_000;
/** Probes under way at once: all of some 300 dead platforms are asked within one OFFLINE interval. */
const MAX_PROBES = 64;

/** What came of a probe, as the operator API shows it. */
export interface ProbeResult {
  /** The platform answered 2xx to the hub's token. */
  readonly ok: boolean;
  /** The connection status after it. */
  readonly status: ConnectionStatus;
  /** Null where no answer came. */
  readonly http_status: number | null;
  /** One sentence; no token. */
  readonly detail: string;
  readonly duration_ms: number;
}

/** What the alive check works with. */
export interface AliveCheckPorts {
  readonly directory: Pick<PartyDirectory, 'snapshot'>;
  readonly parties: PartyClient;
  readonly clock: Clock;
  readonly ids: Pick<Ids, 'uuid'>;
  /** One process asks a platform; while they cannot hear one another each does. */
  readonly processes: Pick<HubProcesses, 'looksAfter'>;
}

/**
 * Asks silent and OFFLINE platforms for their versions. Every OCPI platform has them and asking has no side effects
 * (OCPI 2.2.1, HubClientInfo > Still alive check). One timer for all platforms, a bounded number of questions at once.
 */
export class AliveCheck {
  private readonly log = new Logger('AliveCheck');
  private timer: NodeJS.Timeout | null = null;
  private readonly listeners: ((platformId: string) => void)[] = [];
  private probes = 0;
  private isStopped = false;

  constructor(
    private readonly tracker: PresenceTracker,
    private readonly ports: AliveCheckPorts,
  ) {}

  /** Begins to look for due platforms, until {@link stop}. */
  start(): void {
    this.timer ??= setInterval(() => this.turn(), TURN_MS).unref();
  }

  /** Ends the timer and waits for statuses being written; endings of probes under way are ignored from now on. */
  async stop(): Promise<void> {
    this.isStopped = true;
    if (this.timer) clearInterval(this.timer);
    this.timer = null;
    await this.tracker.stop();
  }

  /** From now on `accepted` is told of each platform that answers a probe with 2xx; it returns at once and never throws. */
  tell(accepted: (platformId: string) => void): void {
    this.listeners.push(accepted);
  }

  /** One look at all platforms: the longest overdue are probed first. */
  turn(): void {
    const snapshot = this.ports.directory.snapshot();
    if (snapshot === null || this.isStopped) return;
    this.tracker.turn(snapshot);
    const now = this.ports.clock.elapsed();
    const due: { readonly platform: Platform; readonly at: number }[] = [];
    for (const platform of snapshot.allPlatforms()) {
      const at = this.tracker.probeDueAt(platform);
      if (at <= now && this.ports.processes.looksAfter(platform.id)) due.push({ platform, at });
    }
    due.sort((a, b) => a.at - b.at);
    for (const { platform } of due.slice(0, Math.max(0, MAX_PROBES - this.probes))) this.askInBackground(platform);
  }

  /** Asks one platform now and says what came of it. */
  async probe(platform: Platform): Promise<ProbeResult> {
    const startedAt = this.ports.clock.elapsed();
    return this.result(platform, startedAt, await this.ask(platform));
  }

  /** Asks one platform now; any answer is a sign of life. Null where it has no versions URL. */
  async ask(platform: Platform): Promise<PartyAnswer | null> {
    const { clock, ids, parties } = this.ports;
    const url = platform.registration?.versionsUrl;
    if (url === undefined) return null;
    this.probes += 1;
    // Before the time is taken: this may be the first look at a handshake, and what began before one says nothing of it.
    this.tracker.probeStarted(platform);
    const startedAt = clock.elapsed();
    try {
      const answer = await parties.exchange({
        platform,
        method: 'GET',
        url,
        headers: [HEADER.requestId, ids.uuid(), HEADER.correlationId, ids.uuid(), HEADER.accept, 'application/json'],
        body: null,
        deadlineMs: PROBE_DEADLINE_MS,
      });
      if (answer.kind === 'answer') await discardBody(answer.body);
      if (!this.isStopped) this.conclude(platform, answer, startedAt);
      return answer;
    } finally {
      this.probes -= 1;
      this.tracker.probeEnded(platform);
    }
  }

  private conclude(platform: Platform, answer: PartyAnswer, startedAt: number): void {
    this.tracker.exchangeEnded(platform, answer, startedAt);
    if (!isAccepted(answer)) return;
    for (const accepted of this.listeners) accepted(platform.id);
  }

  private askInBackground(platform: Platform): void {
    // Endings are values, so only a bug of ours comes here; it must not end the process.
    this.ask(platform).catch((cause: unknown) => {
      this.log.error(new Error(`probing platform ${platform.id} broke`, { cause }));
    });
  }

  private result(platform: Platform, startedAt: number, answer: PartyAnswer | null): ProbeResult {
    const httpStatus = answer?.kind === 'answer' ? answer.status : null;
    return {
      ok: isAccepted(answer),
      status: this.tracker.statusOf(platform),
      http_status: httpStatus,
      detail: detailOf(answer),
      duration_ms: Math.round(this.ports.clock.elapsed() - startedAt),
    };
  }
}

function isAccepted(answer: PartyAnswer | null): boolean {
  return answer?.kind === 'answer' && answer.status >= 200 && answer.status < 300;
}

function detailOf(answer: PartyAnswer | null): string {
  if (answer === null) return 'the platform is not registered: there is no versions URL to ask';
  if (answer.kind !== 'answer') return answer.detail;
  const refusal = answer.status === 401 ? ': it does not accept the token that the hub holds' : '';
  return `the versions URL answered HTTP ${answer.status}${refusal}`;
}
