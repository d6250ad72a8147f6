import type { OcpiVersion, Role } from '@busbar/ocpi';
import { SimulatedPlatform } from '../platform.js';
import { ChargePointOperator } from './charge-point-operator.js';
import { MobilityProvider } from './mobility-provider.js';
import { playCharge } from './play-charge.js';
import { StepFailed, type Step } from './step.js';

/** A charge to be played through a hub that already knows both parties. */
export interface ChargeProgram {
  /** Of the hub. */
  readonly versionsUrl: string;
  readonly operator: Participant;
  readonly provider: Participant;
  /** Between two updates of the session. */
  readonly stepMs: number;
}

/** A party and the registration token that the hub made for its platform. */
export interface Participant {
  /** `NL/ABC`. */
  readonly party: string;
  readonly name: string;
  readonly token: string;
  /** The one its platform speaks. */
  readonly version: OcpiVersion;
}

/** What is told while the program runs; exactly one `done` or `failed` ends it. */
export type ProgramLine =
  | ({ readonly kind: 'step' } & Step)
  | { readonly kind: 'done'; readonly sessionId: string; readonly cdrId: string }
  | { readonly kind: 'failed'; readonly why: string };

/** Two platforms that register at a hub and play a charge through it. */
export class ChargeRun {
  private readonly platforms: SimulatedPlatform[] = [];

  constructor(
    private readonly program: ChargeProgram,
    private readonly tell: (line: ProgramLine) => void,
  ) {}

  /** Plays to the end; every ending is told, none is thrown. The platforms stay up. */
  async play(): Promise<void> {
    try {
      const { operator, provider, stepMs } = this.program;
      const onStep = (step: Step): void => this.tell({ kind: 'step', ...step });
      const pace = { stepMs, kwhPerStep: 7.4 };
      const result = await playCharge({
        operator: await this.registered(operator, 'CPO', (platform) => {
          return new ChargePointOperator({ platform, onStep, pace });
        }),
        provider: await this.registered(provider, 'EMSP', (platform) => {
          return new MobilityProvider({ platform, onStep, pageLimit: 2 });
        }),
        updates: 3,
      });
      this.tell({ kind: 'done', sessionId: result.sessionId, cdrId: String(result.cdr['id']) });
    } catch (reason) {
      this.tell({ kind: 'failed', why: reason instanceof Error ? reason.message : String(reason) });
    }
  }

  /** Closes both platforms. */
  async stop(): Promise<void> {
    await Promise.all(this.platforms.map(async (platform) => platform.stop()));
  }

  /** It acts its part from the start: a hub may ask for its lists as soon as it has registered. */
  private async registered<Actor>(
    participant: Participant,
    role: Role,
    act: (platform: SimulatedPlatform) => Actor,
  ): Promise<Actor> {
    const { party, name, token, version } = participant;
    const { versionsUrl } = this.program;
    const platform = new SimulatedPlatform({ parties: [{ id: party, role, name }], versions: [version] });
    this.platforms.push(platform);
    await platform.start();
    const actor = act(platform);
    const handshake = await platform.registerWith({ versionsUrl, token, version });
    if (!handshake.done) throw new StepFailed(`registration of ${party}`, `${handshake.step}: ${handshake.why}`);
    const correlationId = handshake.answer.headers['x-correlation-id'];
    this.tell({
      kind: 'step',
      what: `register as ${role} at the hub, OCPI ${version}: token A became token C`,
      by: party,
      correlationId: typeof correlationId === 'string' ? correlationId : null,
    });
    return actor;
  }
}
