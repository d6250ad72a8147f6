import type { HandshakeFailure, HandshakeStep, OwnHandshakeFault } from './handshake-failure.js';

/** One step of a handshake as it went. */
export interface TraceEntry {
  readonly step: HandshakeStep;
  readonly ok: boolean;
  /** `GET`, `POST`, `PUT` or `DELETE` of a request to the peer; null for a step inside the hub. */
  readonly method: string | null;
  readonly url: string | null;
  /** Null where no answer came or none was asked for. */
  readonly httpStatus: number | null;
  /** What was found, in words; no tokens. */
  readonly detail: string;
}

/** The whole of a handshake, for the operator: who asked whom for what, and how it ended. */
export interface HandshakeTrace {
  readonly direction: 'they-called' | 'we-called';
  readonly atMs: number;
  readonly correlationId: string;
  readonly ok: boolean;
  readonly entries: readonly TraceEntry[];
}

/** Where the last handshake of each platform is kept for the operator. */
export abstract class HandshakeTraces {
  /** Replaces the platform's former trace; returns at once and never throws. */
  abstract keep(platformId: string, trace: HandshakeTrace): void;
}

/** Writes a trace while a handshake runs. */
export class TraceWriter {
  private readonly entries: TraceEntry[] = [];

  constructor(
    private readonly direction: HandshakeTrace['direction'],
    private readonly atMs: number,
    readonly correlationId: string,
  ) {}

  /** A step inside the hub went well. */
  passed(step: HandshakeStep, detail: string): void {
    this.entries.push({ step, ok: true, method: null, url: null, httpStatus: null, detail });
  }

  /** A request to the peer ended. */
  asked(entry: TraceEntry): void {
    this.entries.push(entry);
  }

  /** The trace of a handshake that ended well, or in this failure. */
  conclude(failed: HandshakeFailure<OwnHandshakeFault> | null): HandshakeTrace {
    const last = this.entries.at(-1);
    const alreadyTold = failed === null || (last !== undefined && !last.ok && last.step === failed.failedAt);
    if (!alreadyTold) {
      const { failedAt: step, message: detail } = failed;
      this.entries.push({ step, ok: false, method: null, url: null, httpStatus: null, detail });
    }
    const { direction, atMs, correlationId } = this;
    return { direction, atMs, correlationId, ok: failed === null, entries: [...this.entries] };
  }
}
