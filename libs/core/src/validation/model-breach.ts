import type { OcpiVersion, PartyKey } from '@busbar/ocpi';

/** One rule of one object that a party broke. It says where and what, never with which value. */
export interface ModelBreach {
  readonly party: PartyKey;
  readonly version: OcpiVersion;
  readonly module: string;
  readonly direction: 'request' | 'answer';
  /** What the section describes: `EVSE`, `ConnectorType`, or the module where it is about a whole message. */
  readonly object: string;
  readonly rule: string;
  /** The path without its indexes, so that the same mistake in two places counts as one: `$.evses[].uid`. */
  readonly path: string;
  readonly section: string;
  /** The newest few, the newest last. */
  readonly examples: readonly BreachExample[];
}

/** Where it was seen: the journal has the message. */
export interface BreachExample {
  readonly messageId: string;
  /** With its indexes. */
  readonly path: string;
  /** Type and length of what was there. */
  readonly found: string;
}

/** As many show whether a mistake is always the same. */
export const MAX_BREACH_EXAMPLES = 3;
