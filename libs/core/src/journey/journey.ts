import { cross, crosses } from '../bridging/crossing.js';
import type { BridgingPorts } from '../bridging/translate.js';
import type { ConfigurationEndpoint } from '../configuration.js';
import type { PlanKind } from '../journal.js';
import type {
  CarriedUrls,
  Clock,
  HubIdentity,
  Ids,
  Journal,
  PartyClient,
  PartyDirectory,
  PeerDefects,
  Presence,
  Sealer,
} from '../ports.js';
import type { OwnerIndex } from '../objects/owner-index.js';
import type { TrafficObserver } from '../objects/traffic-observer.js';
import type { Admission } from './admission.js';
import { answerConfiguration } from './answer-configuration.js';
import { askEverybody } from './ask-everybody.js';
import { authenticate } from './authenticate.js';
import { enqueue, type EnqueuePorts, type TakenOn } from './enqueue.js';
import { findOpenReceiver } from './find-receiver.js';
import { forward, type ForwardedAnswer } from './forward.js';
import { gather } from './gather.js';
import type { GatherPorts } from './gather-ports.js';
import {
  isAsked,
  isGathered,
  isOfOwnCopy,
  isOpen,
  isOwed,
  type Addressed,
  type AnyRouted,
  type AskPlan,
  type GatherPlan,
  type OwnCopyPlan,
  type OpenMessage,
  type OwedPlan,
  type Planned,
  type RawMessage,
  type Received,
  type Reply,
  type Routed,
} from './message.js';
import { ownCopy } from './own-copy.js';
import { RecentPlaces } from './recent-places.js';
import { readAddress } from './read-address.js';
import { readBody, type ReadBody } from './read-body.js';
import { isNoise, rowOf, type PayloadPolicy, type Story } from './record.js';
import { isRefusal, refuse, type Refusal } from './refusal.js';
import { resolveCarried, type CarriedMessage } from './resolve-carried.js';
import type { ResolveContext } from './resolve-context.js';
import { resolve } from './resolve.js';
import { acknowledge, answerKept, answerItself, decline, passOn, type ReplyContent } from './respond.js';
import { passRequest, rewriteAnswer } from './rewrite-answer.js';
import { carriesUrl, rewriteRequest } from './rewrite-request.js';
import { receive } from './receive.js';
import { holdToRoleRules, type RoleRulesMode } from './role-rules.js';
import { ReusedRequestIds } from './reused-request-ids.js';
import { concluding, isToCarriedUrl, isToModule, routed } from './stages.js';
import { heldInstead, inOrderWithHeld } from './store-and-forward.js';
import { Validation, type ValidationPorts } from '../validation/validation.js';

/** Everything a message meets on its way. */
export interface JourneyPorts extends EnqueuePorts, Omit<GatherPorts, 'places'>, ValidationPorts, BridgingPorts {
  readonly hub: HubIdentity;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly directory: PartyDirectory;
  readonly admission: Admission;
  readonly presence: Presence;
  readonly parties: PartyClient;
  readonly carriedUrls: CarriedUrls;
  readonly sealer: Sealer;
  readonly defects: PeerDefects;
  readonly owners: OwnerIndex;
  readonly traffic: TrafficObserver;
  readonly journal: Journal;
  readonly configuration: readonly ConfigurationEndpoint[];
  /** Deadline of an exchange with a party whose platform sets none, in ms. */
  readonly forwardTimeoutMs: number;
  /** Deadline over all parties that are asked whose token it is, in ms. */
  readonly authorizeTimeoutMs: number;
  /** Whether they are asked at all. */
  readonly authorizeAny: boolean;
  readonly payloads: PayloadPolicy;
  readonly roleRules: RoleRulesMode;
  /** Told of errors that are the hub's own fault. */
  readonly reportBug: (error: unknown, correlationId: string) => void;
}

/** What a message has taken up when it ends: its sender's place, and a body. */
interface Spent {
  readonly admitted: string | null;
  readonly requestBody?: Uint8Array | null;
}
const NOTHING: Spent = { admitted: null };
/** Lists are asked for without one. */
const NO_BODY = { bytes: null };

