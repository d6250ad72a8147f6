import { expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';

/** Packages that nothing imports yet, and why they are there all the same. */
const NOT_IMPORTED: Readonly<Record<string, string>> = {
  bullmq: 'the queue of the cluster profile',
};

const PACKAGE_OF = /(?:from|import)\s*\(?\s*'((?:@[^/']+\/)?[^/'.@][^/']*)/g;

function importedPackages(): Set<string> {
  const sources = ['apps', 'libs', 'config'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.spec.ts'))
      .map((entry) => readFileSync(`${entry.parentPath}/${entry.name}`, 'utf8')),
  );
  return new Set(sources.flatMap((source) => [...source.matchAll(PACKAGE_OF)].map(([, name = '']) => name)));
}

it('every package that ships is imported, or says here why it is there', () => {
  const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { dependencies: Record<string, string> };
  const imported = importedPackages();
  const unused = Object.keys(dependencies).filter((name) => !imported.has(name));
  expect(unused.sort()).toEqual(Object.keys(NOT_IMPORTED).sort());
});

it('every package is pinned to one version', () => {
  const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    dependencies: Record<string, string>;
    devDependencies: Record<string, string>;
  };
  const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
    ([, version]) => !/^\d+\.\d+\.\d+$/.test(version),
  );
  expect(loose).toEqual([]);
});
