import { setTimeout as pause } from 'node:timers/promises';
import { chargeDetailRecord, endedSession, energyUpdate, startedSession, type ChargeFacts } from './session-objects.js';
import { asObject, type OcpiObject } from './json-objects.js';
import { takeStep, type Actor } from './step.js';

/** How fast a simulated car charges. */
export interface Pace {
  /** Between two updates of a session, and between a command and what follows from it, in ms. */
  readonly stepMs: number;
  readonly kwhPerStep: number;
}

/** A charge and who takes part in it. */
export interface ChargeOptions {
  readonly actor: Actor;
  readonly facts: ChargeFacts;
  /** The provider who is told, as `NL/ABC`. */
  readonly provider: string;
  readonly pace: Pace;
}

/** One car at one connector, from the first message about its session to its CDR. */
export class RunningCharge {
  /** The session as it stands. */
  session: OcpiObject;
  /** Null until the charge is over. */
  cdr: OcpiObject | null = null;
  private kwh = 0;
  private readonly stopping = new AbortController();

  constructor(private readonly about: ChargeOptions) {
    this.session = startedSession(about.facts);
  }

  /** Stops the flow of energy; the rest follows by itself. */
  stop(): void {
    this.stopping.abort();
  }

  /** Plays the charge to its end: PUT session, PATCH while energy flows, and after {@link stop} the CDR. */
  async run(): Promise<void> {
    await this.tell('PUT', this.session, 'started');
    while (await this.isFlowing()) {
      this.kwh = Math.round((this.kwh + this.about.pace.kwhPerStep) * 100) / 100;
      await this.tell('PATCH', energyUpdate(this.about.facts, this.kwh, Date.now()), `at ${this.kwh} kWh`);
    }
    await this.tell('PATCH', endedSession(this.about.facts, this.kwh, Date.now()), `completed with ${this.kwh} kWh`);
    this.cdr = chargeDetailRecord(this.about.facts, this.kwh, Date.now());
    await this.bill(this.cdr);
  }

  private async isFlowing(): Promise<boolean> {
    const { signal } = this.stopping;
    await pause(this.about.pace.stepMs, undefined, { signal }).catch(() => undefined);
    return !signal.aborted;
  }

  private async tell(method: 'PUT' | 'PATCH', change: OcpiObject, what: string): Promise<void> {
    this.session = { ...this.session, ...change };
    await takeStep(this.about.actor, {
      attempt: `${method} session (${what})`,
      request: {
        ...{ method, module: 'sessions', interfaceRole: 'RECEIVER', body: change },
        path: `/${this.about.facts.operator}/${this.about.facts.sessionId}`,
        ...{ from: this.about.facts.operator, to: this.about.provider },
      },
      tell: () => `${method} session: ${what}`,
    });
  }

  /** POST answers with a Location; the CDR is read back from there, as an auditor would (OCPI 2.2.1, CDRs > GET). */
  private async bill(cdr: OcpiObject): Promise<void> {
    const address = { from: this.about.facts.operator, to: this.about.provider };
    const posted = await takeStep(this.about.actor, {
      attempt: 'POST CDR',
      request: { method: 'POST', module: 'cdrs', interfaceRole: 'RECEIVER', body: cdr, ...address },
      tell: (answer) => `POST CDR: answered ${answer.status}, stored at ${answer.headers.location ?? 'no Location'}`,
    });
    const location = posted.headers.location;
    if (location === undefined) return;
    await takeStep(this.about.actor, {
      attempt: 'GET the CDR from its Location',
      request: { method: 'GET', url: location, ...address },
      verify: ({ envelope }) => (asObject(envelope?.data)['id'] === cdr['id'] ? null : 'another CDR came back'),
      tell: () => 'GET the CDR from its Location: the same one came back',
    });
  }
}
