import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { temporaryDirectory } from '../support/temp-dir.js';

/** A project made for one test, with the gates of this one. */
export class PlantedProject {
  readonly #root = temporaryDirectory();

  /** Takes over files of this project, such as a gate's configuration. */
  copy(...paths: readonly string[]): this {
    for (const path of paths) {
      mkdirSync(dirname(join(this.#root, path)), { recursive: true });
      cpSync(path, join(this.#root, path), { recursive: true });
    }
    return this;
  }

  /** Writes a file, with the folders above it. */
  plant(path: string, text: string): this {
    const place = join(this.#root, path);
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, text);
    return this;
  }

  /** A package that can be imported and does nothing. */
  plantPackage(name: string): this {
    const folder = `node_modules/${name}`;
    return this.plant(`${folder}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' })).plant(
      `${folder}/index.js`,
      '',
    );
  }

  /** Makes this project's packages importable. */
  linkPackages(): this {
    symlinkSync(resolve('node_modules'), join(this.#root, 'node_modules'));
    return this;
  }

  read(path: string): string {
    return readFileSync(join(this.#root, path), 'utf8');
  }

  /** Runs a program of an installed package here and returns what it printed, whatever its exit code. */
  run(script: string, ...args: readonly string[]): Promise<string> {
    return new Promise((printed) => {
      execFile(
        process.execPath,
        [resolve('node_modules', script), ...args],
        { cwd: this.#root, maxBuffer: 64 * 1024 * 1024 },
        (_error, stdout, stderr) => printed(stdout || stderr),
      );
    });
  }
}
