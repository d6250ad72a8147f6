import { authorizationHeader } from '@busbar/ocpi';

/**
 * A token that a platform issued: the hub presents it to them. It prints as `[token]` wherever it is logged, serialised or
 * inspected; only {@link reveal} and {@link header} give it away.
 */
export class TokenTheyIssued {
  readonly #text: string;
  readonly #encoding: 'base64' | 'raw';
  readonly #header: string;

  constructor(text: string, encoding: 'base64' | 'raw') {
    this.#text = text;
    this.#encoding = encoding;
    this.#header = authorizationHeader(text, encoding);
  }

  /** How it is written in the Authorization header. */
  get encoding(): 'base64' | 'raw' {
    return this.#encoding;
  }

  /** The whole Authorization value. */
  get header(): string {
    return this.#header;
  }

  /** The same token written the other way: which one a peer understands is learned during the handshake. */
  encodedAs(encoding: 'base64' | 'raw'): TokenTheyIssued {
    return encoding === this.#encoding ? this : new TokenTheyIssued(this.#text, encoding);
  }

  /** The bare token: for sealing it only. */
  reveal(): string {
    return this.#text;
  }

  toJSON(): string {
    return '[token]';
  }

  toString(): string {
    return '[token]';
  }
}

/**
 * A token that the hub issued: a platform presents it to the hub. It exists in clear only between being made and being handed
 * over; what is stored is its hash.
 */
export class TokenWeIssued {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  reveal(): string {
    return this.#text;
  }

  toJSON(): string {
    return '[token]';
  }

  toString(): string {
    return '[token]';
  }
}

/** What a token of ours admits to: `registration` (token A) to versions and credentials only, `connection` to everything. */
export type TokenPurpose = 'registration' | 'connection';
