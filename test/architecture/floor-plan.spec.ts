import { describe, expect, it } from '@jest/globals';
import { readdirSync } from 'node:fs';

const FOLDERS = ['apps', 'libs', 'config', 'test', 'scripts'];
const KEBAB_CASE = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*$/;
/** Words that say nothing about what a file holds. */
const EMPTY_WORDS = /(^|[-.])(services?|helpers?|utils?|utilit(y|ies)|managers?|common|misc)([-.]|$)/;

/** Why a file may not be called this; null when it may. */
function faultOfName(name: string): string | null {
  if (!KEBAB_CASE.test(name)) return 'is not kebab-case';
  return EMPTY_WORDS.test(name) ? 'does not say what it holds' : null;
}

describe('file names', () => {
  const files = FOLDERS.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(ts|tsx|mjs)$/.test(entry.name))
      .map((entry) => ({ path: `${entry.parentPath}/${entry.name}`, name: entry.name })),
  );

  it('say what the file holds, in kebab-case', () => {
    const faults = files.flatMap(({ path, name }) =>
      faultOfName(name) === null ? [] : `${path} ${faultOfName(name)}`,
    );
    expect(faults).toEqual([]);
    expect(files.length).toBeGreaterThan(100);
  });

  it.each([
    ['party-service.ts', 'does not say what it holds'],
    ['platform.service.ts', 'does not say what it holds'],
    ['string-utils.ts', 'does not say what it holds'],
    ['common.ts', 'does not say what it holds'],
    ['PartyId.ts', 'is not kebab-case'],
    ['party_id.ts', 'is not kebab-case'],
    ['party-id.ts', null],
    ['party-id.spec.ts', null],
    ['direct-routing.e2e-spec.ts', null],
    ['commonwealth.ts', null],
  ])('%s: %s', (name, fault) => {
    expect(faultOfName(name)).toBe(fault);
  });
});
