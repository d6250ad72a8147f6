import { describe, expect, it } from '@jest/globals';
import type { MessageRow } from '@busbar/core';
import { createLog } from './log.js';
import { MessageCounts } from './message-counts.js';
import { MessageLines } from './message-lines.js';
import { Metrics } from './metrics.js';

function aRow(of: Partial<MessageRow> = {}): MessageRow {
  return {
    id: '01K',
    atMs: 1_000,
    correlationId: 'c-1',
    requestId: 'r-1',
    version: '2.2.1',
    from: { countryCode: 'NL', partyId: 'ABC' },
    to: { countryCode: 'de', partyId: 'xyz' },
    fromPlatformId: 'p-1',
    toPlatformId: 'p-2',
    module: 'locations',
    interfaceRole: 'SENDER',
    method: 'GET',
    path: '/LOC1',
    plan: 'direct',
    why: 'addressed',
    outcome: 'answered',
    httpStatus: 200,
    ocpiStatus: 1000,
    durationMs: 3.5,
    requestBytes: 10,
    answerBytes: 200,
    payload: null,
    ...of,
  };
}

async function scrape(messages: MessageCounts): Promise<string[]> {
  const metrics = new Metrics({
    messages,
    journalRowsLost: () => 7,
    deliveriesGivenUp: () => 5,
    objects: () => ({ full: 1, unseen: 2, facts: 3 }),
    platforms: () => [{ id: 'p-1', status: 'OFFLINE', inFlight: 3 }],
    isReady: () => true,
    clockSkewMs: () => -2_500,
  });
  return (await metrics.render()).split('\n');
}

describe('metrics', () => {
  it('count messages by module, plan and outcome', async () => {
    const counts = new MessageCounts();
    counts.observe(aRow());
    counts.observe(aRow());
    counts.observe(aRow({ module: 'cdrs', plan: null, outcome: 'refused' }));
    const lines = await scrape(counts);
    expect(lines).toContain('busbar_messages_total{module="locations",plan="direct",outcome="answered"} 2');
    expect(lines).toContain('busbar_messages_total{module="cdrs",plan="none",outcome="refused"} 1');
    expect(lines).toContain('busbar_message_bytes_total{part="answer"} 600');
  });

  it('put durations into cumulated buckets in seconds', async () => {
    const counts = new MessageCounts();
    for (const durationMs of [0.4, 3.5, 60_000]) counts.observe(aRow({ durationMs }));
    const lines = await scrape(counts);
    const bucket = (le: string): string =>
      `busbar_message_duration_seconds_bucket{le="${le}",module="locations",outcome="answered"}`;
    expect(lines).toContain(`${bucket('0.001')} 1`);
    expect(lines).toContain(`${bucket('0.005')} 2`);
    expect(lines).toContain(`${bucket('30')} 2`);
    expect(lines).toContain(`${bucket('+Inf')} 3`);
    expect(lines).toContain('busbar_message_duration_seconds_count{module="locations",outcome="answered"} 3');
    expect(lines).toContain('busbar_message_duration_seconds_sum{module="locations",outcome="answered"} 60.0039');
  });

  it('tell what was too much to keep or to learn', async () => {
    const lines = await scrape(new MessageCounts());
    expect(lines).toContain('busbar_objects_lost_total{what="full"} 1');
    expect(lines).toContain('busbar_objects_lost_total{what="unseen"} 2');
    expect(lines).toContain('busbar_objects_lost_total{what="facts"} 3');
  });

  it('give every module that an asker makes up the same label', async () => {
    const counts = new MessageCounts();
    for (let i = 0; i < 1_000; i += 1) counts.observe(aRow({ module: `made-up-${i}`, outcome: 'refused' }));
    const lines = (await scrape(counts)).filter((line) => line.startsWith('busbar_messages_total{'));
    expect(lines).toEqual(['busbar_messages_total{module="other",plan="direct",outcome="refused"} 1000']);
  });

  it('show platforms, lost journal rows, readiness, the clock and the lag of the event loop', async () => {
    const lines = await scrape(new MessageCounts());
    expect(lines).toContain('busbar_platform_status{platform="p-1",status="OFFLINE"} 1');
    expect(lines).toContain('busbar_platform_status{platform="p-1",status="CONNECTED"} 0');
    expect(lines).toContain('busbar_platform_in_flight{platform="p-1"} 3');
    expect(lines).toContain('busbar_journal_rows_lost_total 7');
    expect(lines).toContain('busbar_ready 1');
    expect(lines).toContain('busbar_clock_skew_seconds -2.5');
    expect(lines.some((line) => line.startsWith('nodejs_eventloop_lag_p99_seconds '))).toBe(true);
  });
});

describe('the line of a message', () => {
  function linesOf(level: 'info' | 'debug', rows: readonly MessageRow[]): Record<string, unknown>[] {
    const written: string[] = [];
    const log = createLog({ level, process: 'hub', stream: { write: (line) => void written.push(line) } });
    const lines = new MessageLines(log);
    for (const row of rows) lines.concluded(row);
    return written.map((line) => JSON.parse(line) as Record<string, unknown>);
  }

  it('is written for refused and failed messages at info, for all at debug', () => {
    const rows = [aRow(), aRow({ outcome: 'refused' }), aRow({ outcome: 'failed' }), aRow({ outcome: 'held' })];
    expect(linesOf('info', rows).map((line) => line['outcome'])).toEqual(['refused', 'failed']);
    expect(linesOf('debug', rows)).toHaveLength(4);
  });

  it('has the fixed field names and neither path nor payload', () => {
    const [line] = linesOf('debug', [aRow()]);
    expect(line).toMatchObject({
      event: 'message.concluded',
      correlation_id: 'c-1',
      request_id: 'r-1',
      from: 'NL/ABC',
      to: 'DE/XYZ',
      module: 'locations',
      method: 'GET',
      outcome: 'answered',
      duration_ms: 3.5,
      message: 'addressed',
    });
    expect(line).not.toHaveProperty('path');
    expect(line).not.toHaveProperty('payload');
  });

  it('is counted instead of written when a flood comes', () => {
    const flood = Array.from({ length: 250 }, () => aRow({ outcome: 'refused' }));
    const lines = linesOf('info', [...flood, aRow({ outcome: 'refused', atMs: 2_000 })]);
    expect(lines.filter((line) => line['event'] === 'message.concluded')).toHaveLength(101);
    expect(lines.find((line) => line['event'] === 'message.lines_left_out')).toMatchObject({ count: 150 });
  });
});
