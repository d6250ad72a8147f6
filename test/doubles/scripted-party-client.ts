import {
  PartyClient,
  type NoAnswerReason,
  type NotSentReason,
  type PartyAnswer,
  type PartyRequest,
} from '@busbar/core';

/** Parties that answer as a test says, and the requests that reached the door. */
export class ScriptedPartyClient extends PartyClient {
  readonly requests: PartyRequest[] = [];
  private readonly answers = new Map<string, PartyAnswer | Promise<PartyAnswer>>();

  /** How the platform answers from now on; 200 where a test says nothing. */
  answerFrom(platformId: string, answer: PartyAnswer | Promise<PartyAnswer>): void {
    this.answers.set(platformId, answer);
  }

  /** Requests to one platform. */
  requestsTo(platformId: string): readonly PartyRequest[] {
    return this.requests.filter(({ platform }) => platform.id === platformId);
  }

  override async exchange(request: PartyRequest): Promise<PartyAnswer> {
    this.requests.push(request);
    return (await this.answers.get(request.platform.id)) ?? httpAnswer(200);
  }
}

/** A whole, empty answer. */
export function httpAnswer(status: number): PartyAnswer {
  return { kind: 'answer', status, headers: new Map(), body: { kind: 'whole', bytes: new Uint8Array() } };
}

/** A request that never left the hub. */
export function notSent(reason: NotSentReason): PartyAnswer {
  return { kind: 'not-sent', reason, detail: `not sent: ${reason}` };
}

/** A request that brought no whole answer. */
export function noAnswer(reason: NoAnswerReason): PartyAnswer {
  return { kind: 'no-answer', reason, detail: `no answer: ${reason}` };
}
