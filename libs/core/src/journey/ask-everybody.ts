import { pathSegments } from '@busbar/ocpi';
import { Cancellation } from '../cancellation.js';
import { tokenTypeIn } from '../objects/write-of.js';
import type { Clock, PeerDefects, Presence } from '../ports.js';
import { collectBody } from '../registration/collect-body.js';
import { readAuthorizationAnswer } from './authorization-answer.js';
import { forward, type ForwardedAnswer, type ForwardPorts } from './forward.js';
import type { AskPlan, DirectPlan, Routed } from './message.js';
import { counted } from './plan-asking-all.js';
import type { ReadBody } from './read-body.js';
import { isRefusal, refuse, type Refusal } from './refusal.js';
import { routed } from './stages.js';

/** What asking everybody works with. */
export interface AskPorts extends ForwardPorts {
  readonly clock: Clock;
  readonly presence: Presence;
  readonly defects: PeerDefects;
  /** For all of them together, in ms. */
  readonly authorizeTimeoutMs: number;
}

/** Whose answer counts: the message as one that went to this party, and what the party said. */
export interface BestAnswer {
  readonly message: Routed;
  readonly answer: ForwardedAnswer;
}

/** Parties that are asked at once; the others follow as these answer, under the same deadline. */
export const ASKED_AT_ONCE = 64;
/** The longest answer that is read; an AuthorizationInfo has some hundred bytes. */
const MAX_ANSWER_BYTES = 64 * 1024;

/**
 * Which answer counts where nobody allows it, the best first. A token that is known but not allowed here is nearer to a charge than one
 * that is blocked; that of a party which wants a location first still tells more than not to know the token.
 */
const RANKS = ['ALLOWED', 'NOT_ALLOWED', 'NO_CREDIT', 'EXPIRED', 'BLOCKED', 'any other', 'too little'] as const;
type Rank = (typeof RANKS)[number];

/**
 * Asks all who may know a token at once, under one deadline. The first that allows it answers, and nobody waits for the others any more;
 * else the best answer counts when all have answered or the time is over. Bytes go back unchanged.
 */
export async function askEverybody(
  message: Routed<AskPlan>,
  body: ReadBody,
  ports: AskPorts,
): Promise<BestAnswer | Refusal> {
  return new Inquiry(message, body, ports).run();
}

class Inquiry {
  private readonly cancellation = new Cancellation();
  private readonly waiting: DirectPlan[];
  private readonly startedAt: number;
  private readonly token: { readonly uid: string; readonly type: string };
  private best: { readonly rank: Rank; readonly from: BestAnswer } | null = null;
  private unknown = 0;

  constructor(
    private readonly message: Routed<AskPlan>,
    private readonly body: ReadBody,
    private readonly ports: AskPorts,
  ) {
    this.waiting = [...message.plan.candidates];
    this.startedAt = ports.clock.elapsed();
    const { address } = message;
    const [uid = ''] = address.kind === 'module' ? (pathSegments(address.rest) ?? []) : [];
    this.token = { uid, type: tokenTypeIn(message.query) };
  }

  async run(): Promise<BestAnswer | Refusal> {
    const lanes = Array.from({ length: Math.min(ASKED_AT_ONCE, this.waiting.length) }, () => this.askOneAfterAnother());
    const allowed = new Promise<void>((resolve) => this.cancellation.onCancelled(resolve));
    await Promise.race([allowed, Promise.all(lanes)]);
    return this.best === null ? this.refuseAll() : this.concluded(this.best);
  }

  private async askOneAfterAnother(): Promise<void> {
    for (let next = this.waiting.shift(); next !== undefined; next = this.waiting.shift()) {
      const remainingMs = this.ports.authorizeTimeoutMs - (this.ports.clock.elapsed() - this.startedAt);
      if (this.cancellation.isCancelled || remainingMs <= 0) return;
      await this.ask(routed(this.message, next), Math.ceil(remainingMs));
    }
  }

  private async ask(message: Routed, deadlineMs: number): Promise<void> {
    const { ports, cancellation } = this;
    const { receiver, url } = message.plan;
    const startedAt = ports.clock.elapsed();
    const outgoing = { url, body: this.body.bytes };
    const { ending, result } = await forward(message, outgoing, { ...ports, deadlineMs, cancellation });
    // Who was not let finish has not failed.
    if (cancellation.isCancelled) return;
    ports.presence.exchangeEnded(receiver.platform, ending, startedAt);
    if (isRefusal(result)) return;
    const bytes = await collectBody(result.body, MAX_ANSWER_BYTES);
    if (typeof bytes === 'string' || cancellation.isCancelled) return;
    this.judge(message, { ...result, body: { kind: 'whole', bytes } }, bytes);
  }

  private judge(message: Routed, answer: ForwardedAnswer, bytes: Uint8Array): void {
    const { party, platform } = message.plan.receiver;
    const { version } = message;
    const said = readAuthorizationAnswer(
      { status: answer.status, bytes },
      { ...this.token, version, owner: party.key },
    );
    switch (said.kind) {
      case 'info':
        this.consider(rankOf(said.allowed), { message, answer });
        return;
      case 'too-little':
        this.consider('too little', { message, answer });
        return;
      case 'unknown':
        this.unknown += 1;
        return;
      case 'foreign': {
        const detail = `${party.key} answered an authorization with a token of ${said.what}`;
        this.ports.defects.note({ platformId: platform.id, kind: 'foreign-authorization', detail });
        return;
      }
      case 'nothing':
        return;
    }
  }

  private consider(rank: Rank, from: BestAnswer): void {
    if (this.best !== null && RANKS.indexOf(this.best.rank) <= RANKS.indexOf(rank)) return;
    this.best = { rank, from };
    if (rank === 'ALLOWED') this.cancellation.cancel();
  }

  private concluded({
    rank,
    from: { message, answer },
  }: {
    readonly rank: Rank;
    readonly from: BestAnswer;
  }): BestAnswer {
    const asked = counted(this.message.plan.candidates.length);
    const { key } = message.plan.receiver.party;
    const how = rank === 'ALLOWED' ? `${key} answered first` : `none allowed it, ${key} answered best (${rank})`;
    return { message: routed(message, { ...message.plan, why: `asked ${asked}, ${how}` }), answer };
  }

  private refuseAll(): Refusal {
    const count = this.message.plan.candidates.length;
    const silent = count - this.unknown;
    if (this.unknown === 0) {
      return refuse(
        'no-answer',
        `asked ${counted(count)} whether they know this token, and none gave a usable answer in time`,
      );
    }
    const others = silent === 0 ? '' : `, and ${counted(silent)} gave no usable answer in time`;
    return refuse(
      'token-unknown',
      `${counted(this.unknown)} ${this.unknown === 1 ? 'does' : 'do'} not know this token${others}`,
    );
  }
}

function rankOf(allowed: string): Rank {
  const known = RANKS.find((rank) => rank === allowed);
  return known === undefined || known === 'too little' ? 'any other' : known;
}
