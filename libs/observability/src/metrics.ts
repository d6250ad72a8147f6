import type { ConnectionStatus } from '@busbar/core';
import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';
import { DurationHistogram } from './duration-histogram.js';
import type { MessageCounts } from './message-counts.js';
import type { PlatformGauge } from './platform-gauges.js';

/** Where figures come from that somebody else keeps; read at each scrape only. */
export interface MetricSources {
  readonly messages: MessageCounts;
  /** Journal rows that were not written, since the start. */
  readonly journalRowsLost: () => number;
  /** Deliveries that were rejected because process after process had ended over them, since the start. */
  readonly deliveriesGivenUp: () => number;
  /** What the hub did not keep or learn because it was too much, since the start; null where this process keeps nothing. */
  readonly objects: (() => ObjectLosses) | null;
  /** What became of pulls of parties' lists; left out where this process pulls nothing. */
  readonly pulls?: () => PullFigures;
  /** What was held against the object model; left out where this process routes nothing. */
  readonly validation?: () => { readonly looked: number; readonly unseen: number };
  readonly platforms: () => Iterable<PlatformGauge>;
  readonly isReady: () => boolean;
  /** How far this machine's clock is ahead of the hub's, in ms. */
  readonly clockSkewMs: () => number;
}

/** What was too much, by what became of it. */
export interface ObjectLosses {
  /** Writes of objects that found no room. */
  readonly full: number;
  /** Messages that were not looked at, and private copies not kept. */
  readonly unseen: number;
  /** Facts about owners that were not noted. */
  readonly facts: number;
}

/** Pulls of this process, since its start. */
export interface PullFigures {
  readonly underWay: number;
  readonly endings: Iterable<{
    readonly module: string;
    readonly kind: string;
    readonly outcome: string;
    readonly count: number;
  }>;
  readonly objects: { readonly pulled: number; readonly removed: number };
}

const STATUSES: readonly ConnectionStatus[] = ['PLANNED', 'CONNECTED', 'OFFLINE', 'SUSPENDED'];

/** The figures of this process for Prometheus; labels are bounded sets, never tokens or names that askers choose. */
export class Metrics {
  private readonly registry = new Registry();
  readonly contentType = this.registry.contentType;

  constructor(private readonly sources: MetricSources) {
    // Event-loop lag, memory, garbage collection and CPU under the names that dashboards for Node.js expect.
    collectDefaultMetrics({ register: this.registry });
    this.countMessages();
    new DurationHistogram(sources.messages, this.registry);
    this.showPlatforms();
    this.showHealth();
    if (sources.objects !== null) this.countLosses(sources.objects);
    if (sources.pulls !== undefined) this.countPulls(sources.pulls);
    if (sources.validation !== undefined) this.countValidation(sources.validation);
  }

  /** The text of a scrape. */
  render(): Promise<string> {
    return this.registry.metrics();
  }

  private countMessages(): void {
    const { messages } = this.sources;
    new Counter({
      name: 'busbar_messages_total',
      help: 'Messages concluded.',
      labelNames: ['module', 'plan', 'outcome'],
      registers: [this.registry],
      collect() {
        this.reset();
        for (const { count, ...labels } of messages.messages()) this.inc(labels, count);
      },
    });
    new Counter({
      name: 'busbar_message_bytes_total',
      help: 'Bytes of bodies that messages and their answers carried.',
      labelNames: ['part'],
      registers: [this.registry],
      collect() {
        this.reset();
        this.inc({ part: 'request' }, messages.requestBytes);
        this.inc({ part: 'answer' }, messages.answerBytes);
      },
    });
  }

  private showPlatforms(): void {
    const { platforms } = this.sources;
    new Gauge({
      name: 'busbar_platform_status',
      help: 'Connection status of a platform: 1 for the status it has.',
      labelNames: ['platform', 'status'],
      registers: [this.registry],
      collect() {
        this.reset();
        for (const { id, status } of platforms()) {
          for (const each of STATUSES) this.set({ platform: id, status: each }, each === status ? 1 : 0);
        }
      },
    });
    new Gauge({
      name: 'busbar_platform_in_flight',
      help: 'Requests under way to a platform.',
      labelNames: ['platform'],
      registers: [this.registry],
      collect() {
        this.reset();
        for (const { id, inFlight } of platforms()) this.set({ platform: id }, inFlight);
      },
    });
  }

  private countLosses(losses: () => ObjectLosses): void {
    new Counter({
      name: 'busbar_objects_lost_total',
      help: 'Objects not kept for want of room (full), messages not looked at (unseen), facts about owners not noted (facts).',
      labelNames: ['what'],
      registers: [this.registry],
      collect() {
        this.reset();
        for (const [what, count] of Object.entries(losses())) this.inc({ what }, Number(count));
      },
    });
  }

  private countValidation(validation: NonNullable<MetricSources['validation']>): void {
    new Counter({
      name: 'busbar_validation_total',
      help: 'Requests and answers under observe that were looked at (looked), and that were not, being too many or too large (unseen).',
      labelNames: ['what'],
      registers: [this.registry],
      collect() {
        this.reset();
        for (const [what, count] of Object.entries(validation())) this.inc({ what }, count);
      },
    });
  }

  private countPulls(pulls: () => PullFigures): void {
    new Counter({
      name: 'busbar_pulls_total',
      help: "Pulls of parties' lists that ended.",
      labelNames: ['module', 'kind', 'outcome'],
      registers: [this.registry],
      collect() {
        this.reset();
        for (const { count, module, kind, outcome } of pulls().endings) this.inc({ module, kind, outcome }, count);
      },
    });
    new Counter({
      name: 'busbar_pulled_objects_total',
      help: 'Objects that pulls read, and those removed because their owners list them no more.',
      labelNames: ['what'],
      registers: [this.registry],
      collect() {
        this.reset();
        for (const [what, count] of Object.entries(pulls().objects)) this.inc({ what }, Number(count));
      },
    });
    new Gauge({
      name: 'busbar_pulls_under_way',
      help: 'Pulls that this process goes on with now.',
      registers: [this.registry],
      collect() {
        this.set(pulls().underWay);
      },
    });
  }

  private showHealth(): void {
    const { journalRowsLost, deliveriesGivenUp, isReady, clockSkewMs } = this.sources;
    new Counter({
      name: 'busbar_journal_rows_lost_total',
      help: 'Journal rows that could not be written.',
      registers: [this.registry],
      collect() {
        this.reset();
        this.inc(journalRowsLost());
      },
    });
    new Counter({
      name: 'busbar_deliveries_given_up_total',
      help: 'Deliveries rejected because process after process had ended over them.',
      registers: [this.registry],
      collect() {
        this.reset();
        this.inc(deliveriesGivenUp());
      },
    });
    new Gauge({
      name: 'busbar_clock_skew_seconds',
      help: "How far this machine's clock is ahead of the time that the hub goes by.",
      registers: [this.registry],
      collect() {
        this.set(clockSkewMs() / 1000);
      },
    });
    new Gauge({
      name: 'busbar_ready',
      help: '1 while direct routing works.',
      registers: [this.registry],
      collect() {
        this.set(isReady() ? 1 : 0);
      },
    });
  }
}
