import { HEADER, type PartyId } from '@busbar/ocpi';
import type { DeliveryStore, FanOut } from '../delivery/delivery-store.js';
import { objectOf } from '../delivery/object-key.js';
import type { LaneScheduler } from '../delivery/lane-scheduler.js';
import type { ObjectStore } from '../objects/object-store.js';
import type { Ids } from '../ports.js';
import { keepPublished } from './keep-published.js';
import type { OwedPlan, Routed } from './message.js';
import type { ReadBody } from './read-body.js';
import { refuse, type Refusal } from './refusal.js';

/** What taking a message on needs. */
export interface EnqueuePorts {
  readonly deliveries: DeliveryStore;
  readonly lanes: LaneScheduler;
  readonly objects: ObjectStore;
  /** Whether a broadcast that says nothing new is taken on without telling anybody. */
  readonly skipsUnchanged: boolean;
  readonly ids: Ids;
  readonly hub: { readonly party: PartyId };
  /** How long a broadcast is kept for a party that cannot be reached, in ms. */
  readonly deliveryTtlMs: number;
}

const NOT_NOTED = 'the hub could not note in time what it would owe: send it again with the same X-Request-ID';

/** What is kept for longer because an operator asked for it: store-and-forward. */
const HELD_FOR_MS = 7 * 86_400_000;

/** A message that the hub has taken on, or a repeat of one it took on before: both are answered alike. */
export interface TakenOn {
  readonly count: number;
  readonly isRepeat: boolean;
  /** What a repeat of it is known by; null where there is nothing. */
  readonly repeat: FanOut['repeat'];
  /** It says what everybody was told before: nobody is told again. */
  readonly isUnchanged: boolean;
}

/** What the asker is told of a message that the hub has taken on. */
export function wordsOf(plan: OwedPlan, { count, isUnchanged }: Pick<TakenOn, 'count' | 'isUnchanged'>): string {
  if (isUnchanged && count === 0) return 'accepted, but it says nothing new: nobody is told again';
  if (plan.kind === 'held') return 'accepted: the hub holds this and delivers it when the receiver can be reached';
  return count === 0
    ? 'accepted, but nobody is to be told: no party of an opposite role offers this module'
    : `accepted: the hub delivers this to ${count} ${count === 1 ? 'party' : 'parties'}`;
}

/**
 * Takes responsibility for a message: resolves when everything owed is committed, not before, and not when it is delivered. A repeat of
 * the same request within ten minutes owes nothing anew.
 */
export async function enqueue(
  message: Routed<OwedPlan>,
  body: ReadBody,
  ports: EnqueuePorts,
): Promise<TakenOn | Refusal> {
  const full = fanOutOf(message, body, ports);
  const published = keepPublished(full, message, ports.objects);
  // Otherwise side by side: in SQLite both then go into one commit.
  const isUnchanged = ports.skipsUnchanged && (await published.kept) === 'unchanged';
  const fanOut = isUnchanged ? { ...full, owed: [] } : full;
  const [accepted, kept] = await Promise.all([ports.deliveries.accept(fanOut), published.kept]);
  if (kept === 'database-lost') {
    // What is owed may be noted all the same: with its own id, the repeat is known as one and only keeps the object.
    return refuse(
      'database-lost',
      'the hub cannot keep what was published now: send it again with the same X-Request-ID',
      5,
    );
  }
  switch (accepted.kind) {
    case 'accepted':
      if (ports.skipsUnchanged && !isUnchanged) published.noteTold();
      for (const platformId of new Set(fanOut.owed.map((owed) => owed.platformId))) ports.lanes.wake(platformId);
      return { count: accepted.count, isRepeat: false, repeat: fanOut.repeat, isUnchanged };
    case 'repeat':
      return { count: accepted.count, isRepeat: true, repeat: fanOut.repeat, isUnchanged };
    case 'full':
      return refuse('overloaded', 'the hub holds as many undelivered messages as it may: nothing was taken on', 30);
    case 'database-lost':
      // A commit that comes too late may still take place, wholly: with its own id, the repeat is known as one.
      return refuse('database-lost', NOT_NOTED, 5);
  }
}

function fanOutOf(message: Routed<OwedPlan>, body: ReadBody, ports: EnqueuePorts): FanOut {
  const { plan, raw, query } = message;
  const rest = message.address.kind === 'module' ? message.address.rest : '';
  const { method } = raw;
  const write = {
    module: plan.module,
    method,
    rest,
    query,
    body: body.bytes,
    lastUpdated: body.members.get('last_updated'),
  };
  const contentType = raw.headers[HEADER.contentType.toLowerCase()];
  const isBroadcast = plan.kind === 'broadcast';
  return {
    content: {
      messageId: message.id,
      correlationId: message.correlationId,
      version: message.version,
      module: plan.module,
      interfaceRole: plan.interfaceRole,
      method,
      rest,
      query,
      contentType: typeof contentType === 'string' ? contentType : null,
      body: body.bytes,
      // OCPI 2.2.1, Broadcast Push: the hub is the sender of what it fans out; what it holds goes in the sender's own name.
      from: isBroadcast ? ports.hub.party : message.from,
    },
    kind: plan.kind,
    object: objectOf(write, message.id),
    owed: plan.receivers.map(({ id, platform }) => ({ platformId: platform.id, to: id })),
    atMs: message.atMs,
    expiresAtMs: message.atMs + (isBroadcast ? ports.deliveryTtlMs : HELD_FOR_MS),
    repeat: repeatKey(message, body, ports.ids),
  };
}

/** Without an id of the sender's own there is nothing to know a repeat by. */
function repeatKey({ raw, platform, from, requestId }: Routed<OwedPlan>, body: ReadBody, ids: Ids): FanOut['repeat'] {
  if (raw.headers['x-request-id'] !== requestId) return null;
  const contentHash = ids.fingerprint([raw.method, raw.target, body.bytes ?? '']);
  return { platformId: platform.id, from, requestId, contentHash };
}
