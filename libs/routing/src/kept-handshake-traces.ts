import { HandshakeTraces, type HandshakeTrace } from '@busbar/core';

/** Platforms whose last handshake is remembered; the one that went longest without a handshake is forgotten first. */
const MAX_TRACES = 1_000;

/** The last handshake of each platform, for this process's lifetime: it explains today's failure, the journal tells history. */
export class KeptHandshakeTraces extends HandshakeTraces {
  private readonly traces = new Map<string, HandshakeTrace>();

  keep(platformId: string, trace: HandshakeTrace): void {
    this.traces.delete(platformId);
    this.traces.set(platformId, trace);
    const oldest = this.traces.keys().next();
    if (this.traces.size > MAX_TRACES && !oldest.done) this.traces.delete(oldest.value);
  }

  /** The platform's last handshake, or null. */
  lastOf(platformId: string): HandshakeTrace | null {
    return this.traces.get(platformId) ?? null;
  }
}
