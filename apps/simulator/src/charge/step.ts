import type { PlatformRequest } from '../outgoing.js';
import type { PlatformAnswer, SimulatedPlatform } from '../platform.js';

/** Something that happened during a charge, for the person who watches. */
export interface Step {
  /** One plain sentence without a full stop. */
  readonly what: string;
  /** Who acted, as `NL/ABC`. */
  readonly by: string;
  /** What the hub knows it by; null where no message was sent. */
  readonly correlationId: string | null;
}

/** Hears of every step as it is done. */
export type StepListener = (step: Step) => void;

/** For who does not watch. */
export function ignoreSteps(): void {}

/** A step that did not end well. */
export class StepFailed extends Error {
  override readonly name = 'StepFailed';

  constructor(what: string, why: string, cause?: unknown) {
    super(`${what} failed: ${why}`, { cause });
  }
}

/** Who acts and who wants to know. */
export interface Actor {
  readonly platform: SimulatedPlatform;
  readonly onStep: StepListener;
}

/** A message to send, and what it means. */
export interface MessageStep {
  /** What is attempted, for the report of a failure. */
  readonly attempt: string;
  readonly request: PlatformRequest;
  /** What is wrong with an answer that says success, or null. */
  readonly verify?: (answer: PlatformAnswer) => string | null;
  /** What happened, given the answer. */
  readonly tell: (answer: PlatformAnswer) => string;
}

/** Sends a message as one step of a charge. Rejects with {@link StepFailed} unless HTTP says 2xx and OCPI 1xxx. */
export async function takeStep(actor: Actor, step: MessageStep): Promise<PlatformAnswer> {
  const answer = await send(actor, step);
  if (!answer.isSuccess) {
    const { envelope, status, sentCorrelationId } = answer;
    const said = `HTTP ${status}, OCPI ${envelope?.status_code ?? 'none'}: ${envelope?.status_message ?? 'no message'}`;
    throw new StepFailed(step.attempt, `${said} (correlation id ${sentCorrelationId})`);
  }
  const flaw = step.verify?.(answer) ?? null;
  if (flaw !== null) throw new StepFailed(step.attempt, `${flaw} (correlation id ${answer.sentCorrelationId})`);
  const by = step.request.from ?? actor.platform.party;
  actor.onStep({ what: step.tell(answer), by, correlationId: answer.sentCorrelationId });
  return answer;
}

async function send(actor: Actor, step: MessageStep): Promise<PlatformAnswer> {
  try {
    return await actor.platform.request(step.request);
  } catch (cause) {
    throw new StepFailed(step.attempt, cause instanceof Error ? cause.message : String(cause), cause);
  }
}
