import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { inProject, run, say } from './project.mjs';

const STAMP = inProject('node_modules/.busbar-installed');

/** Installs what package-lock.json names, unless that is what lies in node_modules already. */
export async function ensureInstalled() {
  const lock = readFileSync(inProject('package-lock.json'), 'utf8');
  // A native module is good for one Node ABI on one platform only.
  const wanted = [
    createHash('sha256').update(lock).digest('hex'),
    process.versions.modules,
    process.platform,
    process.arch,
  ];
  const stamp = wanted.join(' ');
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp) return;
  if (!isInstalledByHand(JSON.parse(lock))) await install();
  writeFileSync(STAMP, stamp);
}

async function install() {
  say('installing packages (npm ci); this takes a minute or two, once');
  // npm tells its scripts where it lies itself; NODE_ENV=production must not leave out the compiler.
  const npm = process.env.npm_execpath;
  // Its warnings are about tools of tools and would bury what matters.
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const { code } = npm ? await run(process.execPath, [npm, ...args]) : await run('npm', args);
  if (code === 0) return;
  say(`npm ci failed with exit code ${code}; its own message is above`);
  process.exit(1);
}

/** Whether somebody ran `npm ci` or `npm install` already: same versions, and the native module loads. */
function isInstalledByHand(lock) {
  const listFile = inProject('node_modules/.package-lock.json');
  if (!existsSync(listFile)) return false;
  const { packages: present } = JSON.parse(readFileSync(listFile, 'utf8'));
  const same = Object.entries(lock.packages).every(
    ([path, wanted]) => path === '' || wanted.optional || present[path]?.version === wanted.version,
  );
  return same && nativeModuleLoads();
}

function nativeModuleLoads() {
  try {
    const Database = createRequire(import.meta.url)('better-sqlite3');
    new Database(':memory:').close();
    return true;
  } catch {
    return false;
  }
}
