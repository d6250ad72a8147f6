import type { ReceivedAnswer } from '../../apps/simulator/src/index.js';

/** How a message ended for its asker, in the words of docs/status-codes.md. */
export interface Ending {
  readonly http: number;
  readonly ocpi: number | null;
  /** `NL/ABC` by the routing headers; null when they are not there. */
  readonly from: string | null;
  readonly to: string | null;
}

/** The ending that an answer tells of. */
export function endingOf({ status, envelope, headers }: ReceivedAnswer): Ending {
  const party = (direction: 'from' | 'to'): string | null => {
    const country = headers[`ocpi-${direction}-country-code`];
    const id = headers[`ocpi-${direction}-party-id`];
    return typeof country === 'string' && typeof id === 'string' ? `${country}/${id}` : null;
  };
  return { http: status, ocpi: envelope?.status_code ?? null, from: party('from'), to: party('to') };
}

/** The names of headers as they were spelled on the wire. */
export function headerNames(rawHeaders: readonly string[]): readonly string[] {
  return rawHeaders.filter((_, index) => index % 2 === 0);
}

/** The value of a header that occurs once, or null. */
export function headerOf(answer: { readonly headers: ReceivedAnswer['headers'] }, name: string): string | null {
  const value = answer.headers[name.toLowerCase()];
  return typeof value === 'string' ? value : null;
}
