import type { HubIdentity } from '@busbar/core';

/** What the operator API must be told about the process it runs in. */
export abstract class OperatorSettings {
  /** BUSBAR_OPERATOR_KEY; it has the role admin. */
  abstract readonly operatorKey: string;
  abstract readonly hub: HubIdentity;
  /** Of the program, for the OpenAPI document. */
  abstract readonly programVersion: string;
}
