import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { temporaryDirectory } from '../support/temp-dir.js';

/** A project made for one test, with the gates of this one. */
export class PlantedProject {
  readonly #root = temporaryDirectory();

  /** Takes over files of this project, such as a gate's configuration. */
  copy(...paths: readonly string[]): this {
    for (const path of paths) {
      mkdirSync(dirname(this.path(path)), { recursive: true });
      cpSync(path, this.path(path), { recursive: true });
    }
    return this;
  }

  /** Writes a file, with the folders above it. */
  plant(path: string, text: string): this {
    const place = this.path(path);
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
    symlinkSync(resolve('node_modules'), this.path('node_modules'));
    return this;
  }

  read(path: string): string {
    return readFileSync(this.path(path), 'utf8');
  }

  has(path: string): boolean {
    return existsSync(this.path(path));
  }

  remove(path: string): void {
    rmSync(this.path(path));
  }

  /** The absolute path of a file here. */
  path(path: string): string {
    return join(this.#root, path);
  }

  /** Runs a program of an installed package of ours here. */
  run(script: string, ...args: readonly string[]): Promise<Ending> {
    return this.#execute([resolve('node_modules', script), ...args], {});
  }

  /** Runs a script that was copied here, with further environment variables. */
  runScript(script: string, args: readonly string[], env: Readonly<Record<string, string>>): Promise<Ending> {
    return this.#execute([this.path(script), ...args], env);
  }

  #execute(args: readonly string[], env: Readonly<Record<string, string>>): Promise<Ending> {
    const options = { cwd: this.#root, env: { ...process.env, ...env }, maxBuffer: 64 * 1024 * 1024 };
    return new Promise((ended) => {
      const child = execFile(process.execPath, args, options, (_error, stdout, stderr) =>
        ended({ code: child.exitCode, stdout, printed: stdout + stderr }),
      );
    });
  }
}

/** How a program ended, whatever its exit code. */
export interface Ending {
  readonly code: number | null;
  readonly stdout: string;
  /** Both outputs. */
  readonly printed: string;
}
