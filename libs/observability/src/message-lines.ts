import type { MessageRow } from '@busbar/core';
import { partyKey } from '@busbar/ocpi';
import type { Log } from './log.js';

/** A flood of refused messages must not become a flood of lines: more than these a second are counted instead. */
const MAX_LINES_PER_S = 100;

/**
 * One wide line per message, `message.concluded`: refused and failed ones at info, all at debug. Nothing of the body, no path
 * (it may hold a driver's token uid), no token. The journal has every message; the log has what wants attention.
 */
export class MessageLines {
  private second = 0;
  private linesInSecond = 0;
  private unwritten = 0;

  constructor(private readonly log: Log) {}

  /** Returns at once; costs one comparison when the line is not wanted. */
  concluded(row: MessageRow): void {
    const wantsAttention = row.outcome === 'refused' || row.outcome === 'failed';
    if (!this.log.isLevelEnabled(wantsAttention ? 'info' : 'debug')) return;
    if (!this.mayWrite(row.atMs)) return;
    this.log[wantsAttention ? 'info' : 'debug'](lineOf(row), row.why);
  }

  private mayWrite(atMs: number): boolean {
    const second = Math.floor(atMs / 1_000);
    if (second !== this.second) this.startSecond(second);
    this.linesInSecond += 1;
    if (this.linesInSecond <= MAX_LINES_PER_S) return true;
    this.unwritten += 1;
    return false;
  }

  private startSecond(second: number): void {
    if (this.unwritten > 0) {
      this.log.warn({ event: 'message.lines_left_out', count: this.unwritten }, 'more messages than the log takes');
    }
    this.second = second;
    this.linesInSecond = 0;
    this.unwritten = 0;
  }
}

function lineOf(row: MessageRow): Record<string, unknown> {
  return {
    event: 'message.concluded',
    message_id: row.id,
    correlation_id: row.correlationId,
    request_id: row.requestId,
    version: row.version,
    from: row.from && partyKey(row.from),
    to: row.to && partyKey(row.to),
    module: row.module,
    interface: row.interfaceRole,
    method: row.method,
    plan: row.plan,
    outcome: row.outcome,
    http_status: row.httpStatus,
    ocpi_status: row.ocpiStatus,
    duration_ms: row.durationMs,
  };
}
