import { ocpiDateTime, OCPI_STATUS } from '@busbar/ocpi';

const UTF8 = new TextEncoder();

/** The envelope of a success around a text that is JSON already: nothing is parsed, and no byte of an object changes. */
export function envelopeAround(data: string, atMs: number): Uint8Array {
  return UTF8.encode(`{"data":${data},"status_code":${OCPI_STATUS.success},"timestamp":"${ocpiDateTime(atMs)}"}`);
}