/**
 * The way of every message through the hub, in order:
 * receive → authenticate → read the address → resolve → read the body → (translate) → rewrite → forward → (translate back) → rewrite back
 * → respond → record.
 * Each step returns the message one stage further or a refusal, and a refusal goes straight to respond and record.
 */
export class Journey {
  private readonly resolveContext: ResolveContext;
  private readonly places = new RecentPlaces();
  private readonly requestIds = new ReusedRequestIds();
  private readonly validation: Validation;

  constructor(private readonly ports: JourneyPorts) {
    this.validation = new Validation(ports);
    this.resolveContext = { hub: ports.hub.party, statusOf: (platform) => ports.presence.statusOf(platform) };
  }

  /** Carries one message and says what to answer; never rejects. The caller concludes the reply exactly once. */
  async carry(raw: RawMessage): Promise<Reply> {
    const received = receive(raw, this.ports.clock, this.ports.ids);
    let admitted: string | null = null;
    try {
      const authenticated = authenticate(received, this.ports.directory, this.ports.admission);
      if (isRefusal(authenticated)) return this.decline(received, authenticated);
      const { id } = authenticated.holder.platform;
      const excess = this.ports.admission.admit(id, received.atMs);
      if (excess !== null) return this.decline(authenticated, excess);
      admitted = id;
      const addressed = readAddress(authenticated);
      if (isRefusal(addressed)) return this.decline(authenticated, addressed, { admitted });
      this.ports.presence.heardFrom(addressed.platform);
      if (addressed.address.kind === 'configuration') return await this.answerItself(addressed);
      const routed = this.route(addressed);
      return await this.travel(addressed, routed instanceof Promise ? await routed : routed);
    } catch (bug) {
      return this.declineBug(received, bug, admitted);
    }
  }

  /** To the receiver and back. Steps that need not wait do not: on this path a turn of the event loop costs more than they do. */
  private async travel(addressed: Addressed, planned: Planned | Refusal): Promise<Reply> {
    const admitted = addressed.platform.id;
    if (isRefusal(planned)) return this.decline(addressed, planned, { admitted });
    const reading = readBody(addressed, isOpen(planned) ? planned.plan.rule.keys : []);
    const body = reading instanceof Promise ? await reading : reading;
    if (isRefusal(body)) return this.decline(planned, body, { admitted });
    const holding = this.validation.holdRequest(planned, body);
    const broken = holding instanceof Promise ? await holding : holding;
    if (broken !== null) return this.decline(planned, broken, { admitted, requestBody: body.bytes });
    if (isGathered(planned) || isOfOwnCopy(planned)) return this.answerKept(planned);
    const found = isOpen(planned) ? await this.findReceiver(planned, body) : planned;
    if (isRefusal(found)) return this.decline(planned, found, { admitted, requestBody: body.bytes });
    if (isAsked(found)) return this.askEverybody(found, body);
    return isOwed(found) ? this.takeOn(found, body) : this.exchange(found, body);
  }

