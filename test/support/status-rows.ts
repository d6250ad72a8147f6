import { readFileSync } from 'node:fs';

/** A row of docs/status-codes.md. */
export interface StatusRow {
  readonly ending: string;
  readonly http: number;
  readonly ocpi: number;
}

/** What partners were promised: every ending that the hub itself may answer with. */
export function statusRows(): readonly StatusRow[] {
  const rows = readFileSync('docs/status-codes.md', 'utf8').matchAll(/^\| `([a-z-]+)` +\| (\d{3}) +\| (\d{4}) /gm);
  return [...rows].map(([, ending = '', http, ocpi]) => ({ ending, http: Number(http), ocpi: Number(ocpi) }));
}
