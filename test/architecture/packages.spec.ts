import { expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';

const PACKAGE_OF = /(?:from|import)\s*\(?\s*'((?:@[^/']+\/)?[^/'.@][^/']*)/g;

function importedPackages(): Set<string> {
  const sources = ['apps', 'libs', 'config'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.spec.ts'))
      .map((entry) => readFileSync(`${entry.parentPath}/${entry.name}`, 'utf8')),
  );
  return new Set(sources.flatMap((source) => [...source.matchAll(PACKAGE_OF)].map(([, name = '']) => name)));
}

it('every package that ships is imported', () => {
  const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { dependencies: Record<string, string> };
  const imported = importedPackages();
  const unused = Object.keys(dependencies).filter((name) => !imported.has(name));
  expect(unused).toEqual([]);
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
