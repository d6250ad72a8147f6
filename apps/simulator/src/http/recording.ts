import type { InterfaceRole } from '@busbar/ocpi';
import type { RecordedRequest } from './recorded-request.js';

/** Which requests are meant; what is left out matches all. */
export interface RequestMatch {
  readonly module?: string;
  readonly interfaceRole?: InterfaceRole;
  readonly method?: string;
  /** The path below the endpoint: exactly this text, or a pattern. */
  readonly path?: string | RegExp;
  readonly where?: (request: RecordedRequest) => boolean;
}

/** Whether a request is one of those meant. */
export function matches(match: RequestMatch, request: RecordedRequest): boolean {
  const { endpoint, rest } = request;
  if (match.module !== undefined && endpoint?.module !== match.module) return false;
  if (match.interfaceRole !== undefined && endpoint?.interfaceRole !== match.interfaceRole) return false;
  if (match.method !== undefined && request.method !== match.method) return false;
  if (typeof match.path === 'string' && rest !== match.path) return false;
  if (match.path instanceof RegExp && !match.path.test(rest)) return false;
  return match.where?.(request) ?? true;
}

/** How long {@link Recording.waitFor} waits unless told otherwise. */
const DEFAULT_DEADLINE_MS = 5_000;

interface Waiting {
  readonly match: RequestMatch;
  readonly count: number;
  readonly resolve: (request: RecordedRequest) => void;
}

/** Everything a platform was asked, in order of arrival, refused requests included. */
export class Recording {
  private requests: RecordedRequest[] = [];
  private readonly waiting = new Set<Waiting>();

  get all(): readonly RecordedRequest[] {
    return this.requests;
  }

  /** The requests so far that match. */
  matching(match: RequestMatch): readonly RecordedRequest[] {
    return this.requests.filter((request) => matches(match, request));
  }

  /**
   * The `count`th request that matches (the first unless told otherwise), as soon as it is there. Rejects after the deadline,
   * saying what it waited for and what came instead.
   */
  async waitFor(match: RequestMatch, count = 1, deadlineMs = DEFAULT_DEADLINE_MS): Promise<RecordedRequest> {
    const present = this.matching(match)[count - 1];
    if (present) return present;
    return new Promise((resolve, reject) => {
      const entry: Waiting = {
        match,
        count,
        resolve: (request) => {
          clearTimeout(timer);
          this.waiting.delete(entry);
          resolve(request);
        },
      };
      const timer = setTimeout(() => {
        this.waiting.delete(entry);
        reject(new Error(this.missed(match, count, deadlineMs)));
      }, deadlineMs);
      this.waiting.add(entry);
    });
  }

  add(request: RecordedRequest): void {
    this.requests.push(request);
    for (const { match, count, resolve } of this.waiting) {
      const found = this.matching(match)[count - 1];
      if (found) resolve(found);
    }
  }

  /** Forgets what came so far. */
  clear(): void {
    this.requests = [];
  }

  private missed(match: RequestMatch, count: number, deadlineMs: number): string {
    const { module = 'any module', interfaceRole = '', method = 'any method', path = '' } = match;
    const wanted = `${method} ${module} ${interfaceRole} ${String(path)}`.replace(/ +/g, ' ').trim();
    const came = this.requests.map((request) => `${request.method} ${request.target}`).join(', ') || 'nothing';
    return `request ${count} of "${wanted}" did not arrive within ${deadlineMs} ms; what came: ${came}`;
  }
}
