/**
 * A value that must never be written down. It prints as `[secret]` wherever it is logged, serialised or inspected; only
 * {@link reveal} gives it away.
 */
export class Secret<T> {
  readonly #value: T;

  constructor(value: T) {
    this.#value = value;
  }

  /** The value itself: for the one place that uses it. */
  reveal(): T {
    return this.#value;
  }

  toJSON(): string {
    return '[secret]';
  }

  toString(): string {
    return '[secret]';
  }
}
