/** Ways of not answering properly. Each ends with the connection, or goes on until the other side hangs up. */
export type Misbehaviour =
  /** Closes the connection without a byte. */
  | { readonly kind: 'close' }
  /** Resets it: the other side sees ECONNRESET. */
  | { readonly kind: 'reset' }
  /** Says nothing and keeps the connection open. */
  | { readonly kind: 'silence' }
  /** Announces `announcedBytes`, sends `sentBytes` of them, then closes. */
  | { readonly kind: 'cut-off'; readonly announcedBytes: number; readonly sentBytes: number }
  /** Sends a body of `totalBytes` one byte at a time. */
  | { readonly kind: 'drip'; readonly totalBytes: number; readonly everyMs: number }
  /** Sends body bytes as fast as they are taken, without end. */
  | { readonly kind: 'endless' }
  /** Writes these bytes instead of an HTTP answer, then closes, unless the connection is to stand for the next request. */
  | { readonly kind: 'raw'; readonly bytes: string; readonly staysOpen?: boolean };

/** A chunked answer whose second chunk has no valid length. */
export function badChunking(): Misbehaviour {
  const head = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n';
  return { kind: 'raw', bytes: `${head}10\r\n{"status_code":1\r\nZZ\r\n000}\r\n0\r\n\r\n` };
}
