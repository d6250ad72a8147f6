import { afterEach, describe, expect, it } from '@jest/globals';
import type { OcpiVersion } from '@busbar/ocpi';
import { faultsIn } from '../../../../test/support/fact-check.js';
import type { Recording, RequestMatch } from '../http/recording.js';
import { SimulatedPlatform } from '../platform.js';
import { ChargePointOperator } from './charge-point-operator.js';
import { MobilityProvider } from './mobility-provider.js';
import { playCharge } from './play-charge.js';
import type { Step } from './step.js';

const platforms: SimulatedPlatform[] = [];

async function registeredPair(version: OcpiVersion): Promise<{ cpo: SimulatedPlatform; emsp: SimulatedPlatform }> {
  const cpo = new SimulatedPlatform({ parties: [{ id: 'NL/AMP', role: 'CPO' }], versions: [version] });
  const emsp = new SimulatedPlatform({ parties: [{ id: 'DE/EMO', role: 'EMSP' }], versions: [version] });
  platforms.push(cpo, emsp);
  await Promise.all([cpo.start(), emsp.start()]);
  const handshake = await emsp.registerWith({ versionsUrl: cpo.versionsUrl, token: cpo.issueRegistrationToken() });
  expect(handshake.done).toBe(true);
  return { cpo, emsp };
}

afterEach(async () => {
  await Promise.all(platforms.splice(0).map(async (platform) => platform.stop()));
});

describe('a charge between an operator and a provider', () => {
  it.each(['2.1.1', '2.2', '2.2.1', '2.3.0'] as const)('runs from locations to CDR over OCPI %s', async (version) => {
    const { cpo, emsp } = await registeredPair(version);
    const steps: Step[] = [];
    const onStep = (step: Step): void => void steps.push(step);
    const pace = { stepMs: 5, kwhPerStep: 2.5 };
    const operator = new ChargePointOperator({ platform: cpo, pace, onStep });
    const provider = new MobilityProvider({ platform: emsp, pageLimit: 2, onStep });

    const { sessionId, cdr } = await playCharge({ operator, provider });

    const named = { country_code: 'NL', party_id: 'AMP', session_id: sessionId };
    expect(cdr).toMatchObject({ ...(version === '2.1.1' ? {} : named), currency: 'EUR' });
    const [kwh, cost] = [cdr['total_energy'] as number, cdr['total_cost'] as number & Record<string, number>];
    const withoutTaxes = version === '2.1.1' ? cost : cost[version === '2.3.0' ? 'before_taxes' : 'excl_vat'];
    expect(withoutTaxes).toBeCloseTo(kwh * 0.35, 2);
    expect(provider.sessions.all).toEqual([expect.objectContaining({ id: sessionId, status: 'COMPLETED', kwh })]);
    expect(operator.tokens.all).toHaveLength(1);
    expect(steps.map(({ what }) => what.split(':', 1)[0])).toEqual(
      expect.arrayContaining([
        'pull locations of NL/AMP',
        'push card 04AABBCCDDEE80 to NL/AMP',
        'real-time authorization of card 04AABBCCDDEE80',
        'START_SESSION at NL/AMP',
        'asynchronous result of START_SESSION',
        'PUT session',
        'PATCH session',
        'STOP_SESSION at NL/AMP',
        'asynchronous result of STOP_SESSION',
        'POST CDR',
        'GET the CDR from its Location',
      ]),
    );
  });

  it.each(['2.1.1', '2.2', '2.2.1', '2.3.0'] as const)(
    'consists of objects as OCPI %s defines them',
    async (version) => {
      const { cpo, emsp } = await registeredPair(version);
      const operator = new ChargePointOperator({ platform: cpo, pace: { stepMs: 5, kwhPerStep: 1 } });
      const provider = new MobilityProvider({ platform: emsp });
      await playCharge({ operator, provider });

      const locations = await emsp.request({
        method: 'GET',
        module: 'locations',
        interfaceRole: 'SENDER',
        to: 'NL/AMP',
      });
      const tariffs = await emsp.request({ method: 'GET', module: 'tariffs', interfaceRole: 'SENDER', to: 'NL/AMP' });
      const bodies = (received: Recording, match: RequestMatch): unknown[] =>
        received.matching(match).map(({ json }) => json);
      const sent: Readonly<Record<string, readonly unknown[]>> = {
        Location: locations.envelope?.data as unknown[],
        Tariff: tariffs.envelope?.data as unknown[],
        Token: bodies(cpo.received, { module: 'tokens', method: 'PUT' }),
        StartSession: bodies(cpo.received, { module: 'commands', path: '/START_SESSION' }),
        StopSession: bodies(cpo.received, { module: 'commands', path: '/STOP_SESSION' }),
        [version === '2.1.1' ? 'CommandResponse' : 'CommandResult']: bodies(emsp.received, { module: 'commands' }),
        Session: [...bodies(emsp.received, { module: 'sessions', method: 'PUT' }), ...provider.sessions.all],
        CDR: bodies(emsp.received, { module: 'cdrs', method: 'POST' }),
        Credentials: [cpo.peer?.credentials, emsp.peer?.credentials],
      };
      for (const [type, objects] of Object.entries(sent)) {
        expect({ type, count: objects.length > 0 }).toEqual({ type, count: true });
        expect(objects.flatMap((object) => faultsIn(object, type, version))).toEqual([]);
      }
    },
  );

  it('ends with the step that failed when the provider refuses the CDR', async () => {
    const { cpo, emsp } = await registeredPair('2.2.1');
    const operator = new ChargePointOperator({ platform: cpo, pace: { stepMs: 5, kwhPerStep: 1 } });
    const provider = new MobilityProvider({ platform: emsp });
    emsp.answerTo({ module: 'cdrs', method: 'POST' }, { kind: 'close' });
    await expect(playCharge({ operator, provider })).rejects.toThrow(/^POST CDR failed: /);
  });

  it('ends with the first step when the card is not known', async () => {
    const { cpo, emsp } = await registeredPair('2.2.1');
    const operator = new ChargePointOperator({ platform: cpo });
    new MobilityProvider({ platform: emsp });
    const [location] = operator.locations;
    await expect(operator.authorize('FFFF', 'DE/EMO', location ?? {})).rejects.toThrow(
      /real-time authorization of card FFFF failed: HTTP 404, OCPI 2004/,
    );
  });

  it('answers a command for an unknown place or session as OCPI says', async () => {
    const { cpo, emsp } = await registeredPair('2.2.1');
    new ChargePointOperator({ platform: cpo });
    const provider = new MobilityProvider({ platform: emsp });
    await expect(provider.stopSession('NL/AMP', 'NONE')).rejects.toThrow(/UNKNOWN_SESSION/);
    const nowhere = { location: { id: 'NOWHERE', evses: [] }, token: provider.tokens[0] ?? {} };
    await expect(provider.startSession('NL/AMP', nowhere)).rejects.toThrow(/REJECTED/);
  });
});
