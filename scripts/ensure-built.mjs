import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inProject, runPackage, say } from './project.mjs';

const STAMP = inProject('dist/.built.json');
const SOURCE_FOLDERS = ['apps', 'libs', 'config'];
const BUILD_FILES = ['tsconfig.json', 'tsconfig.build.json', 'nest-cli.json', 'package-lock.json'];

/** Compiles everything into dist/, unless dist/ was made from the sources as they are. */
export async function ensureBuilt() {
  const sources = SOURCE_FOLDERS.flatMap((folder) => sourcesBelow(folder)).sort();
  const hash = hashOf([...BUILD_FILES, ...sources]);
  const last = lastBuild();
  if (last.hash === hash) return;
  // The compiler leaves the output of a source that is gone: a test could still import it.
  if (last.sources.some((source) => !sources.includes(source))) rmSync(inProject('dist'), { recursive: true });
  say('building');
  const { code } = await runPackage('@nestjs/cli/bin/nest.js', ['build']);
  if (code !== 0) {
    say('the build failed; the compiler says why above');
    process.exit(1);
  }
  mkdirSync(inProject('dist'), { recursive: true });
  writeFileSync(STAMP, JSON.stringify({ hash, sources }));
}

function lastBuild() {
  return existsSync(STAMP) ? JSON.parse(readFileSync(STAMP, 'utf8')) : { hash: '', sources: [] };
}

function sourcesBelow(folder) {
  if (!existsSync(inProject(folder))) return [];
  return readdirSync(inProject(folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx|json)$/.test(entry.name) && !entry.name.endsWith('.spec.ts'))
    .map((entry) => join(entry.parentPath, entry.name).slice(inProject().length + 1));
}

/** Of names and contents; times would differ after every checkout. */
function hashOf(files) {
  const hash = createHash('sha256');
  for (const file of files)
    hash
      .update(`${file}\0`)
      .update(readFileSync(inProject(file)))
      .update('\0');
  return hash.digest('hex');
}
