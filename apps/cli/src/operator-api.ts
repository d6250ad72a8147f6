import { CommandFailed } from './command-failed.js';

/** A JSON object of the operator API. */
export type ApiObject = Readonly<Record<string, unknown>>;

/** One page of a list. */
interface Page {
  readonly items: readonly ApiObject[];
  readonly next_cursor: string | null;
}

const TIMEOUT_MS = 60_000;
const PAGE_LIMIT = 500;

/** The operator API of a hub. Everything but success rejects with {@link CommandFailed}, in the words of the hub. */
export class OperatorApi {
  constructor(
    private readonly url: string,
    private readonly key: string,
  ) {}

  /** `path` is below /api/v1, with its leading slash. */
  async get(path: string): Promise<ApiObject> {
    return this.ask('GET', path);
  }

  async post(path: string, body: unknown = {}): Promise<ApiObject> {
    return this.ask('POST', path, body);
  }

  /** Resolves to an empty object where nothing is answered. */
  async delete(path: string): Promise<ApiObject> {
    return this.ask('DELETE', path);
  }

  /** The items of a list, page by page, at most `most`. */
  async list(path: string, most = Infinity): Promise<readonly ApiObject[]> {
    const items: ApiObject[] = [];
    let cursor: string | null = null;
    do {
      const query = new URLSearchParams({ limit: String(Math.min(PAGE_LIMIT, most - items.length)) });
      if (cursor !== null) query.set('cursor', cursor);
      const page = (await this.get(`${path}${path.includes('?') ? '&' : '?'}${query.toString()}`)) as unknown as Page;
      items.push(...page.items);
      cursor = page.next_cursor;
    } while (cursor !== null && items.length < most);
    return items;
  }

  private async ask(method: string, path: string, body?: unknown): Promise<ApiObject> {
    const answer = await reach(`${this.url}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.key}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const json = parsed(await answer.text());
    if (!answer.ok) throw new CommandFailed(complaintOf(answer.status, json));
    return json;
  }
}

/** fetch with a deadline; a hub that cannot be reached is told in words. */
export async function reach(url: string, request: RequestInit = {}): Promise<Response> {
  try {
    return await fetch(url, { ...request, signal: AbortSignal.timeout(TIMEOUT_MS) });
  } catch (cause) {
    const reason = cause instanceof Error && cause.cause instanceof Error ? cause.cause.message : String(cause);
    const { origin } = new URL(url);
    throw new CommandFailed(`no hub answers at ${origin} (${reason}); start one with npm start, or say --url`, {
      cause,
    });
  }
}

/** Problem details as one sentence, with the fields that are wrong (RFC 9457). */
function complaintOf(status: number, details: ApiObject): string {
  const { title, detail, errors } = details;
  const fields = Array.isArray(errors) ? (errors as readonly ApiObject[]) : [];
  const said = [title, detail].filter((part) => typeof part === 'string').join(': ');
  const lines = fields.map(({ field, message }) => `\n  ${String(field)}: ${String(message)}`);
  return `the hub answered ${status}${said === '' ? '' : `: ${said}`}${lines.join('')}`;
}

function parsed(text: string): ApiObject {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' && json !== null ? (json as ApiObject) : {};
  } catch {
    return {};
  }
}
