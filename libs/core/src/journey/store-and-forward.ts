import type { StoreAndForwardModule } from '../platform-settings.js';
import type { DeliveryStore } from '../delivery/delivery-store.js';
import { streamOf } from '../delivery/delivery.js';
import { objectOf } from '../delivery/object-key.js';
import type { AnyRouted, DirectPlan, ModuleMessage, OwedPlan, Receiver, Routed } from './message.js';
import type { Refusal, RefusalKind } from './refusal.js';

/** Which pushes may be held at all: never commands, authorization or anything whose answer the asker acts on now. */
const HELD_METHODS: Readonly<Record<StoreAndForwardModule, readonly string[]>> = {
  sessions: ['PUT', 'PATCH'],
  locations: ['PUT', 'PATCH'],
  tariffs: ['PUT', 'PATCH'],
  tokens: ['PUT', 'PATCH'],
  cdrs: ['POST'],
};

/** Endings of a direct push after which the hub may take it on in place of refusing it. */
const HELD_AFTER: ReadonlySet<RefusalKind> = new Set(['not-connected', 'not-sent', 'no-answer']);

/**
 * Whether the operator lets the hub hold this push for its receiver. OCPI wants messages answered now or never (Transport and format >
 * Offline behaviour), so it is off unless switched on for the receiver's platform and the module.
 */
export function mayBeHeld(message: ModuleMessage, receiver: Receiver): boolean {
  const { module, interfaceRole } = message.address;
  const held = receiver.platform.settings.store_and_forward.find((each) => each === module);
  return held !== undefined && interfaceRole === 'RECEIVER' && HELD_METHODS[held].includes(message.raw.method);
}

/** The plan of a held push; `cause` says why it could not be delivered now. */
export function planHeld(message: ModuleMessage, receiver: Receiver, cause: string): OwedPlan {
  const { module, interfaceRole } = message.address;
  return {
    kind: 'held',
    receivers: [receiver],
    module,
    interfaceRole,
    why: `held for ${receiver.party.key}: ${cause}`,
  };
}

/** The same push as one that the hub holds, after a direct try ended so; null where it may not be held. */
export function heldInstead(routed: Routed, refusal: Refusal): Routed<OwedPlan> | null {
  const { address, plan } = routed;
  if (address.kind !== 'module' || !HELD_AFTER.has(refusal.kind)) return null;
  const message = { ...routed, address };
  return mayBeHeld(message, plan.receiver)
    ? { ...routed, plan: heldAs(plan, planHeld(message, plan.receiver, refusal.message)) }
    : null;
}

/** A push must not overtake one of the same object that is still held for its receiver: it is held too then. */
export function inOrderWithHeld(routed: Routed, deliveries: DeliveryStore): AnyRouted | Promise<AnyRouted> {
  const { address, plan } = routed;
  if (address.kind !== 'module' || plan.receiver.platform.settings.store_and_forward.length === 0) return routed;
  const message = { ...routed, address };
  return mayBeHeld(message, plan.receiver) ? behindHeld(routed, message, deliveries) : routed;
}

async function behindHeld(routed: Routed, message: ModuleMessage, deliveries: DeliveryStore): Promise<AnyRouted> {
  const { receiver } = routed.plan;
  const write = { module: message.address.module, method: message.raw.method, rest: message.address.rest };
  const object = objectOf({ ...write, query: message.query, body: null, lastUpdated: undefined }, message.id);
  const isWaiting = await deliveries.isWaiting(receiver.platform.id, streamOf({ to: receiver.id, object }));
  return isWaiting === true
    ? { ...routed, plan: heldAs(routed.plan, planHeld(message, receiver, 'older pushes of it wait')) }
    : routed;
}

/** Held as it was found: by its headers, or by its content. */
function heldAs({ isOpenRouted, why }: DirectPlan, held: OwedPlan): OwedPlan {
  return isOpenRouted === true ? { ...held, isOpenRouted, why: `${held.why}; ${why}` } : held;
}
