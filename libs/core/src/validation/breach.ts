import type { OcpiVersion, PartyKey, Violation } from '@busbar/ocpi';
import type { PeerDefect } from '../ports.js';
import type { Said } from './said.js';

/** One rule of one object that a party broke in one message. It says where and what, never with which value. */
export interface ModelBreach {
  readonly party: PartyKey;
  readonly version: OcpiVersion;
  readonly module: string;
  readonly direction: Said['direction'];
  /** What the section describes: `EVSE`, `ConnectorType`, or the module where it is about a whole message. */
  readonly object: string;
  readonly rule: string;
  /** The path without its indexes, so that the same mistake in two places counts as one: `$.evses[].uid`. */
  readonly path: string;
  readonly section: string;
  readonly example: BreachExample;
}

/** Where it was seen: the journal has the message. */
export interface BreachExample {
  readonly messageId: string;
  /** With its indexes. */
  readonly path: string;
  /** Type and length of what was there. */
  readonly found: string;
}

/** Violations as they are counted. */
export function defectsOf(said: Said, violations: readonly Violation[]): readonly PeerDefect[] {
  const { platformId, party, version, module, direction, messageId } = said;
  return violations.map((violation) => {
    const { path, rule, section, found } = violation;
    const example = { messageId, path, found };
    const breach: ModelBreach = {
      ...{ party, version, module, direction, rule, section, example },
      object: objectIn(section),
      path: path.replace(/\[\d+\]/g, '[]'),
    };
    return {
      platformId,
      kind: 'object-model',
      detail: `${party}, ${direction} of ${module}: ${inWords(violation)}`,
      breach,
    };
  });
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
