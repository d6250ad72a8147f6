import type { Answer } from './http/answer.js';
import type { RecordedRequest } from './http/recorded-request.js';
import { matches, type RequestMatch } from './http/recording.js';

/** An answer, or a function that makes one from the request. */
export type AnswerSource = Answer | ((request: RecordedRequest) => Answer | Promise<Answer>);

interface Programmed {
  readonly match: RequestMatch;
  readonly source: AnswerSource;
  timesLeft: number;
}

/** What a platform was told to answer; the rule added last wins. */
export class ProgrammedAnswers {
  private rules: Programmed[] = [];

  /** Adds a rule that serves `times` requests. */
  add(match: RequestMatch, source: AnswerSource, times: number): void {
    this.rules.unshift({ match, source, timesLeft: times });
  }

  /** The source for this request, which it uses up once; null when no rule matches. */
  take(request: RecordedRequest): AnswerSource | null {
    const rule = this.rules.find(({ match, timesLeft }) => timesLeft > 0 && matches(match, request));
    if (!rule) return null;
    rule.timesLeft--;
    return rule.source;
  }

  clear(): void {
    this.rules = [];
  }
}

/** The answer of a source. */
export async function answerFrom(source: AnswerSource, request: RecordedRequest): Promise<Answer> {
  return typeof source === 'function' ? source(request) : source;
}
