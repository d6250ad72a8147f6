import type { Violation } from '@busbar/ocpi';
import type { ForwardedAnswer } from '../journey/forward.js';
import type { Planned, Routed } from '../journey/message.js';
import type { ReadBody } from '../journey/read-body.js';
import { refuse, type Refusal } from '../journey/refusal.js';
import type { ValidationMode } from '../platform-settings.js';
import type { PeerDefects } from '../ports.js';
import { collectBody } from '../registration/collect-body.js';
import type { Platform } from '../registry.js';
import { defectsOf, wordsFor } from './breach.js';
import type { MessageWatch } from './message-watch.js';
import { ObjectModel } from './object-model.js';
import { answerSaid, requestSaid, type Said } from './said.js';

/** What holding messages to the object model works with. */
export interface ValidationPorts {
  /** For platforms that have no mode of their own. */
  readonly validation: ValidationMode;
  readonly watch: MessageWatch;
  readonly defects: PeerDefects;
}

/** Under `enforce` a read is answered once its answer is whole, which takes memory; pages of OCPI are smaller. */
const MAX_HELD_ANSWER = 4 * 1024 * 1024;

/**
 * Holds what platforms say to the object model, each as its own mode wants: `off` nothing, `observe` beside the path and after it was
 * passed on, `enforce` before it is. docs/validation.md says what follows.
 */
export class Validation {
  private readonly model = new ObjectModel();

  constructor(private readonly ports: ValidationPorts) {}

  /** Refuses a request that breaks the model, where its sender's platform is under `enforce`. */
  holdRequest(message: Planned, body: ReadBody): Refusal | null | Promise<Refusal | null> {
    if (this.modeOf(message.platform) !== 'enforce') return null;
    return this.refuseBrokenRequest(requestSaid(message, body));
  }

  /**
   * Judges an answer, where the receiver's platform is under `enforce`. A read is refused where its answer breaks the model; after
   * anything else the receiver has acted, and its word passes on and is counted.
   */
  holdAnswer(message: Routed, answer: ForwardedAnswer): ForwardedAnswer | Refusal | Promise<ForwardedAnswer | Refusal> {
    if (this.modeOf(message.plan.receiver.platform) !== 'enforce') return answer;
    const isRead = message.raw.method === 'GET' && answer.status >= 200 && answer.status < 300;
    return isRead ? this.readAnswer(message, answer) : this.countAnswer(message, answer);
  }

  /** Shows what has passed, where platforms are under `observe`; the answer is null where the hub gave its own. */
  passed(message: Planned, body: Pick<ReadBody, 'bytes'>, answered: Answered | null): void {
    const { watch } = this.ports;
    if (this.modeOf(message.platform) === 'observe') {
      if (watch.hasRoom) watch.saw(requestSaid(message, body));
      else watch.passedUnseen();
    }
    if (answered === null || this.modeOf(answered.message.plan.receiver.platform) !== 'observe') return;
    const bytes = watch.hasRoom ? readable(answered.answer) : null;
    if (bytes === null) watch.passedUnseen();
    else watch.saw(answerSaid(answered.message, answered.answer, bytes));
  }

  private modeOf(platform: Platform): ValidationMode {
    return platform.settings.validation ?? this.ports.validation;
  }

  private async refuseBrokenRequest(said: Said): Promise<Refusal | null> {
    const violations = await this.judge(said);
    return violations.length === 0 ? null : refuse('against-object-model', wordsFor(violations));
  }

  private async readAnswer(message: Routed, answer: ForwardedAnswer): Promise<ForwardedAnswer | Refusal> {
    const { key } = message.plan.receiver.party;
    if (isCompressed(answer))
      return refuse('broken-answer', `the answer of ${key} is compressed, which nobody asked for`);
    const bytes = await collectBody(answer.body, MAX_HELD_ANSWER);
    if (bytes === 'cut-off') return refuse('no-answer', `the message was sent, but the answer of ${key} broke off`);
    if (bytes === 'too-large') {
      return refuse('no-answer', `the answer of ${key} is larger than ${MAX_HELD_ANSWER} bytes; ask for smaller pages`);
    }
    const violations = await this.judge(answerSaid(message, answer, bytes));
    return violations.length === 0
      ? { ...answer, body: { kind: 'whole', bytes } }
      : refuse('broken-answer', `the answer of ${key} breaks the object model: ${wordsFor(violations)}`);
  }

  private async countAnswer(message: Routed, answer: ForwardedAnswer): Promise<ForwardedAnswer> {
    const bytes = readable(answer);
    if (bytes === null) this.ports.watch.passedUnseen();
    else await this.judge(answerSaid(message, answer, bytes));
    return answer;
  }

  private async judge(said: Said): Promise<readonly Violation[]> {
    const violations = await this.model.judge(said);
    for (const defect of defectsOf(said, violations)) this.ports.defects.note(defect);
    return violations;
  }
}

/** An answer, and the message as the one that it answers. */
export interface Answered {
  readonly message: Routed;
  readonly answer: ForwardedAnswer;
}

/** Null for what is streamed, and must stay so, and for what is not text. */
function readable(answer: ForwardedAnswer): Uint8Array | null {
  return answer.body.kind === 'whole' && !isCompressed(answer) ? answer.body.bytes : null;
}

function isCompressed({ headers }: ForwardedAnswer): boolean {
  const encoding = headers.get('content-encoding');
  return encoding !== undefined && encoding !== 'identity';
}
