// Every object of every version, made from the fact base: what is valid passes, and each single fault is reported where it is.
// It observes the generated validators and the report of violations, never the generated tables directly.
import { describe, expect, it } from '@jest/globals';
import { factsOf, mutationsOf, seeded, validObject } from '../../../../test/support/ocpi-objects.mjs';
import { CATALOGUE, type Validators } from '../generated/catalogue.js';
import { OCPI_VERSIONS, type OcpiVersion } from '../versions.js';
import { Examiner } from './examine.js';
import { Findings, type Violation } from './violation.js';

const SEED = 20260101;
const CASES = 15;

const ALL = OCPI_VERSIONS.flatMap((version) =>
  Object.keys(factsOf(version).objects).map((name) => ({ version, name })),
);

async function judgeOf(version: OcpiVersion, name: string) {
  const module = factsOf(version).objects[name]?.module ?? '';
  const validators: Validators = (await CATALOGUE[version].validators[module]?.()) ?? {};
  const { TABLES: tables } = await CATALOGUE[version].tables();
  return {
    isValid: (value: unknown) => validators[name]?.(value),
    violationsOf: (value: unknown): readonly Violation[] => {
      const findings = new Findings(version, 20);
      new Examiner(tables, findings).object(name, { value, path: '$' });
      return findings.violations;
    },
  };
}

describe.each(ALL)('$name of OCPI $version', ({ version, name }) => {
  const facts = factsOf(version);

  it('passes when it is made as the facts say', async () => {
    const { isValid, violationsOf } = await judgeOf(version, name);
    const random = seeded(SEED);
    for (let round = 0; round < CASES; round++) {
      const value = validObject(facts, name, { random, isFull: round === 0 });
      expect({ value, violations: violationsOf(value), isValid: isValid(value) }).toEqual({
        value,
        violations: [],
        isValid: true,
      });
    }
  });

  it('is refused for each single fault, and the report names the place and the rule', async () => {
    const { isValid, violationsOf } = await judgeOf(version, name);
    const value = validObject(facts, name, { random: seeded(SEED), isFull: true });
    const missed = mutationsOf(facts, name, value).filter((mutation) => {
      const named = violationsOf(mutation.value).some(
        ({ path, rule }) => path === mutation.path && rule === mutation.rule,
      );
      return isValid(mutation.value) !== false || !named;
    });
    expect(missed.map(({ path, rule }) => `${path} ${rule}`)).toEqual([]);
  });
});
