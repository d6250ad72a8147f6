/** How many bytes of request bodies may be in memory at once. */
export interface BodyBudgetLimits {
  readonly totalBytes: number;
  /** Of one platform: it cannot use up what the others need. */
  readonly platformBytes: number;
}

/** Counts the request bodies in memory, those still arriving included, so that many large ones cannot use up the process. */
export class BodyBudget {
  private total = 0;
  private readonly byPlatform = new Map<string, number>();

  constructor(private readonly limits: BodyBudgetLimits) {}

  /** Takes the bytes in, or says that there is no room for them. */
  take(platformId: string, bytes: number): boolean {
    const ofPlatform = (this.byPlatform.get(platformId) ?? 0) + bytes;
    if (this.total + bytes > this.limits.totalBytes || ofPlatform > this.limits.platformBytes) return false;
    this.total += bytes;
    this.byPlatform.set(platformId, ofPlatform);
    return true;
  }

  /** Gives bytes back that were taken in. */
  give(platformId: string, bytes: number): void {
    this.total -= bytes;
    const left = (this.byPlatform.get(platformId) ?? 0) - bytes;
    if (left > 0) this.byPlatform.set(platformId, left);
    else this.byPlatform.delete(platformId);
  }
}
