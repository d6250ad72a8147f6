import { beforeEach, describe, expect, it } from '@jest/globals';
import { PlantedProject } from '../architecture/planted-project.js';

/**
 * The scripts behind `npm start`, in a made-up project whose npm and compiler only note that they were called. They observe
 * what was called and what lies in dist/ afterwards.
 */
const COMPILER = `
  const { appendFileSync, cpSync, mkdirSync } = require('node:fs');
  appendFileSync('calls.txt', 'build\\n');
  mkdirSync('dist/apps/hub/src', { recursive: true });
  cpSync('apps/hub/src', 'dist/apps/hub/src', { recursive: true, filter: (name) => !name.endsWith('.json') });
  cpSync('main.js', 'dist/apps/hub/src/main.js');
`;
const NPM = `
  require('node:fs').appendFileSync('calls.txt', process.argv.slice(2, 4).join(' ') + '\\n');
`;

describe('npm start', () => {
  let project: PlantedProject;

  beforeEach(() => {
    project = new PlantedProject()
      .copy('scripts', 'tsconfig.json', 'tsconfig.build.json', 'nest-cli.json')
      .plant('package.json', JSON.stringify({ type: 'commonjs', engines: { node: '>=20.19' } }))
      .plant('package-lock.json', JSON.stringify({ packages: { '': {} } }))
      .plant('apps/hub/src/main.ts', 'export {};\n')
      .plant('apps/hub/src/old.ts', 'export {};\n')
      .plant('main.js', "console.log('hub runs with', process.argv.slice(2).join(' '));\n")
      .plant('npm.js', NPM)
      .plant('calls.txt', '')
      .plant('node_modules/@nestjs/cli/bin/nest.js', COMPILER);
  });

  const start = (...args: readonly string[]): ReturnType<PlantedProject['runScript']> =>
    project.runScript('scripts/start.mjs', args, { npm_execpath: project.path('npm.js') });
  const calls = (): string[] => project.read('calls.txt').split('\n').filter(Boolean);

  it('installs, builds and runs what was asked for', async () => {
    const { printed, code } = await start('hub', '--an-argument');
    expect(calls()).toEqual(['ci --include=dev', 'build']);
    expect(printed).toContain('hub runs with --an-argument');
    expect(code).toBe(0);
  });

  it('does neither a second time', async () => {
    await start('hub');
    await start('hub');
    expect(calls()).toEqual(['ci --include=dev', 'build']);
  });

  it('builds again after a source has changed, and not after a test has', async () => {
    await start('hub');
    project.plant('apps/hub/src/main.spec.ts', 'export {};\n');
    await start('hub');
    expect(calls()).toEqual(['ci --include=dev', 'build']);
    project.plant('apps/hub/src/main.ts', 'export const changed = true;\n');
    await start('hub');
    expect(calls()).toEqual(['ci --include=dev', 'build', 'build']);
  });

  it('leaves nothing in dist of a source that is gone', async () => {
    await start('hub');
    expect(project.has('dist/apps/hub/src/old.ts')).toBe(true);
    project.remove('apps/hub/src/old.ts');
    await start('hub');
    expect(project.has('dist/apps/hub/src/old.ts')).toBe(false);
  });

  it('installs again when the lock has changed', async () => {
    await start('hub');
    project.plant(
      'package-lock.json',
      JSON.stringify({ packages: { '': {}, 'node_modules/a': { version: '2.0.0' } } }),
    );
    await start('hub');
    expect(calls()).toEqual(['ci --include=dev', 'build', 'ci --include=dev', 'build']);
  });

  it('stops with the exit code of what it started', async () => {
    project.plant('main.js', 'process.exitCode = 7;\n');
    expect((await start('hub')).code).toBe(7);
  });

  it('says in a sentence that Node is too old', async () => {
    project.plant('package.json', JSON.stringify({ engines: { node: '>=99.1' } }));
    const { printed, code } = await start('hub');
    expect(printed).toContain(`Node.js >=99.1 is needed, and this is ${process.versions.node}`);
    expect(code).toBe(1);
  });

  it('names what can be started when asked for something else', async () => {
    const { printed, code } = await start('hug');
    expect(printed).toContain('there is no "hug" to start, only hub, worker, demo, bench');
    expect(code).toBe(1);
  });
});
