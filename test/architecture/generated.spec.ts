// What is generated from the fact base is what the fact base says: made anew and compared, byte by byte.
import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { GENERATED, generateOcpi, readFacts } from '../../scripts/generate-ocpi/index.mjs';

function filesBelow(folder: string): Map<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name));
  return new Map(paths.map((path) => [relative(folder, path), readFileSync(path, 'utf8')]));
}

/** Files that are missing, superfluous or other than they should be. */
function notCurrent(current: ReadonlyMap<string, string>, wanted: ReadonlyMap<string, string>): string[] {
  const names = new Set([...current.keys(), ...wanted.keys()]);
  return [...names].filter((name) => current.get(name) !== wanted.get(name)).sort();
}

describe('what is generated from the facts of OCPI', () => {
  const checkedIn = filesBelow(GENERATED);

  it('is current: `npm run generate` would change nothing', () => {
    expect(notCurrent(checkedIn, generateOcpi(readFacts('.')))).toEqual([]);
  });

  it('is not current when a length in the facts is another one', () => {
    const newest = readFacts('.').filter(({ version }) => version === '2.3.0');
    const [id] = newest[0]?.objects['Parking']?.fields ?? [];
    if (id !== undefined) id.maxLength = 37;
    const ofNewest = [...checkedIn].filter(([name]) => name.startsWith('v2_3_0/'));
    const made = [...generateOcpi(newest)].filter(([name]) => name.startsWith('v2_3_0/'));
    expect(notCurrent(new Map(ofNewest), new Map(made))).toEqual(['v2_3_0/tables.ts', 'v2_3_0/validate-locations.ts']);
  });

  it('is not current when a file was changed by hand or is no longer made', () => {
    const touched = new Map(checkedIn).set('v2_2/types.ts', 'by hand').set('v2_0/types.ts', 'left over');
    expect(notCurrent(touched, checkedIn)).toEqual(['v2_0/types.ts', 'v2_2/types.ts']);
  });
});
