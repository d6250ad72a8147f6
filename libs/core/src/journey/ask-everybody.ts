import { pathSegments } from '@busbar/ocpi';
import { cross, crosses } from '../bridging/crossing.js';
import type { BridgingPorts } from '../bridging/translate.js';
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
export interface AskPorts extends ForwardPorts, BridgingPorts {
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
  /** Both in the version of the party that answered. */
  readonly theirs: { readonly message: Routed; readonly answer: ForwardedAnswer };
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
 * else the best answer counts when all have answered or the time is over. Bytes go back unchanged between parties on one version.
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
    const { receiver } = message.plan;
    const crossing = crosses(message) ? await cross(message, this.body, ports) : null;
    // Who cannot be asked in his version counts as silent.
    if (isRefusal(crossing) || crossing?.kind === 'answered' || cancellation.isCancelled) return;
    const there = crossing?.there ?? { message, body: this.body };
    const startedAt = ports.clock.elapsed();
    const outgoing = { url: there.message.plan.url, body: there.body.bytes };
    const { ending, result } = await forward(there.message, outgoing, { ...ports, deadlineMs, cancellation });
    // Who was not let finish has not failed.
    if (cancellation.isCancelled) return;
    ports.presence.exchangeEnded(receiver.platform, ending, startedAt);
    if (isRefusal(result)) return;
    const bytes = await collectBody(result.body, MAX_ANSWER_BYTES);
    if (typeof bytes === 'string' || cancellation.isCancelled) return;
    const theirs: ForwardedAnswer = { ...result, body: { kind: 'whole', bytes } };
    const answer = crossing === null ? theirs : await crossing.back(theirs);
    if (isRefusal(answer) || cancellation.isCancelled) return;
    this.judge(
      { message: crossing?.here ?? message, answer, theirs: { message: there.message, answer: theirs } },
      bytes,
    );
  }

  /** By what the party itself has said: its `bytes` tell more of the token than some versions can. */
  private judge(best: BestAnswer, bytes: Uint8Array): void {
    const { message, answer } = best.theirs;
    const { party, platform } = message.plan.receiver;
    const said = readAuthorizationAnswer(
      { status: answer.status, bytes },
      { ...this.token, version: message.version, owner: party.key },
    );
    switch (said.kind) {
      case 'info':
        this.consider(rankOf(said.allowed), best);
        return;
      case 'too-little':
        this.consider('too little', best);
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

  private concluded({ rank, from }: { readonly rank: Rank; readonly from: BestAnswer }): BestAnswer {
    const asked = counted(this.message.plan.candidates.length);
    const { message } = from;
    const { key } = message.plan.receiver.party;
    const how = rank === 'ALLOWED' ? `${key} answered first` : `none allowed it, ${key} answered best (${rank})`;
    const { version } = from.theirs.message;
    const said = version === message.version ? how : `${how}; translated from OCPI ${message.version} to ${version}`;
    return { ...from, message: routed(message, { ...message.plan, why: `asked ${asked}, ${said}` }) };
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
