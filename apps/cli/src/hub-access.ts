import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandFailed } from './command-failed.js';
import { OperatorApi } from './operator-api.js';

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** How the caller said where the hub is. */
export interface HubChoice {
  readonly url: string | undefined;
  readonly dataDir: string | undefined;
}

/** Where the hub is and which key opens its operator API. The key is looked for when it is needed, not before. */
export class HubAccess {
  /** Without a slash at its end. */
  readonly url: string;
  readonly keyFile: string;

  constructor(
    choice: HubChoice,
    private readonly env: Environment,
  ) {
    const port = env['BUSBAR_OPERATOR_PORT'] || env['BUSBAR_PORT'] || '8080';
    this.url = (choice.url ?? `http://127.0.0.1:${port}`).replace(/\/+$/, '');
    this.keyFile = join(choice.dataDir ?? (env['BUSBAR_DATA_DIR'] || '.busbar'), 'operator.key');
  }

  /** The operator API; rejects with {@link CommandFailed} where there is no key. */
  api(): OperatorApi {
    return new OperatorApi(this.url, this.key());
  }

  /** BUSBAR_OPERATOR_KEY, else what lies in the data directory. A missing file is not made: that is the hub's to do. */
  private key(): string {
    const given = this.env['BUSBAR_OPERATOR_KEY'];
    if (given !== undefined && given !== '') return given;
    try {
      return readFileSync(this.keyFile, 'utf8').trim();
    } catch (cause) {
      throw new CommandFailed(
        `no operator key: set BUSBAR_OPERATOR_KEY, or name with --data-dir the directory of the hub (${this.keyFile} cannot be read)`,
        { cause },
      );
    }
  }
}
