// The specification's own examples, as cases of the same shapes: what it shows is accepted; where an example breaks the specification it
// stands in, the same mistake is refused, and the report says where and why. Expected values are the specification's.
import { describe, expect, it } from '@jest/globals';
import type { ExampleMessage } from '../../../../test/vectors/example-message.js';
import { EXAMPLES } from '../../../../test/vectors/example-messages.js';
import { BROKEN_EXAMPLES } from '../../../../test/vectors/broken-example-messages.js';
import type { OcpiVersion } from '../versions.js';
import { loadMessageValidator } from './validate-message.js';

async function violationsOf({ version, ...example }: ExampleMessage & { readonly version: OcpiVersion }) {
  const { module, interfaceRole = 'RECEIVER', method, segments, query = '', isAnswer = false, json } = example;
  const validate = await loadMessageValidator(version, module);
  const direction = isAnswer ? 'answer' : 'request';
  return validate({ interfaceRole, method, segments, query, direction, body: { bytes: asBytes(json) } });
}

function asBytes(json: unknown): Uint8Array {
  return new TextEncoder().encode(typeof json === 'string' ? json : JSON.stringify(json));
}

describe('what the specification shows is accepted', () => {
  it.each(EXAMPLES)('OCPI $version, $module: $title', async (example) => {
    expect(await violationsOf(example)).toEqual([]);
  });
});

describe('what the specification shows against its own rules is refused', () => {
  it.each(BROKEN_EXAMPLES)('OCPI $version, $module: $title', async ({ breaks, ...example }) => {
    const violations = await violationsOf(example);
    expect(violations.map(({ path, rule }) => `${path} ${rule}`)).toEqual(breaks);
    for (const { section } of violations) expect(section).toMatch(new RegExp(`^OCPI ${example.version}, \\w`));
  });
});
