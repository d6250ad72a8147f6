import type { IncomingHeaders, InterfaceRole, OcpiVersion, PartyId, PartyKey } from '@busbar/ocpi';
import type { AnswerBody, StreamEnd } from '../answer.js';
import type { CarriedUrl } from '../carried-urls.js';
import type { KeptModule } from '../objects/object-store.js';
import type { TokenHolder } from '../ports.js';
import type { Party, Platform, RegistrySnapshot } from '../registry.js';
import type { Ruling } from './open-rules.js';
import type { Refusal } from './refusal.js';

/** An HTTP request as the gateway hands it over: nothing is believed yet, the body is not read yet. */
export interface RawMessage {
  readonly method: string;
  /** Path and query, byte for byte. */
  readonly target: string;
  readonly headers: IncomingHeaders;
  /** Where the connection comes from: tells who tries wrong tokens. */
  readonly remoteAddress: string;
  /** Reads the whole body, once, under the hub's cap and deadline and at the platform's expense; null when there is none. */
  readonly readBody: (platformId: string) => Promise<Uint8Array | Refusal> | null;
}

/** A message that has arrived: it has ids and a time, nothing more is known. */
export interface Received {
  readonly raw: RawMessage;
  readonly id: string;
  readonly atMs: number;
  /** On the clock of durations. */
  readonly startedAt: number;
  /** The asker's own, or a new one where it sent none that can be used. */
  readonly requestId: string;
  readonly correlationId: string;
}

/** A message whose sender is known: the platform, by its token. */
export interface Authenticated extends Received {
  readonly snapshot: RegistrySnapshot;
  readonly holder: TokenHolder;
}

/** Where a message is aimed: the part of the hub's URL that names version, interface and module. */
export type Address =
  | { readonly kind: 'module'; readonly interfaceRole: InterfaceRole; readonly module: string; readonly rest: string }
  | { readonly kind: 'carried'; readonly id: string }
  | { readonly kind: 'configuration'; readonly module: ConfigurationModule; readonly rest: string };

/** What the hub answers itself: `versions` and `version-details` are the two endpoints of the versions module. */
export type ConfigurationModule = 'versions' | 'version-details' | 'credentials' | 'hubclientinfo';

/** A message whose form is in order: address and routing headers are read, and the sending party is one of the platform. */
export interface Addressed<A extends Address = Address> extends Authenticated {
  readonly platform: Platform;
  /** Null on the versions endpoint only. */
  readonly version: OcpiVersion | null;
  readonly address: A;
  readonly query: string | null;
  /** Who sends; null where no party is asked for (configuration modules) or the carried URL knows it. */
  readonly from: PartyId | null;
  readonly to: PartyId | null;
}

/** A message to a module, whose sender is known. */
export type ModuleMessage = Addressed<Extract<Address, { kind: 'module' }>> & { readonly from: PartyId };

/** A message that knows where it goes. */
export interface Routed<P extends Plan | GatherPlan = DirectPlan> extends Addressed {
  readonly from: PartyId;
  readonly version: OcpiVersion;
  readonly plan: P;
}

/** A message with one of these plans. */
export type RoutedBy<P extends Plan> = P extends Plan ? Routed<P> : never;

/** A message that goes to one receiver now, or is owed to some. */
export type AnyRouted = Routed | Routed<OwedPlan>;

/** A message that knows which way it is to travel. */
export type Planned = AnyRouted | Routed<GatherPlan> | Routed<OwnCopyPlan> | OpenMessage | Routed<AskPlan>;

/** One way for a message to travel. */
export type Plan = DirectPlan | OwedPlan | GatherPlan | OwnCopyPlan | OpenPlan | AskPlan;

/** Whether the hub takes the message on, in place of asking the receiver now. */
export function isOwed(message: Planned): message is Routed<OwedPlan> {
  return message.plan.kind === 'broadcast' || message.plan.kind === 'held';
}

/** Whether the hub answers with a list of its own making. */
export function isGathered(message: Planned): message is Routed<GatherPlan> {
  return message.plan.kind === 'gather';
}

/** Whether the hub answers with what it keeps of the asker's own object. */
export function isOfOwnCopy(message: Planned): message is Routed<OwnCopyPlan> {
  return message.plan.kind === 'own-copy';
}

/** A message to a module whose content is to say where it goes. */
export type OpenMessage = ModuleMessage & Routed<OpenPlan>;

/** Whether its content is to say where it goes. */
export function isOpen(message: Planned): message is OpenMessage {
  return message.plan.kind === 'open';
}

/** Whether several parties are asked and the best answer counts. */
export function isAsked(message: Planned): message is Routed<AskPlan> {
  return message.plan.kind === 'ask';
}

/** The hub takes the message on: it is owed to these parties from then on, whatever crashes. */
export interface OwedPlan {
  readonly kind: 'broadcast' | 'held';
  /** One request each; nobody is a possible answer. */
  readonly receivers: readonly Receiver[];
  readonly module: string;
  readonly interfaceRole: InterfaceRole;
  /** No header named the receiver: the content did. */
  readonly isOpenRouted?: boolean;
  readonly why: string;
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
  /** No header named the receiver: the content did. */
  readonly isOpenRouted?: boolean;
  readonly why: string;
}

/** The content is to say where it goes, once it is read. OCPI 2.2.1, Transport and format > Open Routing Request. */
export interface OpenPlan {
  readonly kind: 'open';
  readonly module: string;
  readonly interfaceRole: InterfaceRole;
  /** What in it identifies the receiver. */
  readonly rule: Ruling;
  /** OCPI-to names the hub: what the content does not decide is then a wrong way of routing. */
  readonly isToHub: boolean;
  readonly why: string;
}

/** Nobody knows whose token it is: all who may know are asked, and the first good answer counts. */
export interface AskPlan {
  readonly kind: 'ask';
  /** How each of them is asked; never nobody. */
  readonly candidates: readonly DirectPlan[];
  readonly module: string;
  readonly interfaceRole: InterfaceRole;
  readonly why: string;
}

/** The hub itself answers with one list of what all these parties publish. OCPI 2.2.1, Transport and format > GET All via Hubs. */
export interface GatherPlan {
  readonly kind: 'gather';
  /** The parties that offer the list and may serve the asker, sorted by key. */
  readonly sources: readonly Receiver[];
  /** Whose public objects the asker may see, sorted: the sources, and who only tells of his objects by broadcast. */
  readonly owners: readonly PartyKey[];
  readonly module: string;
  readonly interfaceRole: 'SENDER';
  readonly why: string;
}

/** The hub itself answers what the other side has of the asker's own object, where it cannot say whose copy it means. */
export interface OwnCopyPlan {
  readonly kind: 'own-copy';
  readonly module: KeptModule;
  readonly interfaceRole: 'RECEIVER';
  readonly owner: PartyId;
  /** Decoded: the object, and for a Location its EVSE and Connector. */
  readonly ids: readonly [string, ...string[]];
  readonly why: string;
}

/** The party a message goes to, under the ids it was addressed by. */
export interface Receiver {
  readonly id: PartyId;
  readonly party: Party;
  readonly platform: Platform;
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
