// Messages in the shapes of the specification's own examples, in every passage: what the other side receives has no violation there, or
// it is refused with a reason. Which ones are refused, and for which field, is written by hand.
import { describe, expect, it } from '@jest/globals';
import { loadMessageValidator, OCPI_VERSIONS, type OcpiVersion } from '@busbar/ocpi';
import type { ExampleMessage } from '../../../test/vectors/example-message.js';
import { EXAMPLES } from '../../../test/vectors/example-messages.js';
import { loadBridge, type BridgedEndpoint, type Known, type Wanted } from './index.js';

/** Modules of which the hub sends its own messages: nothing of them is carried from one party to another. */
const CONFIGURATION = ['credentials', 'hubclientinfo', 'versions'];
const CARRIED = EXAMPLES.filter(({ module }) => !CONFIGURATION.includes(module)).flatMap((example) =>
  OCPI_VERSIONS.filter((to) => to !== example.version).map((to) => ({ ...example, to })),
);

/** What OCPI 2.1.1 has no words for, and the field that says it. */
const UNSPEAKABLE_IN_2_1_1: Readonly<Record<string, string>> = {
  'a Location that is published to nobody': '$.publish',
  'a Location that is published to holders of some Tokens': '$.publish',
  'a charge point at home, without a name': '$.publish',
  // Their type says for whom they are: nobody may be charged a price that was meant for others.
  'a Tariff with its words in two languages': '$.type',
  'a Tariff with a link': '$.type',
  'a Tariff with a start fee and a highest price': '$.max_price',
  'a Tariff with a lowest price': '$.min_price',
  'a Tariff by current, day and time': '$.elements[1].restrictions.max_current',
};

type Case = ExampleMessage & { readonly version: OcpiVersion; readonly to: OcpiVersion };

/** Where the refusal points to, or null where there must be none. */
function refusedAt({ title, version, to }: Case): string | null {
  // Prices before OCPI 2.3.0 exclude VAT (OCPI 2.2.1, mod_tariffs > PriceComponent class).
  if (title === 'a Tariff with its taxes in the prices') return '$.tax_included';
  return to === '2.1.1' && version !== '2.1.1' ? (UNSPEAKABLE_IN_2_1_1[title] ?? null) : null;
}

function endpointOf({ module, interfaceRole = 'RECEIVER', method, segments, query = '' }: Case): BridgedEndpoint {
  const tokenType = new URLSearchParams(query).get('type');
  return { module, interfaceRole, method, segments, ...(tokenType === null ? {} : { tokenType }) };
}

/** A hub that has seen the Location of the examples. */
function knownOf({ version, module }: Case): Known {
  const location = EXAMPLES.find((example) => example.version === version && example.module === 'locations');
  const seen = (wanted: Wanted): unknown =>
    wanted.kind === 'location' ? { version, value: location?.json } : undefined;
  const [operator, provider] = [
    { countryCode: 'NL', partyId: 'ABC' },
    { countryCode: 'DE', partyId: 'MSP' },
  ];
  const sides =
    module === 'tokens' ? { owner: provider, counterpart: operator } : { owner: operator, counterpart: provider };
  return { ...sides, defaults: {}, seen, receivedAt: '2026-03-02T10:00:00Z' };
}

describe('what the specification shows crosses versions or is refused', () => {
  const requests = CARRIED.filter(({ isAnswer }) => isAnswer === undefined);
  it.each(requests)('from $version to $to, $module: $title', async (example) => {
    const { version, to, module, interfaceRole = 'RECEIVER' } = example;
    const bridge = await loadBridge(version, to);
    const result = bridge.request(endpointOf(example), example.json, knownOf(example));
    const path = refusedAt(example);
    if (path !== null) {
      expect(result).toMatchObject({ kind: 'refused', path, reason: expect.stringMatching(/\w+ \w+/) });
      return;
    }
    if (result.kind !== 'translated') throw new Error(`it was ${JSON.stringify(result)}`);
    const { method, segments } = example;
    const { body, tokenType } = result;
    const query = typeof tokenType === 'string' ? `type=${tokenType}` : '';
    const validate = await loadMessageValidator(to, module);
    const sent = { interfaceRole, method, segments, query, direction: 'request' as const };
    expect(validate({ ...sent, body: { json: body } })).toEqual([]);
  });
});

describe('what the specification shows as an answer', () => {
  const answers = CARRIED.filter(({ isAnswer }) => isAnswer === true);
  it.each(answers)('comes back from $version to $to, $module: $title', async (example) => {
    const { version, to, module } = example;
    const endpoint = endpointOf(example);
    const bridge = await loadBridge(to, version);
    const result = bridge.answer(endpoint, example.json, knownOf(example));
    if (result.kind !== 'translated') throw new Error(`it was ${JSON.stringify(result)}`);
    const validate = await loadMessageValidator(to, module);
    expect(validate({ ...endpoint, direction: 'answer', body: { json: result.envelope } })).toEqual([]);
  });
});
