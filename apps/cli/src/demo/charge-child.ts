import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { OcpiVersion } from '@busbar/ocpi';
import { CommandFailed } from '../command-failed.js';
import { endProcess, type Stoppable } from './children.js';

const CHARGE = fileURLToPath(new URL('../../../simulator/src/charge-main.js', import.meta.url));
const STEP_MS = 300;

/** A party that takes part in the charge and the registration token of its platform. */
export interface Participant {
  /** `NL/ABC`. */
  readonly party: string;
  readonly name: string;
  readonly token: string;
  /** The one its platform speaks. */
  readonly version: OcpiVersion;
}

/** What is to be played, as the simulator reads it from its input. */
export interface ChargePlan {
  readonly versionsUrl: string;
  readonly operator: Participant;
  readonly provider: Participant;
}

/** One step of the charge, as the simulator tells it. */
export interface ToldStep {
  readonly what: string;
  readonly by: string;
  readonly correlationId: string | null;
}

/** The two simulated platforms in a process of their own; they stay up after the charge until they are stopped. */
export interface ChargeChild extends Stoppable {
  /** Resolves when the charge has been played; rejects with {@link CommandFailed} and the step that failed. */
  readonly played: Promise<void>;
}

type Told = { readonly kind: 'step' | 'done' | 'failed'; readonly why?: string } & ToldStep;

/** Starts the platforms, which register and charge. The plan goes through the input: it holds tokens. */
export function startChargeChild(plan: ChargePlan, onStep: (step: ToldStep) => void): ChargeChild {
  const child = spawn(process.execPath, ['--enable-source-maps', CHARGE], {
    detached: true,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  // The input stays open: when this process dies, however, the platforms end. Without a reader the line is lost; that the child is gone is told below.
  child.stdin.on('error', () => undefined);
  child.stdin.write(`${JSON.stringify({ ...plan, stepMs: STEP_MS })}\n`);
  const played = new Promise<void>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const told = JSON.parse(line) as Told;
      if (told.kind === 'step') onStep(told);
      else if (told.kind === 'done') resolve();
      else reject(new CommandFailed(told.why ?? 'the charge failed'));
    });
    child.once('exit', () => reject(new CommandFailed('the simulated platforms ended before the charge did')));
  });
  return {
    played,
    stop: async () => endProcess(child),
  };
}
