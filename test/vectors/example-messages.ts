// Messages in the shapes of the specification's own examples: the same fields filled and left out, with ids, names and values of our own.
// Modules without an example in the specification (commands, charging profiles, invoice reconciliation) have none here.
import type { OcpiVersion } from '@busbar/ocpi';
import type { ExampleMessage } from './example-message.js';
import { EXAMPLES_2_1_1 } from './examples-2-1-1.js';
import { answersIn, configurationIn, tokensIn } from './examples-2-2-credentials-tokens.js';
import { chargesIn } from './examples-2-2-charges.js';
import { locationsIn } from './examples-2-2-locations.js';
import { tariffsIn } from './examples-2-2-tariffs.js';

/** Every accepted example, with its version. */
export const EXAMPLES: readonly (ExampleMessage & { readonly version: OcpiVersion })[] = [
  ...EXAMPLES_2_1_1.map((example) => ({ version: '2.1.1' as const, ...example })),
  ...(['2.2', '2.2.1', '2.3.0'] as const).flatMap((version) =>
    [
      ...locationsIn(version),
      ...chargesIn(version),
      ...tariffsIn(version),
      ...tokensIn(version),
      ...configurationIn(version),
      ...answersIn(version),
    ].map((example) => ({ version, ...example })),
  ),
];
