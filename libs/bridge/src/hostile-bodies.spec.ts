// Bodies that are made to cost the hub, or to get something past it.
import { expect, it } from '@jest/globals';
import type { Wanted } from '@busbar/bridge';
import {
  AT,
  CDR_2_1_1,
  endpointOf,
  EVSE_2_2,
  LOCATION_2_2,
  NOTHING_SEEN,
  passage,
  seenLocation,
  TOKEN_2_2,
} from '../../../test/support/bridge-rig.js';

const PUT = endpointOf('RECEIVER PUT locations/NL/ABC/LOC1');

const cpuMs = (work: () => void): number => {
  const before = process.cpuUsage();
  work();
  return process.cpuUsage(before).user / 1000;
};

it('items that cannot be said are noted a thousand times at most, however many there are', async () => {
  const down = await passage('2.2', '2.1.1');
  const evses = Array.from({ length: 5_000 }, () => ({}));
  const made = down.request(PUT, { ...LOCATION_2_2, evses }, NOTHING_SEEN);
  expect([made.kind, made.notes.length]).toEqual(['translated', 1000]);
});

it('a text of megabytes costs no more than what is said of it', async () => {
  const down = await passage('2.2', '2.1.1');
  const name = 'é'.repeat(4_000_000);
  let made = down.request(PUT, LOCATION_2_2, NOTHING_SEEN);
  const spent = cpuMs(() => (made = down.request(PUT, { ...LOCATION_2_2, name }, NOTHING_SEEN)));
  expect(made).toMatchObject({ kind: 'translated', body: { name: 'e'.repeat(255) } });
  expect(spent).toBeLessThan(500);
});

it('the parts of a hidden Location stay hidden when something else of that Location cannot be said', async () => {
  const down = await passage('2.2.1', '2.1.1');
  const { time_zone: _, ...broken } = { ...LOCATION_2_2, publish: false };
  const known = { ...NOTHING_SEEN, ...seenLocation(broken, '2.3.0') };
  const part = endpointOf('RECEIVER PUT locations/NL/ABC/LOC1/E1');
  expect(down.request(part, EVSE_2_2, known)).toMatchObject({ kind: 'refused' });
});

it('a CDR never gets the uid of a Token that somebody else pushed under its contract', async () => {
  const up = await passage('2.1.1', '2.2');
  const forged = { ...TOKEN_2_2, country_code: 'BE', party_id: 'BAD', uid: 'FORGED' };
  const seen = (wanted: Wanted) =>
    wanted.kind === 'token-of-contract' && wanted.owner?.partyId !== 'MSP'
      ? { version: '2.2', value: forged }
      : undefined;
  const made = up.request(endpointOf('RECEIVER POST cdrs'), CDR_2_1_1, { ...NOTHING_SEEN, seen });
  expect(made).toMatchObject({ body: { cdr_token: { uid: '#NA' } } });
});

it('a body where the request has none goes nowhere', async () => {
  const down = await passage('2.2', '2.1.1');
  const asked = endpointOf('SENDER GET locations');
  expect(down.request(asked, { publish: false, last_updated: AT }, NOTHING_SEEN)).toMatchObject({ body: undefined });
});
