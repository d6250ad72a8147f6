import { namesParties, partyKey, type PartyId, type PartyKey } from '@busbar/ocpi';
import type { OwnedThing } from '../objects/owner-index.js';
import type { AskPlan, DirectPlan, OpenMessage, OwedPlan, Receiver } from './message.js';
import { evidenceOf, wordsOfClue, type Evidence, type NamedThing } from './open-evidence.js';
import { findReceiver, planDirect } from './plan-direct.js';
import { planAskingAll } from './plan-asking-all.js';
import type { ReadBody } from './read-body.js';
import { isRefusal, refuse, type Refusal } from './refusal.js';
import type { ResolveContext } from './resolve-context.js';

/** What an open message comes to. */
export type OpenlyRouted = DirectPlan | OwedPlan | AskPlan | Refusal;

/** Who owns each thing, as far as the hub has learned. */
export type KnownOwners = ReadonlyMap<string, readonly PartyKey[]>;

/** Under which {@link KnownOwners} has a thing. */
export function thingKey({ kind, id }: OwnedThing): string {
  return `${kind} ${id}`;
}

/** Things whose owners decide where a message goes. */
export interface LookUp {
  readonly kind: 'look-up';
  readonly things: readonly NamedThing[];
}

/** What open routing needs beside the message. */
export interface OpenContext extends ResolveContext {
  /** Whether all parties are asked whose token it is. */
  readonly asksEverybody: boolean;
}

/** An open message and all that is known of it; `owners` is null as long as nobody was asked. */
export interface OpenCase {
  readonly message: OpenMessage;
  readonly body: ReadBody;
  readonly owners: KnownOwners | null;
}

/**
 * Finds the receiver of a message that names none: who owns the token in the body, then whose ids a contract id or EVSE id begins with,
 * then what was learned of its ids. Never a guess: several are an answer, and so is nobody. Pure; without `owners` it may say what it
 * wants looked up, and is to be asked again with the answer.
 */
export function routeByContent(open: OpenCase, context: OpenContext): OpenlyRouted | LookUp {
  const { message, body, owners } = open;
  const { rule } = message.plan;
  const repeated = rule.keys.find((key) => body.members.get(key) === 'duplicate');
  if (repeated !== undefined) {
    return refuse('invalid-parameters', `${repeated} stands twice in the body, or in another case`);
  }
  const evidence = evidenceOf(rule.clues, message, body);
  const finder = new ReceiverFinder(message, context);
  for (const each of evidence) {
    if (each.kind === 'learned' && owners === null) return { kind: 'look-up', things: thingsOf(evidence) };
    const found = finder.follow(each, owners);
    if (found !== null) return found;
  }
  if (finder.lessLikely !== null) return finder.lessLikely;
  if (rule.asksEverybody === true && context.asksEverybody && !message.plan.isToHub) {
    return planAskingAll(message, context);
  }
  return refuseUnknown(message, rule.clues.map(wordsOfClue));
}

function thingsOf(evidence: readonly Evidence[]): readonly NamedThing[] {
  return evidence.flatMap((each) => (each.kind === 'learned' ? each.things : []));
}

class ReceiverFinder {
  /** A party that an id names and that is not connected: the owner of what was learned comes before it. */
  lessLikely: DirectPlan | OwedPlan | Refusal | null = null;

  constructor(
    private readonly message: OpenMessage,
    private readonly context: OpenContext,
  ) {}

  /** Where this evidence leads; null where it leads nowhere. */
  follow(evidence: Evidence, owners: KnownOwners | null): DirectPlan | OwedPlan | Refusal | null {
    switch (evidence.kind) {
      case 'named':
        return this.followName(evidence);
      case 'prefix':
        return this.followPrefix(evidence);
      case 'learned':
        return this.followLearned(evidence.things, owners);
    }
  }

  private followName({
    owner,
    where,
    isFinal,
  }: Extract<Evidence, { kind: 'named' }>): DirectPlan | OwedPlan | Refusal | null {
    const key = partyKey(owner);
    const receiver = this.reach(owner);
    if (receiver !== null) return this.plan(receiver, `${isFinal ? 'token of' : 'owner'} ${key} in ${where}`);
    if (!isFinal) return null;
    // Sending what is somebody's to whoever else an id leads to would be worse than not sending it.
    const what = key === partyKey(this.message.from) ? 'is the sender itself' : 'is not known to this hub';
    return refuseOpenly(this.message, 'unknown-receiver', `${where} names ${key}, which ${what}`);
  }