  /** The receiver is asked, and its answer goes back; between parties on different versions both are translated. */
  private async exchange(routed: Routed, body: ReadBody): Promise<Reply> {
    const admitted = routed.platform.id;
    const spent: Spent = { admitted, requestBody: body.bytes };
    const crossing = crosses(routed) ? await cross(routed, body, this.ports) : null;
    if (isRefusal(crossing)) return this.decline(routed, crossing, spent);
    if (crossing?.kind === 'answered')
      return this.passOn(crossing.here, body, { answer: crossing.answer, pointing: [] });
    const here = crossing?.here ?? routed;
    const there = crossing?.there ?? { message: routed, body };
    const outgoing = carriesUrl(there.message)
      ? await rewriteRequest(there.message, there.body, this.ports)
      : passRequest(there.message, there.body, this.ports.sealer);
    if (isRefusal(outgoing)) return this.decline(here, outgoing, spent);
    const startedAt = this.ports.clock.elapsed();
    const { ending, result } = await forward(there.message, outgoing, this.ports);
    this.ports.presence.exchangeEnded(routed.plan.receiver.platform, ending, startedAt);
    if (isRefusal(result)) {
      const held = heldInstead(routed, result);
      return held === null ? this.decline(here, result, spent) : this.takeOn(held, body);
    }
    const holding = this.validation.holdAnswer(there.message, result);
    const theirs = holding instanceof Promise ? await holding : holding;
    if (isRefusal(theirs)) return this.decline(here, theirs, spent);
    const answer = crossing === null ? theirs : await crossing.back(theirs);
    if (isRefusal(answer)) return this.decline(here, answer, spent);
    const rewriting = rewriteAnswer({ message: here, body: there.body, answer }, this.ports);
    // Each is learned from as its own side wrote it: what is read from the answer, what is pushed from the request.
    if (there.message.raw.method === 'GET') this.ports.traffic.passed(there.message, there.body.bytes, theirs);
    else this.ports.traffic.passed(here, body.bytes, answer);
    this.validation.passed(here, body, { message: there.message, answer: theirs });
    const pointing = rewriting instanceof Promise ? await rewriting : rewriting;
    return this.passOn(here, body, { answer, pointing });
  }

  /** The answer goes back to the asker. */
  private passOn(
    message: Routed,
    body: ReadBody,
    { answer, pointing }: { readonly answer: ForwardedAnswer; readonly pointing: readonly string[] },
  ): Reply {
    const story: Story = { message, plan: planKindOf(message), refusal: null, requestBody: body.bytes };
    return this.respond(story, passOn(message, answer, pointing), message.platform.id);
  }

  /** The content says where a message goes that names no receiver. */
  private async findReceiver(open: OpenMessage, body: ReadBody): Promise<AnyRouted | Routed<AskPlan> | Refusal> {
    const { owners, authorizeAny } = this.ports;
    const context = { ...this.resolveContext, owners, asksEverybody: authorizeAny };
    const finding = findOpenReceiver({ message: open, body }, context);
    const plan = finding instanceof Promise ? await finding : finding;
    if (isRefusal(plan)) return plan;
    return plan.kind === 'direct' ? inOrderWithHeld(routed(open, plan), this.ports.deliveries) : routed(open, plan);
  }

  /** Several are asked whose token it is; the answer that counts goes back as if only its party had been asked. */
  private async askEverybody(asked: Routed<AskPlan>, body: ReadBody): Promise<Reply> {
    const admitted = asked.platform.id;
    const best = await askEverybody(asked, body, this.ports);
    if (isRefusal(best)) return this.decline(asked, best, { admitted, requestBody: body.bytes });
    const { message, answer } = best;
    this.ports.traffic.passed(message, body.bytes, answer);
    this.validation.passed(asked, body, best.theirs);
    return this.passOn(message, body, { answer, pointing: [] });
  }

  /** The hub itself answers: with a list of what several parties have, or with what it keeps of the asker's own object. */
  private async answerKept(message: Routed<GatherPlan> | Routed<OwnCopyPlan>): Promise<Reply> {
    const admitted = message.platform.id;
    const kept = isOfOwnCopy(message)
      ? await ownCopy(message, this.ports)
      : await gather(message, { ...this.ports, places: this.places });
    if (isRefusal(kept)) return this.decline(message, kept, { admitted });
    this.validation.passed(message, NO_BODY, null);
    const story: Story = { message, plan: planKindOf(message), refusal: null, requestBody: null };
    return this.respond(story, answerKept(message, kept, this.ports.hub.party), admitted);
  }

  /** The hub itself answers, once everything owed is committed; whoever it is owed to hears later. */
  private async takeOn(routed: Routed<OwedPlan>, body: ReadBody): Promise<Reply> {
    const admitted = routed.platform.id;
    const taken = await enqueue(routed, body, this.ports);
    if (isRefusal(taken)) return this.decline(routed, taken, { admitted, requestBody: body.bytes });
    if (!taken.isRepeat) {
      this.ports.traffic.passed(routed, body.bytes, null);
      this.validation.passed(routed, body, null);
    }
    this.warnOfReuse(routed, taken);
    const isHeld = routed.plan.kind === 'held';
    const story: Story = { message: routed, plan: planKindOf(routed), refusal: null, requestBody: body.bytes, isHeld };
    return this.respond(story, acknowledge(routed, taken, this.ports.hub.party), admitted);
  }

