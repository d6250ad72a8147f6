/** One thing about a message that the specification does not allow. It says where and what, never with which value. */
export interface Violation {
  /** JSON path in the body (`$.evses[0].uid`), or the parameter of the URL (`url.evse_uid`, `query.limit`). */
  readonly path: string;
  /** The rule that is broken: a short fixed word, or the id of a condition across fields. */
  readonly rule: string;
  /** Where the specification states it: `OCPI 2.2.1, Locations module > EVSE object`. */
  readonly section: string;
  /** What was there instead, by type and length only: values can be personal. */
  readonly found: string;
}

/** Type and size of a JSON value, without the value. */
export function describe(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return `list of ${value.length}`;
  if (typeof value === 'string') return `string of ${value.length}`;
  return typeof value;
}

/** Violations in the order they are found, up to a bound. Whoever looks for more asks {@link isFull} and stops. */
export class Findings {
  private readonly found: Violation[] = [];

  constructor(
    private readonly version: string,
    private readonly most: number,
  ) {}

  /** Whether there is room for no more. */
  get isFull(): boolean {
    return this.found.length >= this.most;
  }

  /** Everything that was found. */
  get violations(): readonly Violation[] {
    return this.found;
  }

  /** Notes one more, unless full; `section` is without the version. */
  add(violation: Violation): void {
    if (!this.isFull) this.found.push({ ...violation, section: `OCPI ${this.version}, ${violation.section}` });
  }
}
