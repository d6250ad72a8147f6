import {
  isBroadcastModule,
  isClientOwnedPush,
  isPublicModule,
  isSameParty,
  partyKey,
  pathSegments,
} from '@busbar/ocpi';
import { refuseWithoutAgreement } from './agreed.js';
import { listsForAnybody } from './askers-own.js';
import type { DirectPlan, GatherPlan, ModuleMessage, OpenPlan, OwedPlan, OwnCopyPlan, Receiver } from './message.js';
import { openRuleFor } from './open-rules.js';
import { findReceiver, planDirect } from './plan-direct.js';
import { isRefusal, refuse, type Refusal } from './refusal.js';
import { resolveBroadcast } from './resolve-broadcast.js';
import type { ResolveContext } from './resolve-context.js';
import { resolveGather } from './resolve-gather.js';
import { resolveOwnCopy } from './resolve-own-copy.js';

/** What resolving comes to; an `open` one is completed by open-routing.ts once the body is read. */
export type Resolved = DirectPlan | OwedPlan | GatherPlan | OwnCopyPlan | OpenPlan;

/** Whom the To headers name: a party, the hub, or nobody. */
type Addressee = 'party' | 'hub' | 'nobody';

/** Decides where a message goes, or why it goes nowhere. Pure: message, snapshot and statuses in, plan or refusal out. */
export function resolve(message: ModuleMessage, context: ResolveContext): Resolved | Refusal {
  const foreignOwner = refuseForeignOwner(message);
  if (foreignOwner !== null) return foreignOwner;
  const addressee = addresseeOf(message, context);
  switch (wayOf(message, addressee)) {
    case 'direct':
      return resolveDirect(message, context);
    case 'broadcast':
      return resolveBroadcast(message, context);
    case 'open':
      return resolveOwnCopy(message) ?? resolveOpen(message, addressee);
    case 'gather':
      return resolveGather(message, context);
    case 'none':
      return refuseWrongWay(message, addressee);
  }
}

/** The decision table of docs/message-journey.md, row by row. OCPI 2.2.1, Transport and format > Message routing. */
function wayOf(
  { version, address, raw: { method } }: ModuleMessage,
  addressee: Addressee,
): 'direct' | 'broadcast' | 'open' | 'gather' | 'none' {
  const { module, interfaceRole, rest } = address;
  const isList = rest === '' || rest === '/';
  const isTold = interfaceRole === 'RECEIVER' && TOLD_METHODS.has(method);
  switch (addressee) {
    case 'party':
      return 'direct';
    case 'hub':
      if (isTold && version !== null && isBroadcastModule(version, module)) return 'broadcast';
      if (interfaceRole === 'RECEIVER') return method === 'GET' ? 'none' : 'open';
      return method === 'GET' && isList ? 'gather' : 'none';
    case 'nobody':
      if (isTold && isPublicModule(module)) return 'broadcast';
      if (method === 'GET' && isList) return interfaceRole === 'SENDER' ? 'gather' : 'none';
      return 'open';
  }
}

/** The methods that write an object, and may be told to everybody. */
const TOLD_METHODS = new Set(['PUT', 'PATCH', 'DELETE']);

function addresseeOf({ to, from, platform }: ModuleMessage, { hub }: ResolveContext): Addressee {
  if (to === null) return 'nobody';
  const isToSelf = platform.settings.to_self_is_hub && isSameParty(to, from);
  return isToSelf || isSameParty(to, hub) ? 'hub' : 'party';
}

function resolveDirect(
  message: ModuleMessage,
  { statusOf }: ResolveContext,
): DirectPlan | OwedPlan | GatherPlan | Refusal {
  if (message.to === null) return refuse('wrong-routing', 'OCPI-to-* names nobody');
  const receiver = findReceiver(message, message.to, statusOf);
  if (isRefusal(receiver)) return receiver;
  const plan = refuseWithoutAgreement(message, receiver) ?? planDirect(message, { receiver, statusOf });
  return isRefusal(plan) || !isListForAnybody(message, receiver) ? plan : gatherFrom(receiver, message);
}

/**
 * What a CPO of OCPI 2.1.1 answers to whoever asks may hold others' Sessions and CDRs: the hub reads it before it passes it on. To many
 * servers slashes without anything between them are the list as well.
 */
function isListForAnybody({ address, raw }: ModuleMessage, { platform }: Receiver): boolean {
  const isList = raw.method === 'GET' && address.interfaceRole === 'SENDER' && /^\/*$/.test(address.rest);
  return isList && listsForAnybody(platform, address.module);
}

function gatherFrom(source: Receiver, { address: { module } }: ModuleMessage): GatherPlan {
  const { key } = source.party;
  const why = `list of ${module} of ${key}, of which the hub passes on what is the asker's`;
  return { kind: 'gather', sources: [source], owners: [key], module, interfaceRole: 'SENDER', why };
}

function resolveOpen(message: ModuleMessage, addressee: Addressee): OpenPlan {
  const { module, interfaceRole } = message.address;
  const rule = openRuleFor(message);
  return { kind: 'open', module, interfaceRole, rule, isToHub: addressee === 'hub', why: 'open routing' };
}

/** A push names the owner of its object in the URL, and nobody pushes another's objects (Client Owned Object Push). */
function refuseForeignOwner(message: ModuleMessage): Refusal | null {
  const { module, interfaceRole, rest } = message.address;
  if (!isClientOwnedPush(module, interfaceRole, message.raw.method)) return null;
  const [countryCode, partyId] = pathSegments(rest) ?? [];
  if (countryCode === undefined || partyId === undefined) {
    return refuse('not-your-object', `the URL of a push ends with /{country_code}/{party_id}/{id} behind ${module}`);
  }
  const owner = partyKey({ countryCode, partyId });
  return message.platform.parties.some((party) => party.key === owner)
    ? null
    : refuse('not-your-object', 'the country_code and party_id in the URL name no party of this platform');
}

const LEAVE_OUT = 'leave OCPI-to-* out, and the hub finds the receiver by the content, or name the receiver there';

/** Says what to send instead. */
function refuseWrongWay({ address, raw: { method } }: ModuleMessage, addressee: Addressee): Refusal {
  const { module, interfaceRole } = address;
  if (addressee === 'nobody') {
    const advice = `name the party in OCPI-to-*, or GET the Sender interface for the list of all parties`;
    return refuse('wrong-routing', `a GET on the Receiver interface of ${module} is of one object: ${advice}`);
  }
  if (interfaceRole === 'SENDER') {
    const text = `the message is addressed to the hub, which answers only GETs of whole lists on Sender interfaces`;
    return refuse('wrong-routing', `${text}, not this ${method}: ${LEAVE_OUT}`);
  }
  const advice = `name the party whose copy is wanted in OCPI-to-*, or GET the Sender interface of ${module}`;
  return refuse('wrong-routing', `the message is addressed to the hub, which is no Receiver to GET from: ${advice}`);
}
