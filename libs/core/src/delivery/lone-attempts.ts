/** The one attempt of this process that is about a delivery whose processes ended again and again. */
export class LoneAttempts {
  private holder: object | null = null;
  private readonly waiting = new Map<object, () => void>();

  /** Whether whoever asks has it now; else `onFree` is called once when it may be asked for again. */
  take(who: object, onFree: () => void): boolean {
    if (this.holder !== null) {
      this.waiting.set(who, onFree);
      return false;
    }
    this.waiting.delete(who);
    this.holder = who;
    return true;
  }

  /** Lets go of it, or of the place in line. */
  giveBack(who: object): void {
    this.waiting.delete(who);
    if (this.holder !== who) return;
    this.holder = null;
    const all = [...this.waiting.values()];
    this.waiting.clear();
    for (const onFree of all) onFree();
  }
}
