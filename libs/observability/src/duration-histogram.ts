import { Histogram, type Registry } from 'prom-client';
import { DURATION_BUCKETS_MS, type MessageCounts } from './message-counts.js';

const NAME = 'busbar_message_duration_seconds';
const HELP = 'Time from the first byte of a message to the last byte of its answer.';

interface Sample {
  readonly metricName: string;
  readonly labels: Readonly<Record<string, string | number>>;
  readonly value: number;
}

/**
 * A Prometheus histogram that reads what {@link MessageCounts} has counted. prom-client's own `observe` hashes labels on every
 * call and offers no way to set buckets, so the family is written out here at each scrape.
 */
export class DurationHistogram extends Histogram<'module' | 'outcome'> {
  constructor(
    private readonly counted: MessageCounts,
    register: Registry,
  ) {
    super({ name: NAME, help: HELP, labelNames: ['module', 'outcome'], registers: [register] });
  }

  /** What the registry asks for when it writes its text; not in the library's types. */
  getForPromString(): Promise<object> {
    return Promise.resolve({ name: NAME, help: HELP, type: 'histogram', values: [...this.samples()] });
  }

  private *samples(): Iterable<Sample> {
    for (const { module, outcome, buckets, sumMs } of this.counted.durations()) {
      let below = 0;
      for (const [index, count] of buckets.entries()) {
        below += count;
        const boundMs = DURATION_BUCKETS_MS[index];
        const le = boundMs === undefined ? '+Inf' : boundMs / 1_000;
        yield { metricName: `${NAME}_bucket`, labels: { le, module, outcome }, value: below };
      }
      yield { metricName: `${NAME}_sum`, labels: { module, outcome }, value: sumMs / 1_000 };
      yield { metricName: `${NAME}_count`, labels: { module, outcome }, value: below };
    }
  }
}
