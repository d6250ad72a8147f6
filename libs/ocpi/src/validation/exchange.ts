import type { Validators } from '../generated/catalogue.js';
import type { InterfaceRole } from '../modules.js';
import type { OcpiVersion } from '../versions.js';
import { typesAt } from './endpoints.js';
import { Examiner } from './examine.js';
import type { ContentTable, EndpointTable, FieldTable, ModuleTable, VersionTables } from './tables.js';
import { compareAuthorization, compareWithUrl, type UrlIds } from './url-ids.js';
import { examineUrl } from './url-parameters.js';
import { describe, Findings } from './violation.js';

/** A request, or the answer to one, of a given version and module. */
export interface MessageToValidate {
  /** Of credentials and versions, where both sides have the same interface, either will do. */
  readonly interfaceRole: InterfaceRole;
  readonly method: string;
  /** What follows the endpoint's URL, decoded: `['NL', 'ABC', 'LOC1']`. */
  readonly segments: readonly string[];
  /** The raw query of the request, without its question mark. */
  readonly query?: string;
  /** Whether it went to a `response_url`. */
  readonly isCallback?: boolean;
  readonly direction: 'request' | 'answer';
  /** HTTP status of an answer: beyond 2xx its data is not judged. */
  readonly httpStatus?: number;
  /** The body as it arrived, or what it was parsed to. */
  readonly body: { readonly bytes: Uint8Array } | { readonly json: unknown };
  /** The most violations to report; {@link MOST_VIOLATIONS} when left out. */
  readonly most?: number;
}

/** More than a developer reads at once, and a bound on what a hostile body costs. */
export const MOST_VIOLATIONS = 20;

/** What a message is judged by. */
export interface Knowledge {
  readonly version: OcpiVersion;
  readonly module: ModuleTable;
  readonly tables: VersionTables;
  readonly validators: Validators;
}

const UTF8 = new TextDecoder('utf-8', { fatal: true });
const NOTHING = Symbol('no body');
const BROKEN = Symbol('no JSON');

/** One request or answer at the endpoint it belongs to. */
export class Exchange {
  private readonly examiner: Examiner;

  constructor(
    private readonly known: Knowledge,
    private readonly at: {
      readonly endpoint: EndpointTable;
      readonly url: UrlIds;
      readonly depth: number;
      readonly findings: Findings;
    },
  ) {
    this.examiner = new Examiner(known.tables, at.findings);
  }

  /** Looks at a request: its parameters, its body, and whether the two name the same object. */
  request({ body }: MessageToValidate): void {
    const { endpoint, url, findings } = this.at;
    const { section } = this.known.module;
    examineUrl(endpoint, url, { examiner: this.examiner, findings, section });
    if (endpoint.request === null) return;
    const json = read(body);
    if (json === BROKEN) return findings.add({ path: '$', rule: 'json', section: TRANSPORT, found: 'no JSON' });
    if (json === NOTHING) {
      if (endpoint.request.card === '1') findings.add({ path: '$', rule: 'required', section, found: 'nothing' });
      return;
    }
    const types = typesAt(endpoint.request, endpoint, this.at.depth);
    this.oneOf(types, { value: json, path: '$', isPatch: endpoint.isPatch ?? false });
    const [name] = types;
    if (types.length === 1 && name !== undefined)
      compareWithUrl({ name, value: json, version: this.known.version }, url, findings);
  }

  /** Looks at an answer: its envelope and, where it says success, its data. */
  answer({ body, httpStatus = 200 }: MessageToValidate): void {
    const { endpoint, url, findings } = this.at;
    const json = read(body);
    if (json === BROKEN) return findings.add({ path: '$', rule: 'json', section: TRANSPORT, found: 'no JSON' });
    this.object(ENVELOPE, { value: json === NOTHING ? undefined : json, path: '$', isPatch: false });
    if (typeof json !== 'object' || json === null || httpStatus < 200 || httpStatus > 299) return;
    const { status_code: status, data } = json as { status_code?: unknown; data?: unknown };
    // Beyond success the data is whatever helps to find the fault (Status codes).
    if (typeof status !== 'number' || status < 1000 || status > 1999) return;
    if (endpoint.response === 'omitted') {
      if (data !== undefined && data !== null)
        findings.add({ path: '$.data', rule: 'omitted', section: this.known.module.section, found: describe(data) });
    } else if (endpoint.response !== null) {
      this.data(endpoint.response, data);
      if (endpoint.response.types[0] === 'AuthorizationInfo') compareAuthorization(data, url, findings);
    }
  }

  private data(content: ContentTable, data: unknown): void {
    const types = typesAt(content, this.at.endpoint, this.at.depth);
    const { section } = this.known.module;
    const isList = content.card === '*' || content.card === '+';
    if (data === undefined || data === null) {
      if (content.card === '1' || content.card === '+')
        this.at.findings.add({ path: '$.data', rule: 'required', section, found: describe(data) });
    } else if (!isList) {
      this.oneOf(types, { value: data, path: '$.data', isPatch: false });
    } else if (!Array.isArray(data)) {
      this.at.findings.add({ path: '$.data', rule: 'list', section, found: describe(data) });
    } else {
      if (data.length === 0 && content.card === '+')
        this.at.findings.add({ path: '$.data', rule: 'not-empty', section, found: describe(data) });
      for (let index = 0; index < data.length && !this.at.findings.isFull; index++)
        this.oneOf(types, { value: data[index], path: `$.data[${index}]`, isPatch: false });
    }
  }

  /** Where several objects are possible, what is wrong is said of the one that it comes closest to. */
  private oneOf(types: readonly string[], at: ValueAt): void {
    const [only, ...others] = types;
    if (only === undefined) return;
    if (others.length === 0) return this.object(only, at);
    if (types.some((name) => this.isValid(name, at))) return;
    const attempts = types.map((name) => {
      const findings = new Findings(this.known.version, MOST_VIOLATIONS);
      new Examiner(this.known.tables, findings).object(name, at);
      return { name, count: findings.violations.length };
    });
    const closest = attempts.reduce((best, next) => (next.count < best.count ? next : best));
    this.examiner.object(closest.name, at);
  }

  private object(name: string, at: ValueAt): void {
    if (this.isValid(name, at)) return;
    if (this.known.tables.enums[name] === undefined) return this.examiner.object(name, at);
    const word: FieldTable = { name, card: '1', type: 'string', enum: name };
    this.examiner.single(word, { ...at, section: this.known.module.section });
  }

  private isValid(name: string, at: ValueAt): boolean {
    return this.known.validators[at.isPatch ? `${name}Patch` : name]?.(at.value) ?? false;
  }
}

/** A value, where it stands, and whether it is only a part of an object. */
interface ValueAt {
  readonly value: unknown;
  readonly path: string;
  readonly isPatch: boolean;
}

const ENVELOPE = 'ResponseFormat';
const TRANSPORT = 'Transport and format > JSON / HTTP implementation guide';

function read(body: MessageToValidate['body']): unknown {
  if ('json' in body) return body.json === undefined ? NOTHING : body.json;
  if (body.bytes.length === 0) return NOTHING;
  try {
    return JSON.parse(UTF8.decode(body.bytes));
  } catch {
    return BROKEN;
  }
}
