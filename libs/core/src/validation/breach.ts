import type { Violation } from '@busbar/ocpi';
import type { PeerDefect } from '../ports.js';
import { MAX_BREACH_EXAMPLES, type BreachExample, type ModelBreach } from './model-breach.js';
import type { Said } from './said.js';

/** Violations as they are counted. */
export function defectsOf(said: Said, violations: readonly Violation[]): readonly PeerDefect[] {
  const tally = new BreachTally();
  tally.add(said, violations);
  return tally.defects();
}

/** Adds up the violations of many messages: a party that errs on each of them costs one defect for each mistake, and not one for each message. */
export class BreachTally {
  private readonly counted = new Map<string, Counted>();

  add(said: Said, violations: readonly Violation[]): void {
    for (const violation of violations) this.count(said, violation);
  }

  defects(): readonly PeerDefect[] {
    return [...this.counted.values()].map(({ said, last, path, count, examples }) => {
      const { platformId, party, version, module, direction } = said;
      const { rule, section } = last;
      const object = objectIn(section);
      const detail = `${party}, ${direction} of ${module}: ${inWords(last)}`;
      const breach: ModelBreach = { party, version, module, direction, object, rule, path, section, examples };
      return { platformId, kind: 'object-model', detail, count, breach };
    });
  }

  private count(said: Said, last: Violation): void {
    const path = last.path.replace(/\[\d+\]/g, '[]');
    const { platformId, party, version, module, direction, messageId } = said;
    const key = [platformId, party, version, module, direction, path, last.rule].join(' ');
    const example = { messageId, path: last.path, found: last.found };
    const known = this.counted.get(key);
    if (known === undefined) {
      this.counted.set(key, { said, last, path, count: 1, examples: [example] });
      return;
    }
    known.count++;
    known.last = last;
    known.examples.push(example);
    if (known.examples.length > MAX_BREACH_EXAMPLES) known.examples.shift();
  }
}

interface Counted {
  readonly said: Said;
  readonly path: string;
  last: Violation;
  count: number;
  readonly examples: BreachExample[];
}

/** For the developer of a peer: path, rule and section of the first violation, and how many more there are. */
export function wordsFor([first, ...others]: readonly Violation[]): string {
  if (first === undefined) return '';
  return others.length === 0 ? inWords(first) : `${inWords(first)}; and ${others.length} more`;
}

function inWords({ path, rule, section, found }: Violation): string {
  return `${path} breaks the rule ${rule} of ${section}, found: ${found}`;
}

/** `EVSE` in `OCPI 2.2.1, Locations module > EVSE object`. */
function objectIn(section: string): string {
  return section
    .replace(/^OCPI [\d.]+, /, '')
    .replace(/^.* > /, '')
    .replace(/ (?:object|class|enum|module)$/, '');
}
