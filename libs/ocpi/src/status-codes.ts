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