  private followPrefix({
    owner,
    what,
    roles,
  }: Extract<Evidence, { kind: 'prefix' }>): DirectPlan | OwedPlan | Refusal | null {
    const key = partyKey(owner);
    const { snapshot } = this.message;
    const fitting = snapshot.partiesNamed(key).filter(({ role }) => roles.includes(role));
    const receiver = fitting.length === 0 ? null : this.reach(owner);
    if (receiver === null) return null;
    const plan = this.plan(receiver, `${what} prefix ${key}`);
    if (this.context.statusOf(receiver.platform) === 'CONNECTED') return plan;
    this.lessLikely ??= plan;
    return null;
  }

  private followLearned(
    things: readonly NamedThing[],
    owners: KnownOwners | null,
  ): DirectPlan | OwedPlan | Refusal | null {
    const known = things
      .map((thing) => ({ thing, keys: owners?.get(thingKey(thing)) ?? [] }))
      .filter(({ keys }) => keys.length > 0);
    const reached = ownersOfAll(known.map(({ keys }) => keys))
      .map((key) => this.reachKey(key))
      .filter((receiver) => receiver !== null);
    const [receiver, ...others] = reached;
    if (receiver === undefined) return null;
    if (others.length > 0)
      return this.refuseAmbiguous(
        known.map(({ thing }) => thing.words),
        reached,
      );
    const words = known.map(({ thing }) => thing.words).join(' and ');
    return this.plan(receiver, `${words} ${known.length > 1 ? 'are' : 'is'} of ${receiver.party.key} as learned`);
  }

  private refuseAmbiguous(words: readonly string[], receivers: readonly Receiver[]): Refusal {
    const keys = receivers.map(({ party }) => party.key).sort();
    const text = `${words.join(' and ')} may be of ${keys.join(' or ')}${advice(this.message, `say which in OCPI-to-*: one of ${keys.join(', ')}`)}`;
    return refuseOpenly(this.message, 'ambiguous-owner', text);
  }

  private plan(receiver: Receiver, openWhy: string): DirectPlan | OwedPlan | Refusal {
    return planDirect(this.message, { receiver, statusOf: this.context.statusOf, openWhy });
  }

  private reachKey(key: PartyKey): Receiver | null {
    const [party] = this.message.snapshot.partiesNamed(key);
    return party === undefined ? null : this.reach(party.id);
  }

  /** The party as one that the sender may send this to; one that it may not is as good as unknown. */
  private reach(owner: PartyId): Receiver | null {
    const { message } = this;
    const found = findReceiver(message, owner, this.context.statusOf);
    if (isRefusal(found)) return null;
    const may = { module: message.address.module, nowMs: message.atMs };
    const isAllowed = message.snapshot.agreements.permits(partyKey(message.from), found.party.key, may);
    return isAllowed ? { ...found, id: found.party.id } : null;
  }
}

/** Those who own all of it; where nobody does, each thing speaks for its own owners. */
function ownersOfAll(lists: readonly (readonly PartyKey[])[]): readonly PartyKey[] {
  const all = [...new Set(lists.flat())];
  const common = all.filter((key) => lists.every((keys) => keys.includes(key)));
  return common.length > 0 ? common : all;
}

function refuseUnknown(message: OpenMessage, lookedAt: readonly string[]): Refusal {
  const { module, interfaceRole } = message.address;
  const text =
    lookedAt.length === 0
      ? `nothing in a ${message.raw.method} on the ${interfaceRole} interface of ${module} tells its receiver`
      : `no receiver is known; looked at ${lookedAt.join(', ')}`;
  return refuseOpenly(message, 'unknown-receiver', `${text}${advice(message, 'name the receiver in OCPI-to-*')}`);
}

/** What to change, where the version has headers to say it in. */
function advice({ version }: OpenMessage, text: string): string {
  return namesParties(version) ? `: ${text}` : '';
}

/** What was sent to the hub itself was sent the wrong way, where the content does not name one receiver. */
function refuseOpenly({ plan }: OpenMessage, kind: 'unknown-receiver' | 'ambiguous-owner', text: string): Refusal {
  return plan.isToHub
    ? refuse('wrong-routing', `the message is addressed to the hub, which does not broadcast it, and ${text}`)
    : refuse(kind, text);
}
