import { MessageWatch, type PeerDefects, type Said } from '@busbar/core';
import { packBatch, type BatchFindings } from './batch.js';
import type { BatchJudge } from './batch-judge.js';

/** Larger bodies are not looked at: they are long lists, and one of them would take the place of hundreds of messages. */
const MAX_LOOKED_AT = 256 * 1024;
/** What waits is held with the buffers it is part of, which may be larger than itself. */
const MAX_WAITING = 200;
const MAX_WAITING_BYTES = 2 * 1024 * 1024;
const GATHER_MS = 50;
/** For each ms of looking so many of rest: one part in fifty of one core, whatever passes. */
const REST_PER_LOOK = 49;
/** A batch that was lost would be lost again at once. */
const REST_AFTER_LOSS_MS = 60_000;

/** What watching works with. */
export interface QueuedMessageWatchParts {
  readonly judge: BatchJudge;
  readonly defects: PeerDefects;
  /** Told of errors that are the hub's own fault. */
  readonly reportBug: (trace: string) => void;
}

/** Looks at what passed a little at a time; what comes while enough waits already is not looked at, and counted. */
export class QueuedMessageWatch extends MessageWatch {
  private waiting: Said[] = [];
  private waitingBytes = 0;
  private timer: NodeJS.Timeout | null = null;
  private isLooking = false;
  private isStopped = false;
  private lookedAt = 0;
  private unseen = 0;

  constructor(private readonly parts: QueuedMessageWatchParts) {
    super();
  }

  /** Requests and answers that were looked at, and that were not, since the start. */
  get figures(): { readonly looked: number; readonly unseen: number } {
    return { looked: this.lookedAt, unseen: this.unseen };
  }

  override get hasRoom(): boolean {
    return !this.isStopped && this.waiting.length < MAX_WAITING && this.waitingBytes < MAX_WAITING_BYTES;
  }

  override saw(said: Said): void {
    if (this.isStopped) return;
    const bytes = said.bytes?.length ?? 0;
    if (!this.hasRoom || this.waitingBytes + bytes > MAX_WAITING_BYTES || bytes > MAX_LOOKED_AT) {
      this.unseen++;
      return;
    }
    this.waiting.push(said);
    this.waitingBytes += bytes;
    if (!this.isLooking) this.lookIn(GATHER_MS);
  }

  override passedUnseen(): void {
    this.unseen++;
  }

  /** Looks at nothing more. */
  async stop(): Promise<void> {
    this.isStopped = true;
    if (this.timer) clearTimeout(this.timer);
    this.waiting = [];
    await this.parts.judge.stop();
  }

  private lookIn(ms: number): void {
    this.timer ??= setTimeout(() => void this.look(), ms).unref();
  }

  private async look(): Promise<void> {
    this.timer = null;
    const batch = this.waiting;
    this.waiting = [];
    this.waitingBytes = 0;
    if (batch.length === 0) return;
    this.isLooking = true;
    const findings = await this.parts.judge.judge(packBatch(batch));
    this.isLooking = false;
    if (this.isStopped) return;
    this.take(batch.length, findings);
    this.lookIn(findings === null ? REST_AFTER_LOSS_MS : Math.max(GATHER_MS, findings.tookMs * REST_PER_LOOK));
  }

  private take(count: number, findings: BatchFindings | null): void {
    const lost = findings === null ? count : findings.failed;
    this.lookedAt += count - lost;
    this.unseen += lost;
    if (findings === null) return;
    if (findings.fault !== null) this.parts.reportBug(findings.fault);
    for (const defect of findings.defects) this.parts.defects.note(defect);
  }
}
