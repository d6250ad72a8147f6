import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { OcpiVersion } from '@busbar/ocpi';
import { ocpi, type PlainAnswer } from '../http/answer.js';
import type { RecordedRequest } from '../http/recorded-request.js';
import { asObject, asObjects, ownerOf, type OcpiObject } from './json-objects.js';
import { RunningCharge, type Pace } from './running-charge.js';
import { cdrToken } from './sample-objects.js';
import { takeStep, type Actor } from './step.js';

/** How long a provider should wait for a command's result. */
const COMMAND_TIMEOUT_S = 30;

/** The operator whose charge points are commanded. */
export interface CommandedOperator {
  readonly actor: Actor;
  /** As `NL/ABC`. */
  readonly party: string;
  readonly pace: Pace;
  readonly locations: readonly OcpiObject[];
  readonly tariff: () => OcpiObject;
  readonly version: () => OcpiVersion;
}

/** The Receiver interface of commands: carries them out, and the charges that follow. OCPI 2.2.1, Commands > Flow. */
export class CommandReceiver {
  /** By session id, in the order they were started. */
  readonly charges = new Map<string, RunningCharge>();
  private readonly finished = new Map<string, Promise<void>>();
  private readonly failures: ((reason: unknown) => void)[] = [];

  constructor(private readonly operator: CommandedOperator) {}

  /** Hears of everything that goes wrong after a command was answered. */
  onFailure(listener: (reason: unknown) => void): void {
    this.failures.push(listener);
  }

  /** Resolves when the charge is over, billed or failed. */
  async completionOf(sessionId: string): Promise<void> {
    await this.finished.get(sessionId);
  }

  /** Answers at once; what the charge point does about it follows in messages of its own. */
  answer(request: RecordedRequest): PlainAnswer {
    const command = request.rest.slice(1);
    const body = asObject(request.json);
    const provider = request.from ?? ownerOf(asObject(body['token']));
    const execution = this.executionOf(command, body, provider);
    const respond = (result: string): PlainAnswer =>
      ocpi(this.operator.version() === '2.1.1' ? { result } : { result, timeout: COMMAND_TIMEOUT_S });
    if (typeof execution === 'string') return respond(execution);
    void this.carryOut(async () => {
      await pause(this.operator.pace.stepMs / 3);
      await this.reportResult({ command, responseUrl: String(body['response_url']), provider }, request.correlationId);
      execution();
    });
    return respond('ACCEPTED');
  }

  /** The result carries the command's correlation id, so that the two are found together. */
  private async reportResult(
    about: { readonly command: string; readonly responseUrl: string; readonly provider: string },
    correlationId: string | null,
  ): Promise<void> {
    const { party, actor } = this.operator;
    await takeStep(actor, {
      attempt: `result of ${about.command}`,
      request: {
        ...{ method: 'POST', url: about.responseUrl, body: { result: 'ACCEPTED' } },
        ...{ from: party, to: about.provider },
        ...(correlationId === null ? {} : { correlationId }),
      },
      tell: () => `asynchronous result of ${about.command}: ACCEPTED`,
    });
  }

  /** What the charge point does when it agrees, or the CommandResponseType that refuses. */
  private executionOf(command: string, body: OcpiObject, provider: string): (() => void) | string {
    switch (command) {
      case 'START_SESSION':
        return this.startOf(body, provider) ?? 'REJECTED';
      case 'STOP_SESSION': {
        const charge = this.charges.get(String(body['session_id']));
        return charge ? () => charge.stop() : 'UNKNOWN_SESSION';
      }
      default:
        return () => undefined;
    }
  }

  /** Null where there is no such place. */
  private startOf(command: OcpiObject, provider: string): (() => void) | null {
    const { actor, locations, pace, party, tariff, version } = this.operator;
    const location = locations.find((entry) => entry['id'] === command['location_id']);
    const evses = asObjects(location?.['evses']);
    const evse = evses.find((entry) => entry['uid'] === command['evse_uid']) ?? evses[0];
    const connector = asObjects(evse?.['connectors'])[0];
    if (!location || !evse || !connector) return null;
    const reference = command['authorization_reference'];
    return () => {
      const sessionId = randomUUID();
      const facts = {
        ...{ sessionId, cdrId: randomUUID(), operator: party, version: version(), startedAtMs: Date.now() },
        ...{ location, evse, connector, tariff: tariff() },
        cdrToken: cdrToken(asObject(command['token']), version()),
        authorizationReference: typeof reference === 'string' ? reference : null,
      };
      const charge = new RunningCharge({ actor, facts, provider, pace });
      this.charges.set(sessionId, charge);
      this.finished.set(
        sessionId,
        this.carryOut(async () => charge.run()),
      );
    };
  }

  private async carryOut(action: () => Promise<void>): Promise<void> {
    try {
      await action();
    } catch (reason) {
      for (const listener of this.failures) listener(reason);
    }
  }
}
