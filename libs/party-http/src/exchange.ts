import type { AnswerHeaders, PartyAnswer } from '@busbar/core';
import type { Dispatcher } from 'undici';
import { AnswerStream } from './answer-stream.js';
import type { Connection } from './connection.js';
import { endingAfterRequest, endingBeforeRequest, faultEnding, noAnswer, notSent, type Failure } from './endings.js';

type IncomingHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** An answer up to this size is handed over whole, a longer one as a stream. */
const WHOLE_BYTES = 64 * 1024;

/** What an exchange needs from its surroundings. */
export interface ExchangeParts {
  readonly connection: Connection;
  readonly maxAnswerBytes: number;
  /** Called once, with how it ended for the asker: as soon as an answer, whole or not, is there. */
  readonly onAnswer: (answer: PartyAnswer) => void;
  /** Called once, when the connection is free again, or dropped. */
  readonly onOver: (isReusable: boolean) => void;
  /** An error that no peer and no network can cause. */
  readonly onFault: (error: unknown) => void;
}

/** One request and its answer under one deadline, as undici's handler. Every way it can end calls both callbacks once. */
export class Exchange implements Dispatcher.DispatchHandler {
  readonly #parts: ExchangeParts;
  readonly #deadline: NodeJS.Timeout;
  #controller: Dispatcher.DispatchController | null = null;
  #status = 0;
  #headers: AnswerHeaders = new Map();
  #chunks: Buffer[] = [];
  #bytes = 0;
  #stream: AnswerStream | null = null;
  #isOver = false;

  constructor(parts: ExchangeParts, deadlineMs: number) {
    this.#parts = parts;
    this.#deadline = setTimeout(() => this.#expire(deadlineMs), deadlineMs);
  }

  /** undici is about to write the request: from here on it counts as sent. */
  onRequestStart(controller: Dispatcher.DispatchController): void {
    // A second start would be a repetition of the request, which only the asker may decide on.
    if (this.#isOver || this.#controller !== null) controller.abort(new Error('the request is not to be sent'));
    else this.#controller = controller;
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: IncomingHeaders): void {
    // undici would go on to an assertion of its own, which looks like a fault of ours.
    if (status < 100) return this.#fail(noAnswer('cut-off', `the answer has the status ${status}, which HTTP has not`));
    if (status < 200) return;
    this.#status = status;
    this.#headers = asMap(headers);
    if (Number(headers['content-length']) > this.#parts.maxAnswerBytes) this.#refuseSize();
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#isOver) return;
    this.#bytes += chunk.length;
    if (this.#bytes > this.#parts.maxAnswerBytes) return this.#refuseSize();
    if (this.#stream !== null) return this.#stream.take(chunk);
    this.#chunks.push(chunk);
    if (this.#bytes > WHOLE_BYTES) this.#beginStream(controller);
  }

  onResponseEnd(): void {
    if (this.#isOver) return;
    this.#leave(true);
    if (this.#stream === null) this.#answer({ kind: 'whole', bytes: wholeOf(this.#chunks) });
    else this.#stream.finish();
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    if (this.#isOver) return;
    const wasSent = this.#controller !== null;
    const ending = wasSent ? endingAfterRequest(error, this.#status > 0) : endingBeforeRequest(error);
    this.#fail(ending ?? faultEnding(wasSent));
    if (ending === null) this.#parts.onFault(error);
  }

  /** Nobody waits for the answer any more; nothing follows where there was one already. */
  cancel(): void {
    if (!this.#isOver) this.#fail(noAnswer('asker-gone', 'nobody waited for the answer any more'));
  }

  #expire(deadlineMs: number): void {
    const wasSent = this.#controller !== null;
    if (wasSent) this.#fail(noAnswer('timeout', `no whole answer came within ${deadlineMs} ms`));
    else this.#fail(notSent('connect-timeout', `no connection was made within ${deadlineMs} ms`));
  }

  #refuseSize(): void {
    this.#fail(noAnswer('too-large', `the answer is larger than ${this.#parts.maxAnswerBytes} bytes`));
  }

  #beginStream(controller: Dispatcher.DispatchController): void {
    controller.pause();
    this.#stream = new AnswerStream(this.#chunks, {
      pause: () => controller.pause(),
      resume: () => {
        if (!this.#isOver) controller.resume();
      },
      stop: () => {
        if (!this.#isOver) this.#leave(false);
      },
    });
    this.#chunks = [];
    this.#answer({ kind: 'stream', pipeTo: this.#stream.pipeTo });
  }

  #answer(body: (PartyAnswer & { kind: 'answer' })['body']): void {
    this.#parts.onAnswer({ kind: 'answer', status: this.#status, headers: this.#headers, body });
  }

  #fail(failure: Failure): void {
    this.#leave(false);
    this.#chunks = [];
    if (this.#stream === null) this.#parts.onAnswer(failure);
    else this.#stream.breakOff();
  }

  #leave(isReusable: boolean): void {
    this.#isOver = true;
    clearTimeout(this.#deadline);
    if (!isReusable) this.#parts.connection.drop();
    this.#parts.onOver(isReusable);
  }
}

function asMap(headers: IncomingHeaders): AnswerHeaders {
  const map = new Map<string, string>();
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined) map.set(name, typeof value === 'string' ? value : value.join(', '));
  }
  return map;
}

function wholeOf(chunks: readonly Buffer[]): Uint8Array {
  const [first] = chunks;
  return chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks);
}
