import type { OcpiVersion, PartyId } from '@busbar/ocpi';
import type { TokenHolder } from '../ports.js';
import type { Platform, RegistrySnapshot } from '../registry.js';
import type {
  Address,
  Addressed,
  Authenticated,
  ModuleMessage,
  Plan,
  Received,
  Reply,
  Routed,
  RoutedBy,
} from './message.js';
import type { CarriedMessage } from './resolve-carried.js';
import type { ReplyContent } from './respond.js';

// How a message takes a step on its way. Each field is written out: objects of fifteen fields that are spread into the next one,
// stage after stage, cost a message more than everything that is decided about it.

/** What reading the address of a message brings to light. */
export interface Place {
  readonly platform: Platform;
  readonly version: OcpiVersion | null;
  readonly address: Address;
  readonly query: string | null;
  readonly from: PartyId | null;
  readonly to: PartyId | null;
}

/** The message once its sender is known. */
export function authenticated(message: Received, snapshot: RegistrySnapshot, holder: TokenHolder): Authenticated {
  return {
    raw: message.raw,
    id: message.id,
    atMs: message.atMs,
    startedAt: message.startedAt,
    requestId: message.requestId,
    correlationId: message.correlationId,
    snapshot,
    holder,
  };
}

/** The message once it is known where it is aimed and in whose name. */
export function addressed(message: Authenticated, place: Place): Addressed {
  return {
    raw: message.raw,
    id: message.id,
    atMs: message.atMs,
    startedAt: message.startedAt,
    requestId: message.requestId,
    correlationId: message.correlationId,
    snapshot: message.snapshot,
    holder: message.holder,
    platform: place.platform,
    version: place.version,
    address: place.address,
    query: place.query,
    from: place.from,
    to: place.to,
  };
}

/** The message once it is known where it goes. */
export function routed<P extends Plan>(message: Addressable, plan: P): RoutedBy<P> {
  const stage: Routed<P> = {
    raw: message.raw,
    id: message.id,
    atMs: message.atMs,
    startedAt: message.startedAt,
    requestId: message.requestId,
    correlationId: message.correlationId,
    snapshot: message.snapshot,
    holder: message.holder,
    platform: message.platform,
    version: message.version,
    address: message.address,
    query: message.query,
    from: message.from,
    to: message.to,
    plan,
  };
  return stage as RoutedBy<P>;
}

/** What a message must have so that it can be routed. */
type Addressable = Addressed & { readonly version: OcpiVersion; readonly from: PartyId };

/** Whether it goes to a module, in the name of a party and under a version. */
export function isToModule(message: Addressed): message is ModuleMessage & { readonly version: OcpiVersion } {
  return message.address.kind === 'module' && message.from !== null && message.version !== null;
}

/** Whether it goes to a URL that the hub gave out. */
export function isToCarriedUrl(message: Addressed): message is CarriedMessage {
  return message.address.kind === 'carried' && message.version !== null;
}

/** The reply once it is known what is owed when it has left. */
export function concluding({ status, headers, body }: ReplyContent, conclude: Reply['conclude']): Reply {
  return { status, headers, body, conclude };
}
