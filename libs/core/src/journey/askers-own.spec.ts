import { expect, it } from '@jest/globals';
import { jsonAnswer, JourneyWorld } from '../../../../test/doubles/journey-world.js';
import { AT, CDR_2_1_1, SESSION_2_1_1 } from '../../../../test/support/bridge-rig.js';
import { aSnapshot, type PlatformSketch } from '../../../../test/support/builders.js';

const CPO: PlatformSketch = {
  ...{ id: 'cpo', parties: ['CPO NL/CPO'], offers: ['cdrs SENDER', 'sessions SENDER'], version: '2.1.1' },
};
const emsp = (version: '2.1.1' | '2.2.1'): PlatformSketch => ({
  ...{ id: 'emsp', parties: ['EMSP BE/NEW'], offers: ['cdrs RECEIVER', 'sessions RECEIVER'], version },
});

// OCPI 2.1.1, CDRs and Sessions > CPO Interface: there is the list and nothing else.
it.each([
  ['2.1.1', 'cdrs', '//'],
  ['2.1.1', 'cdrs', '//?limit=5'],
  ['2.1.1', 'sessions', '///'],
  ['2.2.1', 'cdrs', '//'],
  ['2.2.1', 'sessions', '//?limit=5'],
] as const)(
  'a list of a CPO of 2.1.1 shows %s nothing of others under any name: %s%s',
  async (version, module, rest) => {
    const world = new JourneyWorld(aSnapshot(CPO, emsp(version)));
    const others = [{ ...(module === 'cdrs' ? CDR_2_1_1 : SESSION_2_1_1), auth_id: 'FR-MSP-C00000002' }];
    world.answer = () => jsonAnswer(200, { data: others, status_code: 1000, timestamp: AT });
    const target = `/ocpi/${version}/sender/${module}${rest}`;
    const reply = await world.send({ by: 'emsp', from: 'BE/NEW', to: 'NL/CPO', target });
    expect(reply.text).not.toContain('FR-MSP-C00000002');
  },
);
