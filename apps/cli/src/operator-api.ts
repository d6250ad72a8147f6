import { CommandFailed } from './command-failed.js';

/** A JSON object of the operator API. */
export type ApiObject = Readonly<Record<string, unknown>>;

/** Agreements as one document, and the tag of the state that they are. */
export interface TaggedText {
  readonly text: string;
  readonly etag: string;
}

/** One page of a list. */
interface Page {
  readonly items: readonly ApiObject[];
  readonly next_cursor: string | null;
}

const TIMEOUT_MS = 60_000;
const YAML = 'application/yaml';
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

  /** A document in YAML with its tag. */
  async getYaml(path: string): Promise<TaggedText> {
    const answer = await this.send(path, { method: 'GET', headers: { accept: YAML } });
    return { text: await answer.text(), etag: answer.headers.get('etag') ?? '' };
  }

  /** Puts a document in YAML in the place of what `etag` tags. */
  async putYaml(path: string, { text, etag }: TaggedText): Promise<ApiObject> {
    const headers = { 'content-type': YAML, 'if-match': etag };
    return parsed(await (await this.send(path, { method: 'PUT', headers, body: text })).text());
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
    const answer = await this.send(path, {
      method,
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return parsed(await answer.text());
  }

  private async send(
    path: string,
    request: RequestInit & { readonly headers: Record<string, string> },
  ): Promise<Response> {
    const headers = { authorization: `Bearer ${this.key}`, ...request.headers };
    const answer = await reach(`${this.url}/api/v1${path}`, { ...request, headers });
    if (!answer.ok) throw new CommandFailed(complaintOf(answer.status, parsed(await answer.text())));
    return answer;
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
