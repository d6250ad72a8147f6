import type { ChargePointOperator } from './charge-point-operator.js';
import { asObject, type OcpiObject } from './json-objects.js';
import type { MobilityProvider } from './mobility-provider.js';
import { StepFailed } from './step.js';

/** Who plays, and how far the session runs before the driver stops it. */
export interface Charge {
  readonly operator: ChargePointOperator;
  readonly provider: MobilityProvider;
  /** Session updates with energy before STOP_SESSION; 2 unless told otherwise. */
  readonly updates?: number;
}

/** What came of it. */
export interface ChargeResult {
  readonly sessionId: string;
  /** As the provider received it. */
  readonly cdr: OcpiObject;
}

/**
 * Plays a whole charge between an operator and a provider that can reach each other: locations pulled, token pushed, real-time
 * authorize, START_SESSION and its result, session updates, STOP_SESSION, CDR. Rejects with the first step that fails.
 */
export async function playCharge(charge: Charge): Promise<ChargeResult> {
  const failure = new Promise<never>((_, reject) => charge.operator.commands.onFailure(reject));
  return Promise.race([play(charge), failure]);
}

async function play({ operator, provider, updates = 2 }: Charge): Promise<ChargeResult> {
  const location = (await provider.pullLocations(operator.party))[0];
  if (!location) throw new StepFailed('pull locations', `${operator.party} has none`);
  const token = provider.tokens[0];
  if (!token) throw new StepFailed('push card', `${provider.party} has none`);
  await provider.pushToken(token, operator.party);

  const { allowed } = await operator.authorize(String(token['uid']), provider.party, location);
  expectThat('real-time authorization', allowed, 'ALLOWED');

  const sinceMs = Date.now();
  expectThat('START_SESSION', await provider.startSession(operator.party, { location, token }), 'ACCEPTED');
  const { received } = provider.platform;
  const started = await received.waitFor({ module: 'sessions', method: 'PUT', where: ({ atMs }) => atMs >= sinceMs });
  const sessionId = String(asObject(started.json)['id']);
  await received.waitFor({ module: 'sessions', method: 'PATCH', path: started.rest }, updates);

  expectThat('STOP_SESSION', await provider.stopSession(operator.party, sessionId), 'ACCEPTED');
  await operator.commands.completionOf(sessionId);
  const billed = operator.commands.charges.get(sessionId)?.cdr?.['id'];
  const cdr = [...provider.cdrs.values()].find((entry) => entry['id'] === billed);
  if (!cdr) throw new StepFailed('CDR', `${provider.party} received none`);
  return { sessionId, cdr };
}

function expectThat(step: string, said: unknown, wanted: string): void {
  if (said !== wanted) throw new StepFailed(step, `the answer was ${String(said)}, not ${wanted}`);
}