  /** The same id with another body is another message, and a mistake of its sender. */
  private warnOfReuse({ platform, atMs, requestId }: Routed<OwedPlan>, { repeat }: TakenOn): void {
    if (repeat === null || !this.requestIds.isReuse(repeat, atMs)) return;
    const detail = `X-Request-ID ${requestId.slice(0, 128)} came again within ten minutes with another message`;
    this.ports.defects.note({ platformId: platform.id, kind: 'reused-request-id', detail });
  }

  private route(addressed: Addressed): Planned | Refusal | Promise<Planned | Refusal> {
    if (addressed.version === null) return refuse('unknown-version', 'the URL names no OCPI version');
    if (isToCarriedUrl(addressed)) return this.routeCarried(addressed);
    if (!isToModule(addressed)) return refuse('no-from', 'the message names no sender');
    const plan = holdToRoleRules(addressed, this.ports) ?? resolve(addressed, this.resolveContext);
    if (isRefusal(plan)) return plan;
    if (plan.kind === 'open') return { ...addressed, plan };
    return plan.kind === 'direct'
      ? inOrderWithHeld(routed(addressed, plan), this.ports.deliveries)
      : routed(addressed, plan);
  }

  private async routeCarried(message: CarriedMessage): Promise<Routed | Refusal> {
    const { carriedUrls, defects } = this.ports;
    const route = await resolveCarried(message, { ...this.resolveContext, carriedUrls, defects });
    return isRefusal(route) ? route : { ...message, from: route.row.user, plan: route.plan };
  }

  private async answerItself(addressed: Addressed): Promise<Reply> {
    const answer = await answerConfiguration(addressed, this.ports.configuration);
    if (isRefusal(answer)) return this.decline(addressed, answer, { admitted: addressed.platform.id });
    const story: Story = { message: addressed, plan: 'config', refusal: null, requestBody: null };
    return this.respond(story, answerItself(addressed, answer), addressed.platform.id);
  }

  private decline(message: Received | Addressed | Planned, refusal: Refusal, spent: Spent = NOTHING): Reply {
    const asker = 'from' in message ? message.from : null;
    const reply = decline(message, refusal, { hub: this.ports.hub.party, asker });
    const story = { message, plan: planKindOf(message), refusal, requestBody: spent.requestBody ?? null };
    return this.respond(story, reply, spent.admitted);
  }

  private declineBug(message: Received, bug: unknown, admitted: string | null): Reply {
    this.ports.reportBug(bug, message.correlationId);
    const text = `the hub failed; its operator can find out why with the correlation id ${message.correlationId}`;
    return this.decline(message, refuse('internal-error', text), { admitted });
  }

  /** The reply, and what is owed once it has left: the sender's place is free again and the journal has its row. */
  private respond(story: Story, reply: ReplyContent, admitted: string | null): Reply {
    return concluding(reply, (end) => {
      if (admitted !== null) this.ports.admission.release(admitted);
      if (isNoise(story)) return;
      const { clock, payloads, journal } = this.ports;
      journal.record(rowOf(story, { reply, end, elapsed: clock.elapsed(), payloads }));
    });
  }
}

function planKindOf(message: Received | Addressed | Planned): PlanKind | null {
  if (!('plan' in message)) {
    return 'address' in message && message.address.kind === 'configuration' ? 'config' : null;
  }
  const { plan } = message;
  switch (plan.kind) {
    case 'direct':
    case 'held':
      return plan.isOpenRouted === true ? 'open' : 'direct';
    case 'broadcast':
      return 'broadcast';
    case 'gather':
      return 'get-all';
    case 'open':
    case 'ask':
    case 'own-copy':
      return 'open';
  }
}
