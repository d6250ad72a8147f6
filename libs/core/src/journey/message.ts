import type { IncomingHeaders, InterfaceRole, OcpiVersion, PartyId } from '@busbar/ocpi';
import type { CarriedUrl } from '../carried-urls.js';
import type { Party, Platform, RegistrySnapshot } from '../registry.js';
import type { Refusal } from './refusal.js';

/** An HTTP request as the gateway hands it over: nothing is believed yet, the body is not read yet. */
export interface RawMessage {
  readonly method: string;
  /** Path and query, byte for byte. */
  readonly target: string;
  readonly headers: IncomingHeaders;
  /** Reads the whole body, once, under the hub's cap and deadline. */
  readonly readBody: () => Promise<Uint8Array | Refusal | null>;
}

/** Where a message is aimed: the part of the hub's URL that names version, interface and module. */
export type Address =
  | { readonly kind: 'module'; readonly interfaceRole: InterfaceRole; readonly module: string; readonly rest: string }
  | { readonly kind: 'carried'; readonly id: string }
  | { readonly kind: 'configuration'; readonly module: ConfigurationModule; readonly rest: string };

/** What the hub answers itself: `versions` and `version-details` are the two endpoints of the versions module. */
export type ConfigurationModule = 'versions' | 'version-details' | 'credentials' | 'hubclientinfo';

/** A message whose form is in order: its address, ids and routing headers are read. */
export interface Received {
  readonly id: string;
  readonly atMs: number;
  readonly startedAt: number;
  readonly method: string;
  /** Null on the versions endpoint only. */
  readonly version: OcpiVersion | null;
  readonly address: Address;
  readonly query: string | null;
  readonly headers: IncomingHeaders;
  readonly requestId: string;
  readonly correlationId: string;
  readonly fromHeader: PartyId | null;
  readonly toHeader: PartyId | null;
}

/** A message whose sender is known: the platform by its token, the party by its headers or because it has only one. */
export interface Authenticated extends Received {
  readonly snapshot: RegistrySnapshot;
  readonly platform: Platform;
  readonly from: PartyId;
}

/** A message that knows where it goes. */
export interface Routed extends Authenticated {
  readonly plan: DirectPlan;
  readonly body: Uint8Array | null;
}

/** One receiver, which answers now. */
export interface DirectPlan {
  readonly kind: 'direct';
  readonly receiver: Receiver;
  /** Module and interface as they are meant, also for callbacks. */
  readonly module: string;
  readonly interfaceRole: InterfaceRole;
  readonly url: string;
  /** The row of a callback or CDR Location, where the message came to one. */
  readonly carried: CarriedUrl | null;
  readonly why: string;
}

/** The party a message goes to, under the ids it was addressed by. */
export interface Receiver {
  readonly id: PartyId;
  readonly party: Party;
  readonly platform: Platform;
}

/** The bytes of an answer: whole when it was short, else still arriving. */
export type AnswerBody =
  | { readonly kind: 'whole'; readonly bytes: Uint8Array }
  | { readonly kind: 'stream'; readonly pipeTo: (target: BodyTarget) => Promise<StreamEnd> };

/** How a streamed answer ended. */
export interface StreamEnd {
  readonly how: 'complete' | 'cut-off' | 'asker-gone';
  readonly bytes: number;
  /** The first and last bytes, at most 2 KB each, to read the status code from. */
  readonly head: Uint8Array;
  readonly tail: Uint8Array;
}

/** Where the bytes of a streamed answer go. */
export interface BodyTarget {
  /** False asks the source to pause until `onDrain`. */
  write(chunk: Uint8Array): boolean;
  onDrain(resume: () => void): void;
  /** The asker went away: the source stops. */
  onGone(stop: () => void): void;
  end(): void;
  /** Ends the asker's connection, so that a torn answer is not taken for a whole one. */
  destroy(): void;
}

/** What the gateway sends back. */
export interface Reply {
  readonly status: number;
  /** Name and value by turns. */
  readonly headers: readonly string[];
  readonly body: AnswerBody;
  /** To be called once, when the last byte has left or nothing more will. */
  readonly conclude: (end: StreamEnd | null) => void;
}
