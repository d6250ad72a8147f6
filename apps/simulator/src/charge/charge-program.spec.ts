import { afterEach, describe, expect, it } from '@jest/globals';
import { SimulatedPlatform } from '../platform.js';
import { ChargeRun, type ChargeProgram, type ProgramLine } from './charge-program.js';

const closing: { stop(): Promise<void> }[] = [];

async function aHub(): Promise<SimulatedPlatform> {
  const hub = new SimulatedPlatform({ parties: [{ id: 'EU/HUB', role: 'HUB' }] });
  closing.push(hub);
  await hub.start();
  return hub;
}

function programFor(hub: SimulatedPlatform): ChargeProgram {
  const participant = (party: string): ChargeProgram['operator'] => ({
    ...{ party, name: party },
    token: hub.issueRegistrationToken(),
    version: '2.2.1',
  });
  const [operator, provider] = [participant('NL/AMP'), participant('DE/EMO')];
  return { versionsUrl: hub.versionsUrl, operator, provider, stepMs: 5 };
}

async function told(program: ChargeProgram): Promise<ProgramLine[]> {
  const lines: ProgramLine[] = [];
  const run = new ChargeRun(program, (line) => lines.push(line));
  closing.push(run);
  await run.play();
  return lines;
}

afterEach(async () => {
  await Promise.all(closing.splice(0).map(async (open) => open.stop()));
});

describe('the program of a charge through a hub', () => {
  it('names the registration that failed', async () => {
    const hub = await aHub();
    const program = programFor(hub);
    const lines = await told({ ...program, operator: { ...program.operator, token: 'unknown' } });
    expect(lines).toEqual([
      {
        kind: 'failed',
        why: expect.stringMatching(/^registration of NL\/AMP failed: versions: .*HTTP 401, OCPI 2000/),
      },
    ]);
  });

  it('tells the registrations, then the first step that the hub does not carry', async () => {
    const hub = await aHub();
    const lines = await told(programFor(hub));
    expect(lines.map(({ kind }) => kind)).toEqual(['step', 'step', 'failed']);
    expect(lines[0]).toMatchObject({ by: 'NL/AMP', correlationId: expect.stringMatching(/^[0-9a-f-]{36}$/) });
    expect(lines[2]).toMatchObject({ why: expect.stringContaining('pull locations') });
  });
});
