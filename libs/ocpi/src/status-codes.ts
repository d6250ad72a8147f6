import type { OcpiVersion } from './versions.js';

/** OCPI status codes a hub may answer with. OCPI 2.2.1, Status codes. */
export const OCPI_STATUS = {
  success: 1000,
  clientError: 2000,
  invalidParameters: 2001,
  notEnoughInformation: 2002,
  unknownLocation: 2003,
  unknownToken: 2004,
  serverError: 3000,
  clientApiUnusable: 3001,
  unsupportedVersion: 3002,
  noMatchingEndpoints: 3003,
  hubError: 4000,
  unknownReceiver: 4001,
  hubTimeout: 4002,
  connectionProblem: 4003,
} as const;
/** The `status_code` of an envelope. */
export type OcpiStatus = (typeof OCPI_STATUS)[keyof typeof OCPI_STATUS];

/** The codes that OCPI 2.1.1 has not, and what says the same there: it knows no hubs, and of tokens only that they are 404. */
const WITHOUT_HUBS: Readonly<Partial<Record<OcpiStatus, OcpiStatus>>> = {
  [OCPI_STATUS.unknownToken]: OCPI_STATUS.clientError,
  [OCPI_STATUS.unknownReceiver]: OCPI_STATUS.clientError,
  [OCPI_STATUS.hubError]: OCPI_STATUS.serverError,
  [OCPI_STATUS.hubTimeout]: OCPI_STATUS.serverError,
  [OCPI_STATUS.connectionProblem]: OCPI_STATUS.serverError,
};

/** A status code of ours as a version has it. OCPI 2.1.1, Status codes. */
export function statusIn(version: OcpiVersion | null, status: OcpiStatus): OcpiStatus {
  return version === '2.1.1' ? (WITHOUT_HUBS[status] ?? status) : status;
}
